# ruby ask.rb < questions.json
#
# Asks ruby-jwt each question twice, and prints one line for each: as its README calls it
# for HMAC, and as strict as its options allow. Of what a question expects, either is given
# what the library has an option for.

require 'base64'
require 'json'
require 'jwt'

CLAIMS = { 'audience' => 'aud', 'issuer' => 'iss', 'subject' => 'sub', 'token_id' => 'jti' }.freeze

# It has no option for now, and asks this.
def Time.now = Time.at($now)

def readme(token, secret, expected)
  JWT.decode(token, secret, true, { algorithm: 'HS256' }.merge(wanted(expected)))
end

# ANCHOR: ruby-jwt
def strict(token, secret, expected)
  required = ['exp'] + CLAIMS.slice(*expected.keys).values
  options = { algorithm: 'HS256', required_claims: required, verify_iat: true }
  JWT.decode(token, secret, true, options.merge(wanted(expected)))
end

def wanted(expected)
  options = {}
  options.update(verify_aud: true, aud: expected['audience']) if expected['audience']
  options.update(verify_iss: true, iss: expected['issuer']) if expected['issuer']
  options.update(verify_sub: true, sub: expected['subject']) if expected['subject']
  options.update(verify_jti: ->(jti) { jti == expected['token_id'] }) if expected['token_id']
  options.update(leeway: expected['leeway']) if expected['leeway']
  options.update(required_claims: ['exp']) if expected['require_expiry']
  options
end
# ANCHOR_END: ruby-jwt

def answer(mode, question)
  expected = question['expected']
  missing = %w[token_type max_age].find { |name| expected.key?(name) }
  return { cannot: "no option for #{missing}" } if missing

  $now = question['now']
  claims, = send(mode, question['token'], secret_of(question), expected)
  { accepted: accepted(claims) }
rescue StandardError => e
  { refused: "#{e.class}: #{e.message}".scrub('?') }
end

# What Ruby can't write as JSON, such as an infinite number, it shows in its own way.
def accepted(claims)
  JSON.generate(claims)
rescue JSON::GeneratorError
  claims.inspect
end

def secret_of(question)
  question['secret'] || Base64.urlsafe_decode64(question['secret_base64url'])
end

puts JSON.generate(
  library: 'ruby-jwt', clock: 'its `Time.now` replaced',
  language: 'Ruby', source: 'Debian 12', version: ENV.fetch('DEBIAN_VERSION'), packaged: '2022-12-01'
)
JSON.parse($stdin.read).each do |question|
  answers = %w[readme strict].to_h { |mode| [mode, answer(mode, question)] }
  puts JSON.generate(question: question['name'], **answers)
end

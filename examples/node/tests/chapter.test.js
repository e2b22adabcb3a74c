// The chapter "Coming from Node"
//
// It says that it has every option and every error of jsonwebtoken. These tests read
// the library's own source, and look each of them up on the page. Then come the things
// that the page says in passing.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const jwt = require('jsonwebtoken');
const { strict } = require('../strict');
const { root, secret } = require('./servers');

const library = path.dirname(require.resolve('jsonwebtoken/package.json'));
const source = (file) => fs.readFileSync(path.join(library, file), 'utf8');
const page = fs.readFileSync(path.join(root, 'book/src/coming-from-node.md'), 'utf8');

/** The page from one heading to the next. */
function section(heading) {
  const from = page.indexOf(`\n## ${heading}\n`);
  assert.notEqual(from, -1, heading);
  const to = page.indexOf('\n## ', from + 1);
  return page.slice(from, to === -1 ? undefined : to);
}

const unique = (list) => [...new Set(list)].sort();

test('step 1: every option of sign is on the page', () => {
  const schema = /sign_options_schema = \{(.*?)\n\};/s.exec(source('sign.js'))[1];
  const options = unique([...schema.matchAll(/^ {2}(\w+): \{/gm)].map(([, name]) => name));
  assert.deepEqual(options, [
    'algorithm', 'allowInsecureKeySizes', 'allowInvalidAsymmetricKeyTypes', 'audience', 'encoding',
    'expiresIn', 'header', 'issuer', 'jwtid', 'keyid', 'mutatePayload', 'noTimestamp', 'notBefore', 'subject',
  ]);
  for (const name of options) {
    assert.ok(section('Every option of `sign`').includes(`\n| \`${name}\` |`), name);
  }
});

test('step 2: every option of verify is on the page', () => {
  const options = unique([...source('verify.js').matchAll(/options\.(\w+)/g)].map(([, name]) => name));
  assert.deepEqual(options, [
    'algorithms', 'allowInvalidAsymmetricKeyTypes', 'audience', 'clockTimestamp', 'clockTolerance',
    'complete', 'ignoreExpiration', 'ignoreNotBefore', 'issuer', 'jwtid', 'maxAge', 'nonce', 'subject',
  ]);
  for (const name of options) {
    assert.ok(section('Every option of `verify`').includes(`\n| \`${name}\` |`), name);
  }
});

test('step 3: every error is on the page', () => {
  const files = ['sign.js', 'verify.js', 'lib/validateAsymmetricKey.js'];
  const made = /(?:new \w*Error\(\(?|message: )(?:'([^']*)'|`([^`]*)`)/g;
  const messages = files.flatMap((file) => [...source(file).matchAll(made)])
    .map(([, quoted, template]) => quoted ?? template);
  assert.ok(messages.length > 40, `${messages.length}`);
  const errors = section('Every error').replaceAll('\\|', '|');
  for (const message of unique(messages)) {
    // What is put in at run time stands on the page as an example, or as `…`.
    const fixed = shown(message.split(/\$\{.*?\}/)[0].trim());
    assert.ok(fixed.length > 3 && errors.includes(fixed), `${message}: ${fixed}`);
  }
});

/** The page shows one message where the library has the same for many options. */
function shown(message) {
  const same = [
    [/^"(expiresIn|notBefore)" should be/, '"expiresIn" should be a number of seconds or string representing a timespan'],
    [/^"(iat|exp|nbf)" should be/, '"exp" should be a number of seconds'],
    [/^"\w+" must be/, '"audience" must be a string or array'],
    [/^Bad "options\.notBefore"/, 'Bad "options.expiresIn" option the payload'],
    [/^Bad "options\.$/, 'Bad "options.issuer" option. The payload'],
    [/^Expected "$/, 'Expected "payload" to be a plain object.'],
    [/^"$/, '"…" is not allowed in "options"'],
    [/^invalid$/, 'invalid expiresIn option for string payload'],
  ];
  return same.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}

test('step 4: an issuer may be a list there', () => {
  const token = jwt.sign({}, secret, { issuer: 'shop' });
  assert.equal(jwt.verify(token, secret, { issuer: ['login', 'shop'] }).iss, 'shop');
});

test('step 5: a keyid that is not ASCII is not UTF-8 either', () => {
  const token = jwt.sign({}, secret, { keyid: 'é' });
  const header = Buffer.from(token.split('.')[0], 'base64url');
  assert.ok(header.includes(0xe9) && !header.includes(0xc3));
});

test('step 6: an iat of 0 counts as none, in sign', () => {
  assert.notEqual(jwt.decode(jwt.sign({ iat: 0 }, secret)).iat, 0);
});

test('step 7: ignoreExpiration still checks the signature', () => {
  const token = jwt.sign({ exp: 1 }, secret);
  assert.equal(jwt.verify(token, secret, { ignoreExpiration: true }).exp, 1);
  assert.throws(() => jwt.verify(token, `${secret}x`, { ignoreExpiration: true }), { message: 'invalid signature' });
});

test('step 8: a payload that is no JSON throws before the signature is looked at', () => {
  const base64url = (text) => Buffer.from(text).toString('base64url');
  const token = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url('plain text')}.AAAA`;
  assert.throws(() => jwt.verify(token, secret), { name: 'SyntaxError' });
});

const exp = Math.floor(Date.now() / 1000) + 600;
const header = (more) => JSON.stringify({ alg: 'HS256', typ: 'JWT', ...more });
const claims = (more) => JSON.stringify({ id: '123456', aud: 'api', exp, ...more });

/** Signs any header and payload, as text, be they right or wrong. */
function sign(header, claims) {
  const part = (json) => Buffer.from(json).toString('base64url');
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${crypto.createHmac('sha256', secret).update(input).digest('base64url')}`;
}

const left = {
  'a name twice': sign(header(), claims().replace('{', '{"id":"234567",')),
  'iat as text': sign(header(), claims({ iat: '1690407762' })),
  'sub as a number': sign(header(), claims({ sub: 7 })),
  'a kid that is a number': sign(header({ kid: 7 }), claims()),
};

test('step 9: the strict call of the page, and what it still takes', () => {
  const check = (token) => strict(token, secret, 'api');
  assert.equal(check(sign(header(), claims())).id, '123456');
  assert.equal(check(sign(header({ typ: 'application/jwt' }), claims())).id, '123456');

  // The kinds that `jsonwebtoken` takes and our crate refuses, as tokens for `api` that
  // have an `exp`. Those that come from an option are missing: strict sets none of them.
  const kinds = {
    ...left,
    'an aud, none expected': jwt.sign({ exp }, secret, { audience: 'web' }),
    'HS384, and the tag is right': jwt.sign({ exp }, secret, { audience: 'api', algorithm: 'HS384' }),
    'crit in the header': sign(header({ crit: ['exp'] }), claims()),
    'b64 in the header': sign(header({ b64: false }), claims()),
    'typ at+jwt': sign(header({ typ: 'at+jwt' }), claims()),
    'exp 1e400, which is infinite': sign(header(), claims().replace(exp, '1e400')),
    'a payload that is a list': sign(header(), '[]'),
    'a payload that is text': sign(header(), '"admin"'),
    'over 8 KiB': sign(header(), claims({ text: 'x'.repeat(8192) })),
  };
  const ofOptions = [
    'an audience misspelt: audiance', 'iat in an hour, with a maximum age',
    'ignoreExpiration, exp a minute ago', 'ignoreNotBefore, nbf in a minute',
  ];
  const list = fs.readFileSync(path.join(root, 'tests/snapshots/coming_from_node__we_refuse.snap'), 'utf8');
  const names = list.split('---\n')[2].split('\n').filter((line) => /^\S/.test(line));
  assert.deepEqual([...Object.keys(kinds), ...ofOptions].sort(), names.sort());

  const taken = Object.keys(kinds).filter((name) => {
    try {
      return check(kinds[name]);
    } catch {
      return false;
    }
  });
  assert.deepEqual(taken, Object.keys(left));
  const types = [['JWT'], null, 7, 'jwt\n'].map((typ) => sign(header({ typ }), claims()));
  for (const token of [...types, sign(header(), claims({ exp: undefined })), undefined, {}]) {
    assert.throws(() => check(token));
  }
});

test('step 10: the documented token, made by hand, verified there', () => {
  const [, token, documented] = /verify\("([^"]+)", "([^"]+)"\)/.exec(section('Check with someone else'));
  assert.deepEqual(jwt.verify(token, documented), { id: '123456', iat: 1690407762 });
});

test('step 11: an audience may be a list, or a pattern, and a pattern has two ends', () => {
  const token = (audience) => jwt.sign({}, secret, { audience });
  assert.ok(jwt.verify(token('web'), secret, { audience: ['api', 'web'] }));
  const meant = { audience: /api/ };
  assert.ok(jwt.verify(token('evil-api.example'), secret, meant));
  assert.throws(() => jwt.verify(token('evil-api.example'), secret, { audience: /^api$/ }));
});

test('step 12: a typ keeps no refresh token out, another secret does', () => {
  const header = { typ: 'refresh+jwt' };
  const algorithms = ['HS256'];
  assert.ok(jwt.verify(jwt.sign({}, secret, { header }), secret, { algorithms }));
  const refresh = jwt.sign({}, `${secret} of the login`, { header });
  assert.throws(() => jwt.verify(refresh, secret, { algorithms }), { message: 'invalid signature' });
});

test('step 13: of what is left, jose refuses one', async () => {
  const { jwtVerify } = await import('jose');
  const options = { algorithms: ['HS256'], audience: 'api', typ: 'JWT', requiredClaims: ['exp'] };
  const refused = [];
  for (const [name, token] of Object.entries(left)) {
    await jwtVerify(token, Buffer.from(secret), options).catch(() => refused.push(name));
  }
  assert.deepEqual(refused, ['iat as text']);
});

test('step 14: what "Troubleshooting" has as headings is what the library throws', () => {
  const answers = JSON.parse(fs.readFileSync(path.join(root, 'tests/vectors/answers.json'), 'utf8'));
  const all = [...answers.verify, ...answers.sign, ...answers.calls].filter((answer) => answer.throws);
  const thrown = unique(all.map(({ throws, message }) => `${throws}: ${message}`));
  const troubleshooting = fs.readFileSync(path.join(root, 'book/src/troubleshooting.md'), 'utf8');
  const headings = troubleshooting.match(/^### \w*Error: .*/gm).map((line) => line.slice(4));
  const ours = headings.filter((heading) => /^(JsonWebToken|TokenExpired|NotBefore)?Error: /.test(heading));
  assert.ok(ours.length >= 18, `${ours.length}`);
  for (const heading of ours) {
    const first = heading.replace(/, invalid nbf value$/, '');
    assert.ok(thrown.some((message) => message.startsWith(first)), heading);
  }
});

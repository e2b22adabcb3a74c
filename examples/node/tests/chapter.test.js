// The chapter "Coming from Node"
//
// It says that it has every option and every error of jsonwebtoken. These tests read
// the library's own source, and look each of them up on the page. Then come the things
// that the page says in passing.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const jwt = require('jsonwebtoken');
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

test('step 9: the strict call of the page', () => {
  const strict = (token) => {
    const claims = jwt.verify(token, secret, { algorithms: ['HS256'], audience: 'api' });
    if (typeof claims?.exp !== 'number') throw new Error('no exp');
    return claims;
  };
  const good = { audience: 'api', expiresIn: '1h' };
  assert.equal(strict(jwt.sign({ id: '123456' }, secret, good)).id, '123456');
  assert.throws(() => strict(jwt.sign({}, secret, { audience: 'api' })), { message: 'no exp' });
  assert.throws(() => strict(jwt.sign('text', secret)), { message: /audience invalid/ });
  assert.throws(() => strict(jwt.sign({}, secret, { ...good, algorithm: 'HS384' })), { message: 'invalid algorithm' });
  assert.throws(() => strict(jwt.sign({}, secret, { expiresIn: '1h' })), { message: /audience invalid/ });
  // The page shows this very code.
  const lines = strict.toString().split('\n').slice(1, 3).map((line) => line.trim());
  for (const line of lines) assert.ok(page.includes(line), line);
});

test('step 10: the documented token, made by hand, verified there', () => {
  const [, token, documented] = /verify\("([^"]+)", "([^"]+)"\)/.exec(section('Check with someone else'));
  assert.deepEqual(jwt.verify(token, documented), { id: '123456', iat: 1690407762 });
});

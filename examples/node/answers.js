// npm run answers --prefix examples/node
//
// Asks the real jsonwebtoken about a list of tokens and calls, and prints its answers.
// They are pinned in tests/vectors/answers.json, where our crate is asked the same, so
// that `cargo test` needs no Node. `.ci/run` asks again and compares.
//
// Nothing here reads the clock: each `iat` is given, and so is the time of each check.

const crypto = require('node:crypto');
const jwt = require('jsonwebtoken');
const { version } = require('jsonwebtoken/package.json');

const secret = 'a text of 32 bytes, or of more!!';
const iat = 1690407762;
const now = iat + 60;

const base64url = (text) => Buffer.from(text).toString('base64url');

/** Signs any header and payload, as text, be they right or wrong. */
function forge(header, payload, { key = secret, hash = 'sha256' } = {}) {
  return signed(`${base64url(header)}.${base64url(payload)}`, { key, hash });
}

function signed(input, { key = secret, hash = 'sha256' } = {}) {
  return `${input}.${crypto.createHmac(hash, key).update(input).digest('base64url')}`;
}

const HEADER = '{"alg":"HS256","typ":"JWT"}';
const json = JSON.stringify;
const claims = (more) => forge(HEADER, json({ id: '123456', iat, ...more }));
const header = (more, options) =>
  forge(json({ alg: 'HS256', typ: 'JWT', ...more }), json({ id: '123456', iat }), options);

const good = claims({ exp: iat + 3600 });
const [head, body, tag] = good.split('.');

// A name, a token, and the options of `verify`.
const verifications = [
  ['a good token', good],
  ['no exp at all', claims()],
  ['exp a second after now', claims({ exp: now + 1 })],
  ['exp 30 s ago, with a leeway of 60 s', claims({ exp: now - 30 }), { clockTolerance: 60 }],
  ['nbf equal to now', claims({ nbf: now })],
  ['exp in milliseconds', claims({ exp: (iat + 3600) * 1000 })],
  ['the audience, alone', claims({ aud: 'api' }), { audience: 'api' }],
  ['the audience, in a list', claims({ aud: ['web', 'api'] }), { audience: 'api' }],
  ['the issuer', claims({ iss: 'login' }), { issuer: 'login' }],
  ['an age of 60 s, with at most 61', claims(), { maxAge: 61 }],
  ['jku, x5u and jwk in the header', header({ jku: 'a', x5u: 'b', jwk: {} })],

  ['nothing', ''],
  ['"undefined"', 'undefined'],
  ['"Bearer " in front', `Bearer ${good}`],
  ['quotes around', `"${good}"`],
  ['a space behind', `${good} `],
  ['two parts', `${head}.${body}`],
  ['five parts', `${head}.a.b.c.d`],
  ['padding', `${head}=.${body}.${tag}`],
  ['the standard alphabet', signed(`${head}.${Buffer.from('{"a":"???>"}').toString('base64')}`)],
  ['a header that is no JSON', forge('alg=HS256', '{}')],
  ['a header that is a list', forge('[]', '{}')],
  ['alg none, no signature', `${base64url('{"alg":"none"}')}.${body}.`],
  ['alg none, a signature', forge('{"alg":"none"}', '{}')],
  ['alg hs256', header({ alg: 'hs256' })],
  ['no alg', forge('{"typ":"JWT"}', '{}')],
  ['HS384, algorithms: ["HS256"]', header({ alg: 'HS384' }, { hash: 'sha384' }), { algorithms: ['HS256'] }],
  ['another secret', forge(HEADER, json({ iat }), { key: 'another text, of 32 bytes or more' })],
  ['another payload', `${head}.${base64url(json({ id: '234567', iat }))}.${tag}`],
  ['a signature cut off by one', good.slice(0, -1)],
  ['a signature with spare bits', good.slice(0, -1) + next(good.at(-1))],
  ['a signature in hexadecimal', `${head}.${body}.${Buffer.from(tag, 'base64url').toString('hex')}`],
  ['exp as text', claims({ exp: String(iat + 3600) })],
  ['exp null', claims({ exp: null })],
  ['nbf as text', claims({ nbf: String(iat) })],
  ['exp a minute ago', claims({ exp: iat })],
  ['exp equal to now', claims({ exp: now })],
  ['exp a lifetime', claims({ exp: 3600 })],
  ['nbf a second after now', claims({ nbf: now + 1 })],
  ['an age of 60 s, with at most 60', claims(), { maxAge: 60 }],
  ['a maximum age, no iat', forge(HEADER, '{}'), { maxAge: 60 }],
  ['no aud, one expected', claims(), { audience: 'api' }],
  ['another aud', claims({ aud: 'web' }), { audience: 'api' }],
  ['an aud with a slash more', claims({ aud: 'https://api.example/' }), { audience: 'https://api.example' }],
  ['another iss', claims({ iss: 'shop' }), { issuer: 'login' }],
  ['no iss, one expected', claims(), { issuer: 'login' }],
  ['another sub', claims({ sub: 'user-8' }), { subject: 'user-7' }],
  ['another jti', claims({ jti: '0b0d' }), { jwtid: '0b0c' }],
  ['a payload that is no JSON', forge(HEADER, 'plain text')],

  ['an aud, none expected', claims({ aud: 'web' })],
  ['an audience misspelt: audiance', claims({ aud: 'web' }), { audiance: 'api' }],
  ['HS384, no algorithms', header({ alg: 'HS384' }, { hash: 'sha384' })],
  ['crit in the header', header({ crit: ['exp'], exp: 1 })],
  ['b64 in the header', header({ b64: false })],
  ['typ at+jwt', header({ typ: 'at+jwt' })],
  ['a name twice', forge(HEADER, '{"id":"123456","id":"234567"}')],
  ['iat as text', claims({ iat: '1690407762' })],
  ['sub as a number', claims({ sub: 7 })],
  ['exp 1e400, which is infinite', forge(HEADER, '{"exp":1e400}')],
  ['a payload that is a list', forge(HEADER, '[]')],
  ['a payload that is text', forge(HEADER, '"admin"')],
  ['a kid that is a number', header({ kid: 7 })],
  ['over 8 KiB', claims({ text: 'x'.repeat(8192) })],
  ['iat in an hour, with a maximum age', claims({ iat: now + 3600 }), { maxAge: 60 }],
  ['ignoreExpiration, exp a minute ago', claims({ exp: iat }), { ignoreExpiration: true }],
  ['ignoreNotBefore, nbf in a minute', claims({ nbf: now + 60 }), { ignoreNotBefore: true }],

  ['maxAge: "61", which is 61 ms', claims(), { maxAge: '61' }],
  ['nonce, not the one in the token', claims({ nonce: 'a' }), { nonce: 'b' }],
  ['clockTimestamp: 0, exp in 1970', claims({ exp: 3600 }), { clockTimestamp: 0 }],
];

/** The base64url character after this one: the same bytes, and other spare bits. */
function next(character) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(character) + 1];
}

// A name, a payload, the options of `sign`, and the secret.
const signings = [
  ['expiresIn: 60', { iat }, { expiresIn: 60 }],
  ['expiresIn: "60"', { iat }, { expiresIn: '60' }],
  ['expiresIn: "1500"', { iat }, { expiresIn: '1500' }],
  ['expiresIn: "60s"', { iat }, { expiresIn: '60s' }],
  ['expiresIn: "60 seconds"', { iat }, { expiresIn: '60 seconds' }],
  ['expiresIn: "1m"', { iat }, { expiresIn: '1m' }],
  ['expiresIn: "1M"', { iat }, { expiresIn: '1M' }],
  ['expiresIn: "1h"', { iat }, { expiresIn: '1h' }],
  ['expiresIn: "1y"', { iat }, { expiresIn: '1y' }],
  ['expiresIn: "-1h"', { iat }, { expiresIn: '-1h' }],
  ['expiresIn: "1mo"', { iat }, { expiresIn: '1mo' }],
  ['expiresIn: "1d "', { iat }, { expiresIn: '1d ' }],
  ['expiresIn: ""', { iat }, { expiresIn: '' }],
  ['expiresIn: 60.5', { iat }, { expiresIn: 60.5 }],
  ['notBefore: "60"', { iat }, { notBefore: '60' }],
  ['exp in the payload, and expiresIn', { iat, exp: iat }, { expiresIn: 60 }],
  ['iss in the payload, and issuer', { iat, iss: 'a' }, { issuer: 'b' }],
  ['exp as text', { iat, exp: '60' }, {}],
  ['sub as a number', { iat, sub: 7 }, {}],
  ['subject: 7', { iat }, { subject: 7 }],
  ['an option misspelt: expiresin', { iat }, { expiresin: '1h' }],
  ['no secret', { iat }, {}, undefined],
  ['an empty secret', { iat }, {}, ''],
  ['a secret of one byte', { iat }, {}, 'x'],
  ['a payload that is text', 'plain text', {}],
  ['a payload that is text, and expiresIn', 'plain text', { expiresIn: 60 }],
  ['no payload', undefined, {}],
  ['algorithm: "none"', { iat }, { algorithm: 'none' }, ''],
  ['algorithm: "hs256"', { iat }, { algorithm: 'hs256' }],
  ['header: { alg: "HS384" }', { iat }, { header: { alg: 'HS384' } }],
  ['noTimestamp: true', { id: '123456' }, { noTimestamp: true }],
  ['noTimestamp: true, iat in the payload', { iat }, { noTimestamp: true }],
];

// Calls of `verify` that Rust's types leave no room for.
const rsaOptions = { modulusLength: 2048 };
const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', rsaOptions);
const calls = [
  ['a token that is no string', () => jwt.verify({}, secret)],
  ['no secret', () => jwt.verify(good, undefined)],
  ['no secret and no signature', () => jwt.verify(`${head}.${body}.`, undefined)],
  ['a secret that is a number', () => jwt.verify(good, 7)],
  ['a public key for HS256', () => jwt.verify(good, publicKey, { algorithms: ['HS256'] })],
  ['a secret for RS256', () => jwt.verify(header({ alg: 'RS256' }), secret, { algorithms: ['RS256'] })],
  ['a function for the secret, no callback', () => jwt.verify(good, () => {})],
  ['clockTimestamp: "0"', () => jwt.verify(good, secret, { clockTimestamp: '0' })],
  ['nonce: ""', () => jwt.verify(good, secret, { nonce: '' })],
  ['maxAge: "1mo"', () => jwt.verify(claims(), secret, { clockTimestamp: now, maxAge: '1mo' })],
  ['allowInvalidAsymmetricKeyTypes: 1', () => jwt.verify(good, secret, { allowInvalidAsymmetricKeyTypes: 1 })],
  ['sign with a private key, HS256', () => jwt.sign({}, privateKey)],
  ['sign with a secret, RS256', () => jwt.sign({}, secret, { algorithm: 'RS256' })],
  ['sign with a secret that is a number', () => jwt.sign({}, 7)],
];

/** What a call gives, or the error that it throws. */
function outcome(call) {
  try {
    return { gives: call() };
  } catch (error) {
    // What JSON.parse says changes with the version of Node.
    const message = error.name === 'SyntaxError' ? '(from JSON.parse)' : error.message;
    return { throws: error.name, message };
  }
}

const print = (value) => console.log(JSON.stringify(value, null, 2));

print({
  source: `jsonwebtoken ${version}`,
  secret,
  now,
  verify: verifications.map(([name, token, options = {}]) => {
    const outcomeOf = outcome(() => {
      jwt.verify(token, secret, { clockTimestamp: now, ...options });
      return 'accepted';
    });
    return { name, token, options, ...outcomeOf };
  }),
  sign: signings.map((signing) => {
    const [name, payload, options] = signing;
    const key = signing.length > 3 ? signing[3] : secret;
    return { name, payload, options, secret: key, ...outcome(() => jwt.sign(payload, key, options)) };
  }),
  calls: calls.map(([name, call]) => ({ name, ...outcome(call) })),
});

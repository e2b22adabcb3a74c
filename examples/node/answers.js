// npm run answers --prefix examples/node
//
// What the real jsonwebtoken says of a list of tokens and calls. It is pinned in
// tests/vectors/answers.json, where our crate is asked the same, so that `cargo test`
// needs no Node. `.ci/run` makes it again and compares.
//
// Of tokens that any library can be asked about, the answers are those of `peers/`. What
// only jsonwebtoken knows, its other options, `sign`, and wrong calls, is asked here.
// Nothing here reads the clock: each `iat` is given, and so is the time of each check.

const crypto = require('node:crypto');
const jwt = require('jsonwebtoken');
const { version } = require('jsonwebtoken/package.json');

const { optionsOfJsonwebtoken } = require('../../peers/node/options.cjs');
const questions = require('../../peers/questions.json');
const [{ version: versionAsked }, ...answers] = require('../../peers/answers/jsonwebtoken.json');

if (version !== versionAsked) throw new Error(`peers/ asked jsonwebtoken ${versionAsked}`);

const iat = 1690407762;
const { token: good, secret, now } = questions.find(({ name }) => name === 'a good token');
const [head, body] = good.split('.');

/** Signs a payload, and any header with it. */
function forge(header, payload, hash = 'sha256') {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${encode({ typ: 'JWT', ...header })}.${encode({ id: '123456', ...payload })}`;
  return `${input}.${crypto.createHmac(hash, secret).update(input).digest('base64url')}`;
}

const claims = (more) => forge({ alg: 'HS256' }, { iat, ...more });

// The names of questions in peers/questions.json; or a name, a token, and options that
// jsonwebtoken alone has.
const verifications = [
  'a good token',
  'no exp at all',
  'exp a second after now',
  'exp 30 s ago, with a leeway of 60 s',
  'nbf equal to now',
  'exp in milliseconds',
  'the audience, alone',
  'the audience, in a list',
  'the issuer',
  'an age of 60 s, with at most 61',
  'jku, x5u and jwk in the header',

  'nothing',
  '"undefined"',
  '"Bearer " in front',
  'quotes around',
  'a space behind',
  'two parts',
  'five parts',
  'padding',
  'the standard alphabet',
  'a header that is no JSON',
  'a header that is a list',
  'alg none, no signature',
  'alg none, a signature',
  'alg hs256',
  'no alg',
  ['HS384, algorithms: ["HS256"]', forge({ alg: 'HS384' }, { iat }, 'sha384'), { algorithms: ['HS256'] }],
  'another secret',
  'another payload',
  'a signature cut off by one',
  'a signature with spare bits',
  "hexadecimal digits in the signature's place",
  'exp as text',
  'exp null',
  'nbf as text',
  'exp a minute ago',
  'exp equal to now',
  'exp a lifetime',
  'nbf a second after now',
  'an age of 60 s, with at most 60',
  'a maximum age, no iat',
  'no aud, one expected',
  'another aud',
  'an aud with a slash more',
  'another iss',
  'no iss, one expected',
  'another sub',
  'another jti',
  'a payload that is no JSON',

  'an aud, none expected',
  ['an audience misspelt: audiance', claims({ aud: 'web' }), { audiance: 'api' }],
  'HS384, and the tag is right',
  'crit in the header',
  'b64 in the header',
  'typ at+jwt',
  'a name twice',
  'iat as text',
  'sub as a number',
  'exp 1e400, which is infinite',
  'a payload that is a list',
  'a payload that is text',
  'a kid that is a number',
  'over 8 KiB',
  'iat in an hour, with a maximum age',
  ['ignoreExpiration, exp a minute ago', claims({ exp: iat }), { ignoreExpiration: true }],
  ['ignoreNotBefore, nbf in a minute', claims({ nbf: now + 60 }), { ignoreNotBefore: true }],

  ['maxAge: "61", which is 61 ms', claims(), { maxAge: '61' }],
  ['nonce, not the one in the token', claims({ nonce: 'a' }), { nonce: 'b' }],
  ['clockTimestamp: 0, exp in 1970', claims({ exp: 3600 }), { clockTimestamp: 0 }],
];

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
  ['a secret for RS256', () => jwt.verify(forge({ alg: 'RS256' }), secret, { algorithms: ['RS256'] })],
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

/** A question of peers/, and what was answered to its plain call. */
function answered(name) {
  const place = questions.findIndex((question) => question.name === name);
  const { token, expected } = questions[place];
  const { accepted, refused } = answers[place].readme;
  const [, throws, message] = /^(\w+): (.*)$/.exec(refused) ?? [];
  const outcomeOf = accepted === undefined ? { throws, message } : { gives: 'accepted' };
  return { name, token, options: optionsOfJsonwebtoken(expected), ...outcomeOf };
}

function verified([name, token, options]) {
  const outcomeOf = outcome(() => {
    jwt.verify(token, secret, { clockTimestamp: now, ...options });
    return 'accepted';
  });
  return { name, token, options, ...outcomeOf };
}

print({
  source: `jsonwebtoken ${version}`,
  secret,
  now,
  verify: verifications.map((one) => (typeof one === 'string' ? answered(one) : verified(one))),
  sign: signings.map((signing) => {
    const [name, payload, options] = signing;
    const key = signing.length > 3 ? signing[3] : secret;
    return { name, payload, options, secret: key, ...outcome(() => jwt.sign(payload, key, options)) };
  }),
  calls: calls.map(([name, call]) => ({ name, ...outcome(call) })),
});

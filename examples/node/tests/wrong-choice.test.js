// When HS256 is the wrong choice
//
// What the chapter says of other algorithms, asked of the libraries that have them.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const jwt = require('jsonwebtoken');
const { root } = require('./servers');

const folder = path.join(root, 'examples', 'node');
const run = (...args) => execFileSync('node', args, { cwd: folder, encoding: 'utf8' });

const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });

/** A token that says HS256, with a public key's text for a secret. */
function confusing() {
  const input = ['{"alg":"HS256","typ":"JWT"}', '{"id":"123456"}']
    .map((json) => Buffer.from(json).toString('base64url')).join('.');
  return `${input}.${crypto.createHmac('sha256', pem).update(input).digest('base64url')}`;
}

test('step 1: the sizes of the table, and that the program runs', () => {
  const sizes = (table) => table.match(/^\w+ +\d+ characters/gm);
  const committed = fs.readFileSync(path.join(folder, 'algorithms.txt'), 'utf8');
  assert.deepEqual(sizes(run('algorithms.js', '0.01')), sizes(committed));
  assert.equal(sizes(committed).length, 4);
});

test('step 2: a key that is published', () => {
  assert.match(run('published-key.mjs'), /the shop has verified it: id 123456/);
});

test('step 3: who takes any algorithm for any key takes a public key for a secret', () => {
  const naive = (token, key) => {
    const [header, payload, signature] = token.split('.');
    const { alg } = JSON.parse(Buffer.from(header, 'base64url'));
    const input = `${header}.${payload}`;
    return alg === 'HS256'
      ? crypto.createHmac('sha256', key).update(input).digest('base64url') === signature
      : crypto.verify('sha256', Buffer.from(input), key, Buffer.from(signature, 'base64url'));
  };
  const honest = jwt.sign({ id: '234567' }, rsa.privateKey, { algorithm: 'RS256' });
  assert.equal(naive(honest, pem), true);
  assert.equal(naive(confusing(), pem), true, 'forged with what everybody may have');
});

test('step 4: jsonwebtoken looks at the kind of key, whatever it was allowed', () => {
  assert.throws(() => jwt.verify(confusing(), pem), { message: 'invalid algorithm' });
  assert.throws(
    () => jwt.verify(confusing(), pem, { algorithms: ['HS256', 'RS256'] }),
    { message: 'secretOrPublicKey must be a symmetric key when using HS256' },
  );
});

test('step 5: jose does, too', async () => {
  const { importSPKI, jwtVerify } = await import('jose');
  const key = await importSPKI(pem, 'RS256');
  await assert.rejects(jwtVerify(confusing(), key, { algorithms: ['RS256'] }), { code: 'ERR_JOSE_ALG_NOT_ALLOWED' });
  await assert.rejects(jwtVerify(confusing(), key), TypeError);
});

test('step 6: jsonwebtoken has no EdDSA', () => {
  const { privateKey } = crypto.generateKeyPairSync('ed25519');
  for (const algorithm of ['EdDSA', 'Ed25519']) {
    assert.throws(
      () => jwt.sign({}, privateKey, { algorithm }),
      { message: '"algorithm" must be a valid string enum value' },
    );
  }
});

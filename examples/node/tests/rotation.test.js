// A new secret, in Node
//
// The keyring of the book beside our server's: at each step of the change, each takes
// the tokens that the other makes. examples/server/tests/rotation.rs has the steps.

const assert = require('node:assert/strict');
const { promisify } = require('node:util');
const { test } = require('node:test');
const jwt = require('jsonwebtoken');
const { keyring } = require('../keyring');
const { get, logIn, ours } = require('./servers');

const before = 'PSGKFzXXc9xb1K7x3iMYbIHFcSxJIhFgWtBTRuTkWbE=';
const next = 'cqvg3vqfVQHLmj3IYqZAxlE1YNMdYK1iCfC0FJyBvE8=';

// What a server knows before, and at *distribute*, *sign* and *retire*.
const steps = [
  [[undefined, before]],
  [[undefined, before], ['2026-11', next]],
  [['2026-11', next], [undefined, before]],
  [['2026-11', next]],
];

const sign = (keys) => keyring(keys).sign({ id: '123456' }, { expiresIn: '1h' });

// ANCHOR: verify
async function verify(token, keys) {
  const { secretOf } = keyring(keys);
  return promisify(jwt.verify)(token, secretOf, { algorithms: ['HS256'] });
}
// ANCHOR_END: verify

const isTaken = (token, keys) => verify(token, keys).then(() => true, () => false);

test('step 1: servers may be one step apart', async () => {
  const taken = [];
  for (const made of steps) {
    const token = sign(made);
    const answers = await Promise.all(steps.map((keys) => isTaken(token, keys)));
    taken.push(answers.map(Number).join(''));
  }
  assert.deepEqual(taken, ['1110', '1110', '0111', '0111']);
});

test('step 2: a kid chooses among ours and does nothing else', async () => {
  for (const keyid of ['2026-12', '', '__proto__', 'constructor', '../../dev/null']) {
    const token = jwt.sign({}, 'the attacker\'s own text of 32 bytes', { keyid });
    assert.equal(await isTaken(token, steps[2]), false, keyid);
  }
  // The name of one secret with the signature of the other.
  assert.equal(await isTaken(jwt.sign({}, before, { keyid: '2026-11' }), steps[2]), false);
  assert.equal(await isTaken(jwt.sign({}, next), steps[2]), false);
  // And no secret at all is no way in.
  const unsigned = jwt.sign({}, '', { algorithm: 'none', keyid: '2026-12' });
  assert.equal(await isTaken(unsigned, steps[2]), false);
});

test('step 3: at each step, each takes what the other makes', async () => {
  const environments = [
    { JWT_SECRET: before },
    { JWT_SECRET: before, JWT_OTHER_SECRET: next, JWT_OTHER_KEY_ID: '2026-11' },
    { JWT_SECRET: next, JWT_KEY_ID: '2026-11', JWT_OTHER_SECRET: before },
    { JWT_SECRET: next, JWT_KEY_ID: '2026-11' },
  ];
  for (const [at, env] of environments.entries()) {
    const server = await ours(env);
    try {
      const claims = await verify(await logIn(server.url), steps[at]);
      assert.equal(claims.id, '123456');
      for (const [made, keys] of steps.entries()) {
        const { status } = await get(server.url, '/profile', sign(keys));
        assert.equal(status === 200, await isTaken(sign(keys), steps[at]), `${made} at ${at}`);
      }
    } finally {
      await server.stop();
    }
  }
});

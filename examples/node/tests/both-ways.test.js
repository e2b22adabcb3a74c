// Both ways
//
// Our tokens, verified by the real jsonwebtoken; its tokens, verified by our crate; and
// for the same claims the same bytes. The crate is asked through the examples that a
// reader runs. Each claim here is drawn at random, so each run asks something new.

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const path = require('node:path');
const { before, test } = require('node:test');
const jwt = require('jsonwebtoken');
const { root } = require('./servers');

const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const example = (name) => path.join(target, 'debug', 'examples', name);

before(() => {
  const build = ['build', '--quiet', '--locked', '--example', 'walkthrough', '--example', 'verify'];
  execFileSync('cargo', build, { cwd: root, stdio: 'inherit' });
});

/** The token that our crate makes of this JSON. */
function ourSign(payload, secret) {
  const printed = execFileSync(example('walkthrough'), [payload, secret], { encoding: 'utf8' });
  const tokens = printed.match(/^(?:.* )?[\w-]{20,}\.[\w-]+\.[\w-]{43}$/gm);
  return tokens[0].split(' ').at(-1);
}

/** Whether our crate accepts the token. */
function ourVerify(token, secret, now) {
  const { status } = spawnSync(example('verify'), [token, secret, String(now)]);
  assert.ok(status === 0 || status === 1, `it ended with ${status}`);
  return status === 0;
}

const some = (list) => list[crypto.randomInt(list.length)];
const number = () => some([
  crypto.randomInt(1000), -crypto.randomInt(1000), crypto.randomInt(2 ** 47), Math.random(),
  Math.random() * 1e25, Math.random() * 1e-9, 0, 1e21, 1e-7,
]);
const string = () => some([
  crypto.randomUUID(), 'Zoë Ångström', '北京', '🎉', 'quote " backslash \\ slash /',
  'tab \t line \n', '\u0007\u007f\u2028', '', crypto.randomBytes(12).toString('latin1'),
]);
const value = (depth = 0) => some([
  number, string, () => some([true, false, null]),
  () => (depth > 2 ? [] : Array.from({ length: crypto.randomInt(4) }, () => value(depth + 1))),
  () => (depth > 2 ? {} : claims(depth + 1)),
])();
function claims(depth = 0) {
  const names = Array.from({ length: crypto.randomInt(6) }, (_, index) => some(['id', 'role', 'größe', 'a b', 'x']) + '_' + index);
  return Object.fromEntries(names.map((name) => [name, value(depth)]));
}

const iat = 1690407762;
const rounds = Array.from({ length: 60 }, () => ({
  payload: { ...claims(), iat, exp: iat + 3600 },
  secret: crypto.randomBytes(24).toString('base64'),
}));

test('step 1: the same claims give the same bytes', () => {
  for (const { payload, secret } of rounds) {
    const theirs = jwt.sign(payload, secret);
    assert.equal(ourSign(JSON.stringify(payload), secret), theirs);
  }
});

test('step 2: our tokens, verified by jsonwebtoken', () => {
  for (const { payload, secret } of rounds) {
    const token = ourSign(JSON.stringify(payload), secret);
    const options = { algorithms: ['HS256'], clockTimestamp: iat };
    assert.deepEqual(jwt.verify(token, secret, options), JSON.parse(JSON.stringify(payload)));
    assert.throws(() => jwt.verify(token, `${secret}x`, options), { message: 'invalid signature' });
  }
});

test('step 3: its tokens, verified by us', () => {
  for (const { payload, secret } of rounds) {
    const token = jwt.sign(payload, secret);
    assert.equal(ourVerify(token, secret, iat), true);
    assert.equal(ourVerify(token, secret, iat + 3599), true);
    assert.equal(ourVerify(token, secret, iat + 3600), false);
    assert.equal(ourVerify(token, `${secret}x`, iat), false);
  }
});

test('step 4: a token changed anywhere is refused by both', () => {
  for (const { payload, secret } of rounds) {
    const token = jwt.sign(payload, secret);
    const at = crypto.randomInt(token.length);
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    assert.throws(() => jwt.verify(changed, secret, { clockTimestamp: iat }));
    assert.equal(ourVerify(changed, secret, iat), false);
  }
});

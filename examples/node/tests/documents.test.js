// The documents' calls, as they stand
//
// What the two source documents print is run here with the real library, and what they
// say about it is checked.

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');
const { ObjectId } = require('bson');
const jwt = require('jsonwebtoken');
const { express, get, logIn, postLogin, root, secret } = require('./servers');

const documented = {
  secret: '12@34$56',
  token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.vz_BKX4KiAl5Zc1LhJ-2ZBPPcqHzcBxXLD6e5eBlU90',
};

test('step 1: sign, with an hour to live', () => {
  const user = { _id: '123456' };
  process.env.JWT_SECRETE = documented.secret;
  const token = jwt.sign({ id: user._id }, process.env.JWT_SECRETE, { expiresIn: "1h" });

  const decoded = jwt.verify(token, process.env.JWT_SECRETE);
  assert.equal(decoded.id, '123456');
  assert.equal(decoded.exp - decoded.iat, 3600);
});

test('step 2: sign, and no expiry', () => {
  const user = { _id: '123456' };
  const JWT_SECRET = "12@34$56";
  const token = jwt.sign({
      id: user._id, // Payload (data) you want to include in the token
  }, JWT_SECRET);
  const { exp, ...rest } = jwt.verify(token, JWT_SECRET);
  assert.equal(exp, undefined);
  assert.deepEqual(Object.keys(rest), ['id', 'iat']);
});

test('step 3: without the variable, sign throws', () => {
  delete process.env.JWT_SECRETE;
  const user = { _id: '123456' };
  assert.throws(
    () => jwt.sign({ id: user._id }, process.env.JWT_SECRETE),
    { message: 'secretOrPrivateKey must have a value' },
  );
  // But code that makes text of it first signs with the word.
  process.env.JWT_SECRETE = undefined;
  const token = jwt.sign({ id: user._id }, process.env.JWT_SECRETE);
  assert.equal(jwt.verify(token, 'undefined').id, '123456');
});

test('step 4: verify, with a callback', (context, done) => {
  const token = jwt.sign({ id: '123456' }, documented.secret);
  jwt.verify(token, documented.secret, (err, decoded) => {
    assert.equal(err, null);
    assert.equal(decoded.id, '123456');
    done();
  });
});

test('step 5: the printed token is refused under the printed secret', (context, done) => {
  jwt.verify(documented.token, documented.secret, (err, decoded) => {
    assert.equal(err.message, 'invalid signature');
    assert.equal(decoded, undefined);
    done();
  });
});

test('step 6: login, token, Authorization: Bearer, 401', async () => {
  const server = await express();
  try {
    const token = await logIn(server.url);
    const answer = await get(server.url, '/protected-route', token);
    assert.equal(answer.status, 200);
    assert.equal((await answer.json()).claims.id, '123456');
    const profile = await get(server.url, '/profile', token);
    assert.deepEqual(await profile.json(), { id: '123456', name: 'ada' });
    assert.match(server.printed(), /^123456$/m); // console.log(decoded.id)

    assert.equal((await postLogin(server.url, { password: 'wrong' })).status, 401);
    const old = jwt.sign({ id: '123456', exp: 1 }, secret);
    for (const refused of [undefined, '', 'undefined', `${token}x`, documented.token, old]) {
      const answer = await get(server.url, '/protected-route', refused);
      assert.equal(answer.status, 401);
      assert.equal(await answer.text(), 'Unauthorized');
      // A 401 has to say how to do better (RFC 9110 §15.5.2). This one doesn't.
      assert.equal(answer.headers.get('www-authenticate'), null);
    }
  } finally {
    await server.stop();
  }
});

test('step 7: the client runs its whole flow against it', async () => {
  const server = await express();
  try {
    const client = path.join(root, 'examples', 'node', 'client.js');
    const printed = execFileSync('node', [client, server.url], { encoding: 'utf8' });
    assert.equal(printed.match(/^ {2}200 OK$/gm).length, 3);
    assert.equal(printed.match(/^ {2}401 Unauthorized$/gm).length, 2);
  } finally {
    await server.stop();
  }
});

test('step 8: neither starts, or runs, without what it needs', () => {
  const server = path.join(root, 'examples', 'node', 'server.js');
  const env = { ...process.env };
  delete env.JWT_SECRET;
  const stopped = spawnSync('node', [server], { env, encoding: 'utf8' });
  assert.equal(stopped.status, 2);
  assert.match(stopped.stderr, /JWT_SECRET is not set/);

  const client = path.join(root, 'examples', 'node', 'client.js');
  const lost = spawnSync('node', [client, 'http://127.0.0.1:9'], { encoding: 'utf8' });
  assert.equal(lost.status, 2);
  assert.match(lost.stderr, /Is the server running\? cargo run -p server/);
});

test('step 9: an _id of MongoDB comes back as text', () => {
  const user = { _id: new ObjectId() };
  const decoded = jwt.verify(jwt.sign({ id: user._id }, secret), secret);
  assert.equal(typeof decoded.id, 'string');
  assert.equal(decoded.id === user._id, false);
  assert.ok(user._id.equals(decoded.id));
});

test('step 10: the sample payload is no JSON, and not that of the sample token', () => {
  const sample = `{
  "id": "1234567890",
  "exp": 1690408000 // Optional expiration time
}`;
  assert.throws(() => JSON.parse(sample), SyntaxError);
  const payload = JSON.parse(sample.replace(/ \/\/.*/, ''));
  assert.notDeepEqual(payload, jwt.decode(documented.token));
  // And it had expired 4 minutes after the sample token was made.
  assert.equal(payload.exp - jwt.decode(documented.token).iat, 238);
});

test('step 11: a JWT need not be signed', () => {
  const token = jwt.sign({ id: '123456' }, '', { algorithm: 'none' });
  assert.ok(token.endsWith('.'));
  assert.throws(() => jwt.verify(token, secret), { message: 'jwt signature is required' });
});

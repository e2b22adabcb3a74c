// Over HTTP
//
// The documents' Express server and ours, with one secret: each takes the other's
// tokens, and the documents' client can't tell them apart. With two secrets, neither.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { after, before, test } = require('node:test');
const jwt = require('jsonwebtoken');
const { express, get, logIn, ours, root, secret } = require('./servers');

let server, theirs;

before(async () => {
  server = await ours();
  theirs = await express();
});

after(async () => {
  await server?.stop();
  await theirs?.stop();
});

test('step 1: each takes the other\'s tokens', async () => {
  for (const [made, sent] of [[server, theirs], [theirs, server]]) {
    const token = await logIn(made.url);
    for (const path of ['/protected-route', '/profile']) {
      const answers = [await get(made.url, path, token), await get(sent.url, path, token)];
      const [one, two] = await Promise.all(answers.map((answer) => answer.json()));
      assert.deepEqual(answers.map((answer) => answer.status), [200, 200]);
      delete one.seconds_left;
      delete two.seconds_left;
      assert.deepEqual(one, two);
    }
  }
});

test('step 2: a login in the same second gives the same token', async () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const [one, two] = await Promise.all([logIn(server.url), logIn(theirs.url)]);
    if (jwt.decode(one).iat === jwt.decode(two).iat) {
      assert.equal(one, two);
      return;
    }
  }
  assert.fail('never in the same second');
});

test('step 3: both refuse what the other refuses', async () => {
  const token = await logIn(server.url);
  const past = Math.floor(Date.now() / 1000) - 60;
  for (const refused of [
    undefined, 'undefined', `${token.slice(0, -4)}AAAA`, jwt.sign({ id: '123456' }, `${secret}x`),
    jwt.sign({ id: '123456', exp: past }, secret), jwt.sign({ id: '123456', nbf: past + 3600 }, secret),
  ]) {
    for (const { url } of [server, theirs]) {
      assert.equal((await get(url, '/profile', refused)).status, 401);
    }
  }
});

test('step 4: a token that never expires is where they differ', async () => {
  const token = jwt.sign({ id: '123456' }, secret);
  assert.equal((await get(theirs.url, '/profile', token)).status, 200);
  const answer = await get(server.url, '/profile', token);
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).found, 'no exp');
});

test('step 5: with two secrets, neither takes the other\'s', async () => {
  const stranger = await express({ JWT_SECRET: `${secret}x` });
  try {
    const theirToken = await logIn(stranger.url);
    assert.equal((await get(server.url, '/profile', theirToken)).status, 401);
    const ourToken = await logIn(server.url);
    assert.equal((await get(stranger.url, '/profile', ourToken)).status, 401);
  } finally {
    await stranger.stop();
  }
});

test('step 6: the documents\' client, against ours', () => {
  const client = path.join(root, 'examples', 'node', 'client.js');
  const printed = execFileSync('node', [client, server.url], { encoding: 'utf8' });
  assert.equal(printed.match(/^ {2}200 OK$/gm).length, 3);
  assert.equal(printed.match(/^ {2}401 Unauthorized$/gm).length, 2);
  assert.match(printed, /WWW-Authenticate: Bearer realm="jwt-by-hand"/);
  assert.match(printed, /WWW-Authenticate: Bearer error="invalid_token", error_description="check 9 of 13/);
});

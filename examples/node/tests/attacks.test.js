// Every attack, over HTTP
//
// What the levels of *Break in* send is sent to three servers with one secret: Express as
// the source document prints it, Express with `algorithms`, `audience` and a check for
// `exp`, and ours. The table is in examples/attacks/over-http.md, and the book prints it.
//
// To write it anew: UPDATE=1 node --test examples/node/tests/attacks.test.js

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, before, test } = require('node:test');
const express = require('express');
const jwt = require('jsonwebtoken');
const servers = require('./servers');

const { root, secret } = servers;
const pinned = path.join(root, 'examples', 'attacks', 'over-http.md');
const audience = 'shop';

// What has nothing to do with a verifier that has a secret of its own: its secret would
// have to be the one in print, the misspelt one, or the one that a decoder cuts short.
const OF_THE_SECRET = ['decoded-secret', 'misspelt-secret', 'published-secret'];
// It ends with the right tag, or with a wrong one, by how long an answer takes.
const BY_TIME = 'compared-byte-by-byte';

// Its `exp` is a date like any other, some fifty thousand years away. Who asks for a maximum
// age refuses it, as the level does; our server asks for none.
const GOOD_FOR_TOO_LONG = 'exp-in-milliseconds';

const running = {};

before(async () => {
  running.printed = await servers.express();
  running.ours = await servers.ours();
  running.strict = await stricter();
});

after(async () => {
  for (const server of Object.values(running)) await server.stop();
});

/**
 * The document's middleware with three things more. It says why it refuses, so that the
 * table can tell which of the three it was.
 */
function stricter() {
  const app = express();
  app.get('/protected-route', (req, res) => {
    const token = req.headers.authorization?.split(' ')[1];
    // Some levels' tokens come from a signer that writes no `aud`. They are sent to a
    // server that asks for none: else it would refuse them for that, and hide the attack.
    const expected = 'x-audience' in req.headers ? { audience } : {};
    jwt.verify(token, secret, { algorithms: ['HS256'], ...expected }, (err, decoded) => {
      // Node words this one otherwise from version to version.
      if (err instanceof SyntaxError) return res.status(401).send('no JSON');
      if (err) return res.status(401).send(err.message);
      if (typeof decoded.exp !== 'number') return res.status(401).send('no exp');
      res.json({ claims: decoded });
    });
  });
  return new Promise((resolve) => {
    const server = http.createServer(app).listen(0, '127.0.0.1', () => {
      const stop = () => new Promise((stopped) => server.close(stopped));
      resolve({ url: `http://127.0.0.1:${server.address().port}`, stop });
    });
  });
}

function tokens(...more) {
  const now = String(Math.floor(Date.now() / 1000));
  const args = ['run', '--quiet', '--locked', '-p', 'attacks', '--bin', 'attack', '--'];
  const printed = execFileSync('cargo', [...args, '--tokens', secret, now, ...more], {
    cwd: root, encoding: 'utf8', maxBuffer: 1e8,
  });
  const lines = printed.trimEnd().split('\n').map((line) => line.split('\t'));
  return new Map(lines.filter(([name]) => name !== BY_TIME && !OF_THE_SECRET.includes(name)));
}

async function said({ url }, token) {
  const { status } = await servers.get(url, '/protected-route', token);
  return status === 200 ? '**takes it**' : `refuses it, ${status}`;
}

function names_an_audience(token) {
  try {
    return 'aud' in JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  } catch {
    return true; // it has no claims at all
  }
}

/** What the stricter one says, and why. */
async function explained({ url }, token) {
  const headers = { Authorization: `Bearer ${token}` };
  if (names_an_audience(token)) headers['X-Audience'] = audience;
  const answer = await fetch(`${url}/protected-route`, { headers });
  if (answer.status === 200) return '**takes it**';
  return `refuses it, ${answer.status === 401 ? await answer.text() : answer.status}`;
}

test('step 1: what each of them says', async () => {
  const plain = tokens();
  const for_the_shop = tokens(audience);
  const rows = ['| attack | Express as printed | with three things more | ours |', '| --- | --- | --- | --- |'];
  for (const [name, token] of plain) {
    const answers = [
      await said(running.printed, token),
      await explained(running.strict, for_the_shop.get(name)),
      await said(running.ours, token),
    ];
    if (name === 'genuine') assert.deepEqual(answers, Array(3).fill('**takes it**'));
    else if (name !== GOOD_FOR_TOO_LONG) assert.match(answers[2], /^refuses/, name);
    const shown = name === 'genuine' ? 'a genuine token' : `[${name}](attacks.md#${name})`;
    rows.push(`| ${[shown, ...answers].join(' | ')} |`);
  }
  const table = `${rows.join('\n')}\n`;
  if (process.env.UPDATE) fs.writeFileSync(pinned, table);
  assert.equal(fs.readFileSync(pinned, 'utf8'), table);
});

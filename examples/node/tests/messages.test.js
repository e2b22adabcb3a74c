// Messages that people search for
//
// *Troubleshooting* has them as headings. Each mistake is made here, with the library that
// complains of it, and so is each cure. peers/messages does the same in Python and in Go;
// what was said there is in its said.txt.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { EdgeRuntime } = require('edge-runtime');
const { signatureHolds } = require('../web-crypto');
const { root, secret } = require('./servers');

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const headings = read('book/src/troubleshooting.md').match(/^### .*/gm).map((line) => line.slice(4));

/** A message is a heading, the whole of it or up to where it goes into detail. */
function isHeading(message) {
  const found = headings.some((heading) => message.startsWith(heading.replace(/…$/, '')));
  assert.ok(found, `no heading for ${message}`);
}

const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6IjEyMzQ1NiIsImlhdCI6MTY5MDQwNzc2Mn0.l38ji4Pu1ft6MaklTmA8WxffaJuqJcU63Pwrb1Ljo4k';
const changed = token.replace('eyJpZ', 'eyJpd');
const documented = '12@34$56';

test('step 1: jose wants bytes', async () => {
  const { SignJWT, jwtVerify } = await import('jose');
  const sign = (key) => new SignJWT({ id: '123456' }).setProtectedHeader({ alg: 'HS256' }).sign(key);
  for (const mistake of [sign(documented), jwtVerify(token, documented)]) {
    await mistake.then(assert.fail, (error) => isHeading(String(error)));
  }

  const bytes = new TextEncoder().encode(documented);
  assert.equal((await jwtVerify(token, bytes)).payload.id, '123456');
  await sign(bytes);
  await jwtVerify(changed, bytes).then(assert.fail, (error) => isHeading(String(error)));
});

test('step 2: an edge runtime has no module `crypto` of Node', async () => {
  const edge = new EdgeRuntime();
  const mistakes = ["crypto.createHmac('sha256', 'secret')", "require('jsonwebtoken')"];
  for (const mistake of mistakes) {
    assert.throws(() => edge.evaluate(mistake), (error) => isHeading(String(error)) ?? true);
  }

  edge.evaluate(`${signatureHolds}`);
  for (const [text, holds] of [[token, true], [changed, false]]) {
    const call = `signatureHolds(${JSON.stringify(text)}, ${JSON.stringify(documented)})`;
    assert.equal(await edge.evaluate(call), holds);
    assert.equal(await signatureHolds(text, documented), holds);
  }
});

test('step 3: TypeScript and the types of jsonwebtoken', () => {
  const folder = path.join(root, 'examples/node');
  const { stdout } = spawnSync(path.join(folder, 'node_modules/.bin/tsc'), [
    '--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--pretty', 'false',
    'mistakes.ts', 'cured.ts',
  ], { cwd: path.join(folder, 'typed'), encoding: 'utf8' });
  const said = [...stdout.matchAll(/^(\w+)\.ts\((\d+),\d+\): error (.*)/gm)];
  assert.deepEqual(said.map(([, file, line]) => `${file} ${line}`), ['mistakes 6', 'mistakes 7', 'mistakes 8']);
  for (const [, , , message] of said) isHeading(message);
});

test('step 4: a lifetime that is no number is refused when it runs', () => {
  const jwt = require('jsonwebtoken');
  assert.throws(() => jwt.sign({}, secret, { expiresIn: Number(undefined) }), /"expiresIn" should be/);
});

test('step 5: what was said in Python and in Go', () => {
  const said = read('peers/messages/said.txt').trim().split('\n');
  const messages = said.filter((line) => !/^(Python|Go)\b/.test(line));
  assert.ok(messages.length >= 14, `${messages.length}`);
  for (const message of messages) {
    // simplejwt answers in JSON, whose first words are the same.
    isHeading(message.startsWith('{') ? JSON.parse(message).detail : message);
  }
});

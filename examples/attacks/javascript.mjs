// node examples/attacks/javascript.mjs BUG.mjs [YOURS.mjs]
//
// Asks a bug in JavaScript what `proofs.rs` asks those in Rust, and prints the answers as
// JSON. What our crate says of the forged token, `cargo your-attack` adds.

import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const secret = 'tQ0W1CtD1oX8xIvk4v0RZ8cCJ3hbnWm2b7lFz8uQkXo=';
const now = 1690408062;

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(claims) {
  const input = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** The same file with its one line mended, as a module. */
async function mended(file) {
  const lines = (await readFile(file, 'utf8')).split('\n');
  const marked = (mark) => lines.find((line) => line.startsWith(mark)).slice(mark.length);
  const [broken, right] = [marked('// - '), marked('// + ')];
  if (lines.filter((line) => line === broken).length !== 1) throw new Error(`which line? ${broken}`);
  const code = lines.map((line) => (line === broken ? right : line)).join('\n');
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

async function verdict({ verify }, token) {
  try {
    return { claims: await verify(token, secret, now) };
  } catch (error) {
    return { refusal: String(error.message) };
  }
}

const [file, yours = file] = process.argv.slice(2);
const bug = await import(pathToFileURL(file));
const solution = { ...bug, verify: (await mended(file)).verify };
const attempt = yours === file ? solution : await import(pathToFileURL(yours));
const claims = { sub: 'ada', role: 'user', aud: 'shop', iat: now - 300, exp: now + 3300 };
const genuine = signed(claims);
const held = signed(bug.held?.(claims) ?? claims);
let forged = held;
let unwritten;
try {
  forged = String(attempt.forge(held));
} catch (error) {
  unwritten = String(error.message);
}
console.log(JSON.stringify({
  check: bug.check,
  secret,
  now,
  genuine,
  forged,
  unwritten,
  broken: { genuine: await verdict(bug, genuine), forged: await verdict(bug, forged) },
  mended: { forged: await verdict(solution, forged) },
  yours: {
    genuine: await verdict(attempt, genuine),
    forged: await verdict(attempt, forged),
    ours: await verdict(attempt, String(bug.forge(held))),
  },
}, null, 1));

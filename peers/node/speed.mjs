// node speed.mjs
//
// How fast the libraries of Node sign, verify and refuse, by this process's own clock, and
// beside the floor: what `node:crypto`, JSON and base64url cost alone. All take turns in
// short batches, and the fastest batch of each counts. One line for each time.

import assert from 'node:assert';
import { createHmac, createSecretKey, timingSafeEqual, webcrypto } from 'node:crypto';

import { createSigner, createVerifier } from 'fast-jwt';
import { SignJWT, jwtVerify } from 'jose';
import jwt from 'jsonwebtoken';

const SIZES = { '200 B': 60, '2 KiB': 1450, '8 KiB': 6000 };
// Three passes, as the first ones find a compiler at work.
const PASSES = 3;
const ROUNDS = 500;
const BATCH = 200_000n; // nanoseconds

const secret = 'a text of 32 bytes, or of more!!';
const bytes = new TextEncoder().encode(secret);
const hmac = { name: 'HMAC', hash: 'SHA-256' };
const keys = {
  jsonwebtoken: createSecretKey(bytes),
  jose: await webcrypto.subtle.importKey('raw', bytes, hmac, false, ['sign', 'verify']),
};
const tag = (input) => createHmac('sha256', keys.jsonwebtoken).update(input).digest();

const HEADER = { alg: 'HS256', typ: 'JWT' };
const base64url = (text) => Buffer.from(text).toString('base64url');

function claimsOf(size) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { id: '123456', iat, exp: iat + 3600 };
  const more = size - JSON.stringify({ ...claims, text: '' }).length;
  return more > 0 ? { ...claims, text: 'x'.repeat(more) } : claims;
}

function signers(claims) {
  const sign = createSigner({ key: secret, algorithm: 'HS256' });
  return {
    jsonwebtoken: () => jwt.sign(claims, keys.jsonwebtoken),
    jose: () => new SignJWT(claims).setProtectedHeader(HEADER).sign(keys.jose),
    'fast-jwt': () => sign(claims),
    'the floor': () => {
      const input = `${base64url(JSON.stringify(HEADER))}.${base64url(JSON.stringify(claims))}`;
      return `${input}.${tag(input).toString('base64url')}`;
    },
  };
}

function verifiers(token) {
  const verify = createVerifier({ key: secret, algorithms: ['HS256'] });
  const algorithms = ['HS256'];
  return {
    jsonwebtoken: () => jwt.verify(token, keys.jsonwebtoken, { algorithms }),
    jose: () => jwtVerify(token, keys.jose, { algorithms }),
    'fast-jwt': () => verify(token),
    'the floor': () => {
      const [header, payload, signature] = token.split('.');
      const right = tag(`${header}.${payload}`);
      if (!timingSafeEqual(right, Buffer.from(signature, 'base64url'))) throw new Error();
      return JSON.parse(Buffer.from(payload, 'base64url').toString());
    },
  };
}

/** A bit of the tag is another. */
function forged(token) {
  const [header, payload, signature] = token.split('.');
  const tag = Buffer.from(signature, 'base64url');
  tag[20] ^= 1;
  return `${header}.${payload}.${tag.toString('base64url')}`;
}

/** Runs that have to end in a refusal. */
function refusals(token) {
  const all = Object.entries(verifiers(forged(token))).map(([name, run]) => [
    name,
    name === 'jose'
      ? () => run().then(assert.fail, () => {})
      : () => {
          try {
            run();
          } catch {
            return;
          }
          assert.fail(name);
        },
  ]);
  return Object.fromEntries(all);
}

async function timed(run, count) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return process.hrtime.bigint() - start;
}

async function fastest(contenders) {
  const all = Object.entries(contenders).map(([name, run]) => ({ name, run, count: 1, best: Infinity }));
  for (const one of all) {
    while ((await timed(one.run, one.count)) < BATCH) one.count *= 2;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of all) {
      one.best = Math.min(one.best, Number(await timed(one.run, one.count)) / one.count);
    }
  }
  return all;
}

const times = new Map();
for (let pass = 0; pass < PASSES; pass += 1) {
  for (const [size, length] of Object.entries(SIZES)) {
    const claims = claimsOf(length);
    const token = signers(claims)['the floor']();
    const works = { sign: signers(claims), verify: verifiers(token), refuse: refusals(token) };
    for (const [work, contenders] of Object.entries(works)) {
      for (const { name, best } of await fastest(contenders)) {
        const key = JSON.stringify({ language: 'JavaScript', work, size, name });
        times.set(key, Math.min(Math.round(best), times.get(key) ?? Infinity));
      }
    }
  }
}
for (const [key, nanoseconds] of times) {
  console.log(JSON.stringify({ ...JSON.parse(key), nanoseconds }));
}

// # In good time
//
// The signature is computed with the Web Crypto API, as in a browser, in a
// function of its own. `verify` reads from top to bottom, and refuses early.

import { webcrypto } from 'node:crypto';

const part = (text) => JSON.parse(Buffer.from(text, 'base64url'));

async function isSigned(token, secret) {
  const [header, payload, signature] = token.split('.');
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(secret), hmac, false, ['verify']);
  const input = Buffer.from(`${header}.${payload}`);
  return webcrypto.subtle.verify('HMAC', key, Buffer.from(signature, 'base64url'), input);
}

export async function verify(token, secret, now) {
  const [header, payload] = token.split('.');
  if (part(header).alg !== 'HS256') throw new Error('the algorithm must be HS256');
  const signed = isSigned(token, secret);
  if (!signed) throw new Error('the signature is wrong');

  const claims = part(payload);
  if (!(claims.exp > now)) throw new Error('the token has expired');
  return claims;
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -   const signed = isSigned(token, secret);
// +   const signed = await isSigned(token, secret);
//
// **What is wrong:** the function is asynchronous, so what it returns is a promise,
// and a promise is true, whatever it will say. One word is missing: `await`. A
// type checker with the rule `no-misused-promises` finds it.

export const check = 9;

export function forge(token) {
  const [header, payload, signature] = token.split('.');
  const claims = { ...part(payload), role: 'admin' };
  return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
}

// # For whom it is
//
// Three services share a secret: the shop, the forum and the workshop. `aud` is a
// name or a list of names. At the workshop everyone is admin of a bench of their
// own. This is the shop.

import { createHmac, timingSafeEqual } from 'node:crypto';

const part = (text) => JSON.parse(Buffer.from(text, 'base64url'));

export function verify(token, secret, now) {
  const [header, payload, signature] = token.split('.');
  if (part(header).alg !== 'HS256') throw new Error('the algorithm must be HS256');
  const right = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new Error('the signature is wrong');
  }

  const claims = part(payload);
  if (!(claims.exp > now)) throw new Error('the token has expired');
  const names = claims.aud ?? [];
  if (!names.includes('shop')) throw new Error('this token is for somebody else');
  return claims;
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -   const names = claims.aud ?? [];
// +   const names = [claims.aud ?? []].flat();
//
// **What is wrong:** a list and a text both have `includes`, and they mean different
// things by it. The text "workshop" includes "shop".

export const check = 13;

/** What the attacker holds: a token of the workshop. */
export const held = (claims) => ({ ...claims, role: 'admin', aud: 'workshop' });

export function forge(token) {
  return token; // nothing is forged: it is for somebody else
}

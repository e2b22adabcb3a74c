// # A table of algorithms
//
// What the server knows stands in one table, and a token that names anything
// else is refused. The next algorithm will be one more line.

import { createHmac } from 'node:crypto';

const part = (text) => JSON.parse(Buffer.from(text, 'base64url'));

const algorithms = {
  HS256: (input, secret) => createHmac('sha256', secret).update(input).digest('base64url'),
};

export function verify(token, secret, now) {
  const [header, payload, signature] = token.split('.');
  const { alg } = part(header);
  if (!algorithms[alg]) throw new Error('this algorithm is not known here');

  const right = algorithms[alg](`${header}.${payload}`, secret);
  if (signature !== right) throw new Error('the signature is wrong');

  const claims = part(payload);
  if (!(claims.exp > now)) throw new Error('the token has expired');
  return claims;
}

// ---- Spoilers: the line that closes the hole, and the way in ----
// -   if (!algorithms[alg]) throw new Error('this algorithm is not known here');
// +   if (!Object.hasOwn(algorithms, alg)) throw new Error('this algorithm is not known here');
//
// **What is wrong:** an object has more names than those that were written into
// it: `toString` is one of them, and for this table it answers `[object Object]`
// whatever the secret. A `Map` has no such names, and one algorithm needs none.

export const check = 6;

export function forge(token) {
  const claims = { ...part(token.split('.')[1]), role: 'admin' };
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'toString' })}.${encode(claims)}.[object Object]`;
}

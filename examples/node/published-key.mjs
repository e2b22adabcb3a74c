// node examples/node/published-key.mjs
//
// One party signs, and everybody may verify: the login has a private key, and publishes
// the other half of it. With jose, a library that is made for this.

import { createServer } from 'node:http';
import { SignJWT, createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';

// ---- The login ----

const { publicKey, privateKey } = await generateKeyPair('ES256');
const key = { kid: '2026-11', alg: 'ES256', use: 'sig', ...(await exportJWK(publicKey)) };

const login = createServer((request, answer) => {
  answer.setHeader('Content-Type', 'application/json');
  answer.end(JSON.stringify({ keys: [key] }));
});
await new Promise((resolve) => login.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${login.address().port}`;

const token = await new SignJWT({ id: '123456' })
  .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: '2026-11' })
  .setIssuer(issuer)
  .setAudience('shop')
  .setExpirationTime('15m')
  .sign(privateKey);

// ---- The shop, which has no secret ----

// ANCHOR: shop
const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
const { payload } = await jwtVerify(token, keys, {
  algorithms: ['ES256'],
  issuer,
  audience: 'shop',
  requiredClaims: ['exp'],
});
// ANCHOR_END: shop

// ---- What both have seen ----

const shorten = (name, value) => (/^[xy]$/.test(name) ? `(${value.length} characters)` : value);
console.log(JSON.stringify({ keys: [key] }, shorten, 2));
console.log(`the shop has verified it: id ${payload.id}`);
login.close();

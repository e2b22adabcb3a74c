// Makes node.json: real tokens from Node's jsonwebtoken. To run it again:
//
//     npm install --no-save jsonwebtoken@9.0.3
//     node tests/vectors/node.mjs > tests/vectors/node.json
//
// Every token has a fixed `iat`, or none, so the file comes out the same.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const jwt = require('jsonwebtoken');
const { version } = require('jsonwebtoken/package.json');

const secret = 'a text of 32 bytes, or of more!!';
const iat = 1690407762;

const cases = {
    'the documented token': [{ id: '123456', iat }, {}, '12@34$56'],
    'no options': [{ id: '123456', iat }, {}],
    'no claims but iat': [{ iat }, {}],
    'iat before the other claims': [{ iat, id: '123456' }, {}],
    'noTimestamp': [{ id: '123456' }, { noTimestamp: true }],
    'noTimestamp, no claims': [{}, { noTimestamp: true }],
    'expiresIn as text': [{ id: '123456', iat }, { expiresIn: '1h' }],
    'expiresIn in seconds': [{ id: '123456', iat }, { expiresIn: 60 }],
    'expiresIn in milliseconds, by accident': [{ id: '123456', iat }, { expiresIn: '1500' }],
    'notBefore': [{ id: '123456', iat }, { notBefore: '5m' }],
    'audience': [{ id: '123456', iat }, { audience: 'https://api.example.com' }],
    'two audiences': [{ id: '123456', iat }, { audience: ['a', 'b'] }],
    'issuer': [{ id: '123456', iat }, { issuer: 'https://login.example.com' }],
    'subject': [{ id: '123456', iat }, { subject: 'user-7' }],
    'jwtid': [{ id: '123456', iat }, { jwtid: '0b0c' }],
    'keyid': [{ id: '123456', iat }, { keyid: '2026-11' }],
    'another type': [{ id: '123456', iat }, { header: { typ: 'at+jwt' } }],
    'every option': [
        { id: '123456', role: 'admin', iat },
        {
            expiresIn: '7d', notBefore: 30, audience: 'api', issuer: 'login',
            subject: 'user-7', jwtid: '0b0c', keyid: '2026-11',
        },
    ],
    'non-ASCII claims': [{ name: 'Zoë Ångström', city: '北京', party: '🎉', iat }, { issuer: 'Köln' }],
    'a non-ASCII name': [{ 'größe': 1, iat }, {}],
    'escapes': [{ text: 'quote " backslash \\ slash / tab \t line \n bell \u0007 del \u007f sep \u2028', iat }, {}],
    'nested': [{ z: { y: [1, { x: null, a: true }], b: false }, a: [], o: {}, iat }, {}],
    'numbers': [{ a: 0, b: -1, c: 1.5, d: 0.1, e: 1e21, f: 1e-7, g: 123456789012345680000, h: 5e-324, i: 1.7976931348623157e308, j: 0.000001, k: -1.5e-9, l: 9007199254740991, m: 100, n: 12300, iat }, {}],
    'a fraction in iat': [{ iat: 1690407762.5 }, { expiresIn: 60 }],
};

const vectors = Object.entries(cases).map(([name, [payload, options, key = secret]]) => {
    const token = jwt.sign(payload, key, options);
    const made = jwt.decode(token);
    // What the relative options came to, so that a reader of this file need not parse '1h'.
    const seconds = {};
    if (options.expiresIn !== undefined) seconds.expiresIn = made.exp - made.iat;
    if (options.notBefore !== undefined) seconds.notBefore = made.nbf - made.iat;
    return { name, payload, options, seconds, secret: key, token };
});

console.log(JSON.stringify({ source: `jsonwebtoken ${version}`, vectors }, null, 2));

import jwt from 'jsonwebtoken';

// ANCHOR: cured
const secret = process.env.JWT_SECRET;
if (!secret) throw new Error('JWT_SECRET is not set');

const token = jwt.sign({ id: '123456' }, secret, { expiresIn: Number(process.env.LIFETIME) });

const claims = jwt.verify(token, secret, { algorithms: ['HS256'] });
if (typeof claims === 'string') throw new Error('the payload is no object');
console.log(claims.id);
// ANCHOR_END: cured

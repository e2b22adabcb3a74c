// What TypeScript refuses, each once. tests/messages.test.js asks it; cured.ts is right.
import jwt from 'jsonwebtoken';

const secret = 'a secret of 32 bytes, for lessons';

jwt.sign({}, secret, { expiresIn: process.env.LIFETIME });
jwt.verify('', secret).id;
jwt.sign({}, process.env.JWT_SECRET);

// As strict as `jsonwebtoken` can be made with a few lines. tests/chapter.test.js says
// what it still takes.

const jwt = require('jsonwebtoken');

// ANCHOR: strict
function strict(token, secret, audience) {
  if (typeof token !== 'string' || token.length > 8192) throw new Error('too long');
  const { header, payload } = jwt.verify(token, secret, {
    algorithms: ['HS256'], // not HS384, not HS512
    audience, // a text, not a pattern
    complete: true,
  });
  if ('crit' in header || 'b64' in header) throw new Error('an extension');
  const { typ = 'JWT' } = header;
  const isJwt = typeof typ === 'string' && /^(application\/)?jwt$/i.test(typ);
  if (!isJwt) throw new Error('another type');
  if (!Number.isFinite(payload.exp)) throw new Error('no exp');
  return payload;
}
// ANCHOR_END: strict

module.exports = { strict };

// Two secrets, while the one is replaced by the other. The book shows this, and
// tests/rotation.test.js puts it beside our server.

const jwt = require('jsonwebtoken');

// ANCHOR: keyring
/** Names and secrets: the first one signs, and all of them verify. */
function keyring(keys) {
  const [[keyid, secret]] = keys;
  const secrets = new Map(keys);
  return {
    sign: (claims, options) =>
      jwt.sign(claims, secret, keyid ? { ...options, keyid } : options),
    // jsonwebtoken calls this with the header, which nobody has vouched for yet.
    secretOf: (header, done) => done(null, secrets.get(header.kid) ?? secret),
  };
}
// ANCHOR_END: keyring

module.exports = { keyring };

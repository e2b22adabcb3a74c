// Check 9 without Node: Web Crypto is in browsers, in edge runtimes, and in Node.
// tests/messages.test.js runs it in an edge runtime.

// ANCHOR: holds
async function signatureHolds(token, secret) {
  const bytes = (text) => new TextEncoder().encode(text);
  const [header, payload, signature] = token.split('.');
  const base64 = signature.replaceAll('-', '+').replaceAll('_', '/');
  const tag = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), hmac, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, tag, bytes(`${header}.${payload}`));
}
// ANCHOR_END: holds

module.exports = { signatureHolds };

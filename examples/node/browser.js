// What a page does with a token, both ways. The book shows these functions, and
// tests/in-the-browser.test.js runs them in Chromium.

// ANCHOR: header
async function withHeader(server, login) {
  const answer = await fetch(`${server}/login`, post(login));
  const { token } = await answer.json();
  return fetch(`${server}/order`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
  });
}
// ANCHOR_END: header

// ANCHOR: cookie
async function withCookie(login) {
  const answer = await fetch('/session', post(login));
  const { csrf_token } = await answer.json();
  return fetch('/order', {
    method: 'POST',
    headers: { 'X-CSRF-Token': csrf_token },
  });
}
// ANCHOR_END: cookie

function post(body) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

module.exports = { withCookie, withHeader, post };

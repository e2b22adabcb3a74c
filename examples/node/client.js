// node examples/node/client.js [SERVER]
//
// The client of the source documents: it logs in, keeps the token, and sends it with
// each request. It needs Node alone, and works with our server as with Express.

const server = process.argv[2] ?? 'http://127.0.0.1:3000';

// In a browser a path is enough; here the server's address goes in front of it.
const fetch = (path, options) => globalThis.fetch(new URL(path, server), options);

async function main() {
  console.log(`# Ada logs in at ${server}`);
  const login = await fetch('/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'ada', password: 'analytical engine' }),
  });
  await show('POST /login', login.clone());
  // A browser would keep it in local storage or a cookie. Here it is a variable.
  const { token } = await login.json();

  console.log('\n# The client sends the token');
  // ANCHOR: fetch
  const answer = await fetch('/protected-route', {
    headers: {
        Authorization: `Bearer ${token}`
    }
  });
  // ANCHOR_END: fetch
  await show('GET /protected-route', answer);
  await show('GET /profile', await get('/profile', token));

  console.log('\n# It sends none');
  await show('GET /profile', await fetch('/profile'));

  console.log('\n# It makes itself another user, without the secret');
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const forged = Buffer.from(JSON.stringify({ ...claims, id: '234567' }));
  const changed = [header, forged.toString('base64url'), signature].join('.');
  await show('GET /profile', await get('/profile', changed));

  const wasRight = login.status === 200 && answer.status === 200;
  process.exitCode = wasRight ? 0 : 1;
}

function get(path, token) {
  return fetch(path, { headers: { Authorization: `Bearer ${token}` } });
}

async function show(request, answer) {
  console.log(`${request}\n  ${answer.status} ${answer.statusText}`);
  const challenge = answer.headers.get('www-authenticate');
  if (challenge) console.log(`  WWW-Authenticate: ${challenge}`);
  console.log(`  ${await answer.text()}`);
}

main().catch((error) => {
  const cause = error.cause?.code ?? error.message;
  console.error(`error: ${server}: ${cause}. Is the server running? cargo run -p server`);
  process.exitCode = 2;
});

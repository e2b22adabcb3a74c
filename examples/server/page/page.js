// The page's script. The token lives in variables of this file: no storage, no cookie.

const element = (id) => document.getElementById(id);
const field = element('token');

/** The token as the server gave it, and the one that was forgotten last. */
let token = '';
let old = '';

// ---- 1. Log in ----

element('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = {
    name: element('name').value,
    password: element('password').value,
    lifetime: element('lifetime').valueAsNumber,
  };
  const answer = await send('/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer?.ok) return;
  token = answer.json.token;
  put(token);
  say(`${answer.status}: you are logged in. The token is below, in three colours.`);
});

// ---- 2. Look at the token ----

field.addEventListener('input', show);

element('change').addEventListener('click', () => {
  const parts = field.value.split('.');
  const index = Number(element('part').value);
  const part = parts[index];
  if (!part) {
    say('There is no such part to change: log in first.');
    return;
  }
  // In the middle, where every bit counts. The last character may have spare bits.
  const at = Math.floor(part.length / 2);
  const next = part[at] === 'A' ? 'B' : 'A';
  const before = parts.slice(0, index).join('.').length + (index > 0) + at;
  parts[index] = part.slice(0, at) + next + part.slice(at + 1);
  put(parts.join('.'));
  say(`Character ${before + 1} of the token was ${part[at]} and is ${next} now. Send it.`);
});

element('restore').addEventListener('click', () => {
  put(token);
  say(token ? 'The token is as the server made it.' : 'There is no token: log in first.');
});

function put(text) {
  field.value = text;
  show();
}

/** Shows what is in the text field: its colours, and what its parts say. */
function show() {
  const classes = ['header', 'payload', 'signature'];
  const parts = field.value.split('.');
  const pieces = parts.flatMap((part, index) => {
    const piece = span(classes[index] ?? 'faint', part);
    return index === 0 ? [piece] : ['.', piece];
  });
  const nothing = [span('faint', 'No token.')];
  element('colours').replaceChildren(...(field.value === '' ? nothing : pieces));
  element('header').textContent = decoded(parts[0]);
  element('payload').textContent = decoded(parts[1]);
  element('signature').textContent =
    parts[2] ? `${parts[2].length} characters, ${Math.floor((parts[2].length * 6) / 8)} bytes` : '–';
  countDown();
}

function span(className, text) {
  const piece = document.createElement('span');
  piece.className = className;
  piece.textContent = text;
  return piece;
}

/** A part's bytes as text. Nobody needs the secret for that. */
function decoded(part) {
  if (!part) return '–';
  try {
    const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'not base64url of text';
  }
}

/** The payload's `exp`, in seconds, if there is one. */
function expiry() {
  try {
    const { exp } = JSON.parse(decoded(field.value.split('.')[1]));
    return Number.isFinite(exp) ? exp : undefined;
  } catch {
    return undefined;
  }
}

let wasGood = false;

function countDown() {
  const exp = expiry();
  const left = exp === undefined ? undefined : Math.ceil(exp - Date.now() / 1000);
  element('left').textContent =
    left === undefined ? '–' : left > 0 ? `${left} s` : 'none: it has expired';
  if (wasGood && left <= 0) say('The token has expired. Send it, and see what the server says.');
  wasGood = left > 0;
}

setInterval(countDown, 500);

// ---- 3. Send it ----

for (const button of document.querySelectorAll('[data-path]')) {
  button.addEventListener('click', () =>
    ask(button.dataset.path, 'without' in button.dataset ? '' : field.value));
}

/** Sends a token, or none if it is empty. */
async function ask(path, sent) {
  const headers = sent === '' ? {} : { Authorization: `Bearer ${sent}` };
  const answer = await send(path, { headers });
  if (!answer) return;
  if (answer.ok) {
    say(`${answer.status}: the server let you in.`);
  } else if (answer.json.check) {
    say(`${answer.status}: ${answer.json.error_description}.`);
  }
}

/** Sends a request and shows it with its answer, which it gives back. */
async function send(path, options) {
  const { method = 'GET', headers = {}, body } = options;
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${location.host}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  // The password is on the page already, but not in plain sight.
  if (body) lines.push('', JSON.stringify({ ...JSON.parse(body), password: '•••' }));
  element('request').textContent = lines.join('\n');
  element('answer').textContent = '–';
  try {
    const response = await fetch(path, options);
    const text = await response.text();
    const json = JSON.parse(text || '{}');
    const status = `${response.status} ${response.statusText}`;
    const challenge = response.headers.get('www-authenticate');
    element('answer').textContent = [
      `HTTP/1.1 ${status}`,
      ...(challenge ? [`www-authenticate: ${challenge}`] : []),
      '',
      JSON.stringify(json, null, 2),
    ].join('\n');
    say(`${status}${json.message ? `: ${json.message}` : ''}`);
    return { ok: response.ok, status, json };
  } catch (error) {
    say(`Nothing was answered: ${error.message}`);
    return undefined;
  }
}

// ---- 4. Log out ----

element('logout').addEventListener('click', () => {
  if (!token) {
    say('You are not logged in.');
    return;
  }
  old = token;
  token = '';
  wasGood = false;
  put('');
  say('This page has forgotten the token. The server noticed nothing.');
});

element('old').addEventListener('click', () => {
  if (old) ask('/protected-route', old);
  else say('There is no old token: log in, then log out.');
});

/** The one place that a screen reader reads out. */
function say(text) {
  element('status').textContent = text;
}

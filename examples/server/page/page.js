// The page's script. The token lives in variables of this file: no storage, no cookie.
// The token in colours, its characters to press and the lamps are the book's parts.

const element = (id) => document.getElementById(id);
const inked = new TokenField(element('inked'));
const field = inked.field;
const turner = new Turner(inked, element('steps'));
const lamps = new Lamps(element('lamps'));
lamps.draw(0, false);

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

function put(text) {
  inked.keep(text);
  turner.choose(Math.floor(text.length / 2));
  show();
}

/** Shows what is in the text field: its colours, and what its parts say. */
function show() {
  const parts = field.value.split('.');
  element('header').textContent = decoded(parts[0]);
  element('payload').textContent = decoded(parts[1]);
  element('signature').textContent =
    parts[2] ? `${parts[2].length} characters, ${Math.floor((parts[2].length * 6) / 8)} bytes` : '–';
  countDown();
  guide();
}

/** What can be pressed, and what is to be pressed next. */
function guide() {
  const isThere = field.value !== '';
  for (const button of document.querySelectorAll('[data-step], [data-path]:not([data-without])')) {
    button.disabled = !isThere;
  }
  element('logout').disabled = token === '';
  element('old').disabled = old === '';
  const next = isThere
    ? document.querySelector('[data-path="/profile"]')
    : old ? element('old') : document.querySelector('#login button');
  for (const button of document.querySelectorAll('button')) {
    button.toggleAttribute('data-next', button === next);
  }
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
  const { check } = answer.json;
  lamps.draw(check ? check - 1 : answer.ok ? 13 : 0, answer.ok || Boolean(check));
  if (answer.ok) {
    say(`${answer.status}: the server let you in.`, 'accepted');
  } else if (check) {
    say(`${answer.status}: ${answer.json.error_description}.`, 'refused');
  }
  return answer;
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
  element('answer').removeAttribute('data-verdict');
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
    const word = response.ok ? 'accepted' : 'refused';
    element('answer').dataset.verdict = word;
    say(`${status}${json.message ? `: ${json.message}` : ''}`, word);
    return { ok: response.ok, status, json };
  } catch (error) {
    say(`Nothing was answered: ${error.message}`);
    return undefined;
  }
}

// ---- 4. Log out ----

element('logout').addEventListener('click', () => {
  old = token;
  token = '';
  wasGood = false;
  put('');
  say('This page has forgotten the token. The server noticed nothing.');
});

element('old').addEventListener('click', async () => {
  const answer = await ask('/protected-route', old);
  if (!answer) return;
  const lesson = answer.ok
    ? 'The server let the old token in. Logging out did not stop it, and only time will.'
    : 'The old token was good until its time was over. Logging out did not end it: time did.';
  say(`${element('said').textContent} ${lesson}`, answer.ok ? 'accepted' : 'refused');
});

const SIGNS = { accepted: '✓', refused: '✗' };

/** The one place that a screen reader reads out. */
function say(text, word = 'no token') {
  const status = element('status');
  status.dataset.verdict = word;
  status.querySelector('.verdict-word').textContent = SIGNS[word] ? `${SIGNS[word]} ${word}` : '';
  element('said').textContent = text;
}

show();

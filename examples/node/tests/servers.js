// Starts a server, and stops it again.

const { spawn } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..', '..', '..');
const secret = 'a text of 32 bytes, or of more!!';

/** The real server, as the README starts it. On a port of its own. */
function ours(env = {}, options = []) {
  return start('cargo', ['run', '--quiet', '--locked', '-p', 'server', ...options], env);
}

/** The documents' server. */
function express(env = {}) {
  return start('node', [path.join(root, 'examples', 'node', 'server.js')], env);
}

function start(command, args, env) {
  const variables = { ...process.env, PORT: '0', JWT_SECRET: secret, ...env };
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete variables[name];
  }
  const child = spawn(command, args, { cwd: root, env: variables });
  let printed = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  return new Promise((resolve, reject) => {
    const read = (bytes) => {
      printed += bytes;
      const url = /Listening on (http:\S+?)\. /.exec(printed)?.[1];
      const stop = async () => {
        child.kill();
        await ended;
      };
      if (url) resolve({ url, pid: child.pid, stop, printed: () => printed });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    ended.then((code) => reject(new Error(`it ended with ${code}:\n${printed}`)));
  });
}

async function logIn(url, body = {}) {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'ada', password: 'analytical engine', ...body }),
  });
  return (await answer.json()).token;
}

function get(url, path, token) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return fetch(url + path, { headers });
}

module.exports = { express, get, logIn, ours, root, secret };

// Starts a server, and stops it again.

const { spawn } = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '..', '..', '..');
// From `openssl rand -base64 32`, since our server takes none that the book prints.
const secret = '4GLSf1F+JJpQLjEf+sba2PBG8mQC9Y2zlPz2mFjgU1c=';

/**
 * The real server, as the README starts it. On a port of its own, and for tests that log
 * in more often than a person would.
 */
function ours(env = {}, options = []) {
  const often = { LOGINS_PER_MINUTE: '1000', ...env };
  return start('cargo', ['run', '--quiet', '--locked', '-p', 'server', ...options], often);
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

function postLogin(url, body = {}) {
  return fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'ada', password: 'analytical engine', ...body }),
  });
}

/** A token; or an error, if there is none. */
async function logIn(url, body) {
  const answer = await postLogin(url, body);
  if (answer.status !== 200) throw new Error(`a login got ${answer.status}`);
  return (await answer.json()).token;
}

function get(url, path, token) {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return fetch(url + path, { headers });
}

module.exports = { express, get, logIn, ours, postLogin, root, secret };

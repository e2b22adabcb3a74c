// npm run load --prefix examples/node
// npm run load --prefix examples/node -- SECONDS
//
// Our server under load, all at once, for a time: tokens of every kind by autocannon,
// people who log in, somebody who guesses, somebody who wants all connections, and
// sockets that send half a request, bytes that are none, or nothing at all. Every answer
// is looked at. It ends with 1 if one was wrong, if a kind of answer never came, if a
// connection broke, if there was a panic, if a token was written down, or if the memory
// grew, or passed 200 MiB.
//
// It needs Linux, where each of 127.0.0.0/8 is an address to come from, and where one
// process may see another's memory.

const autocannon = require('autocannon');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');
const { version } = require('autocannon/package.json');
const { get, logIn, ours } = require('./tests/servers');

const seconds = Number(process.argv[2] ?? 15);
const connections = 50;
const people = 150;

/** The kinds of answer that have to come, how often each came, and what was wrong. */
const expected = new Set();
const counts = {};
const wrong = {};
const count = (list, name) => { list[name] = (list[name] ?? 0) + 1; };

/** Counts an answer, and compares it with what it has to be. */
function look(name, answer, pattern) {
  count(counts, name);
  if (!pattern.test(answer)) count(wrong, `${name}: ${answer.slice(0, 80)}`);
}

/** A request, and what has to come back. */
function requests({ good, expired, forged }) {
  const bearer = (token) => ({ authorization: `Bearer ${token}` });
  const routes = ['/profile', '/protected-route'];
  const kinds = [
    ['good', bearer(good), 200, /"id":"123456"/],
    ['good, scheme in capitals', { authorization: `BEARER ${good}` }, 200, /"id":"123456"/],
    ['expired', bearer(expired), 401, /"check":12,/],
    ['forged', bearer(forged), 401, /"check":9,/],
    ['no signature', bearer(`${good.split('.').slice(0, 2).join('.')}.`), 401, /"check":8,/],
    ['over 8 KiB', bearer('x'.repeat(9000)), 401, /"check":1,/],
    ['not a token', bearer('undefined'), 401, /"check":2,/],
    ['none', {}, 401, /"message":"this needs a token/],
  ];
  return kinds.flatMap(([name, headers, status, body]) =>
    routes.map((path) => ({ name, path, headers, status, body })));
}

/**
 * Autocannon sends them in turn, on each of its connections. It begins anew every four
 * minutes, since at five the server closes a connection, and after an answer that closes
 * one, autocannon takes the next answer for another request's.
 */
async function fire(url, list, end) {
  const results = [];
  for (let left = seconds; left > 0; left = Math.round((end - Date.now()) / 1000)) {
    results.push(await autocannon({
      url, connections, duration: Math.min(left, 240), timeout: 10,
      requests: list.map(({ name, path, headers, status, body }) => ({
        method: 'GET', path, headers,
        onResponse(answerStatus, answerBody) {
          look(name, `${answerStatus} ${answerBody}`, new RegExp(`^${status} .*${body.source}`, 's'));
        },
      })),
    }));
  }
  const sum = (of) => results.reduce((sum, result) => sum + of(result), 0);
  const most = (of) => Math.max(...results.map(of));
  return {
    requests: sum((result) => result.requests.total),
    errors: sum((result) => result.errors + result.timeouts + result['5xx']),
    seconds: sum((result) => result.duration),
    half: most((result) => result.latency.p50),
    nearlyAll: most((result) => result.latency.p99),
  };
}

/**
 * Sockets that are no good clients, each kind with what it is to get, and how many of it
 * there are at a time. The server closes before it has read a head of over 16 KiB to the
 * end, and its answer may be lost.
 */
const strangers = [
  ['half a head', 4, 'GET /profile HTTP/1.1\r\nAuthorization: Bearer ey', /^$/],
  ['binary', 4, Buffer.from(Array.from({ length: 256 }, (_, index) => index)), /^HTTP\/1\.1 400 /],
  ['TLS', 4, Buffer.from('16030102000100fc0303', 'hex'), /^HTTP\/1\.1 400 /],
  ['over 16 KiB', 4, `GET /profile HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${'x'.repeat(17000)}\r\n\r\n`, /^(HTTP\/1\.1 431 |$)/],
  ['half a body', 4, 'POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"na', /^HTTP\/1\.1 408 /],
  ['a body that is too long', 4, `POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 5000\r\n\r\n${' '.repeat(5000)}`, /^HTTP\/1\.1 413 /],
  ['bytes that are no text in the token', 4, Buffer.concat([
    Buffer.from('GET /profile HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer '),
    Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('\r\n\r\n'),
  ]), /^HTTP\/1\.1 401 /],
  ['no host', 4, 'GET /profile HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['nothing', 4, '', /^$/],
];

/** Starts them, and starts each again when it has been sent away. */
function startStrangers(url) {
  const open = new Set();
  let opened = 0, going = true;
  const meet = (name, bytes, pattern) => {
    if (!going) return;
    opened += 1;
    let answer = '';
    const socket = connect(url, '127.0.0.2');
    socket.on('connect', () => socket.write(bytes));
    open.add(socket);
    socket.on('data', (data) => { answer += data.toString('latin1'); });
    socket.on('error', ({ code }) => {
      if (going && name !== 'over 16 KiB') count(wrong, `${name}: ${code}`);
    });
    socket.on('close', () => {
      open.delete(socket);
      if (!going) return;
      look(name, answer, pattern);
      setTimeout(meet, 20, name, bytes, pattern);
    });
  };
  for (const [name, atATime, bytes, pattern] of strangers) {
    expected.add(name);
    for (let number = 0; number < atATime; number += 1) meet(name, bytes, pattern);
  }
  return {
    opened: () => opened,
    stop() {
      going = false;
      for (const socket of open) socket.destroy();
    },
  };
}

function connect(url, localAddress) {
  const { hostname: host, port } = new URL(url);
  return net.connect({ host, port, localAddress });
}

/** Opens 1,024 connections from one address, asks on each, and keeps what it gets. */
async function takeAllConnections(url, end) {
  const [kept, closed] = ['one of 1,024 connections, kept', 'one of 1,024 connections, closed'];
  expected.add(kept).add(closed);
  while (Date.now() < end) {
    const sockets = Array.from({ length: 1024 }, () => connect(url, '127.0.0.3'));
    const served = await Promise.all(sockets.map((socket) => new Promise((resolve) => {
      socket.on('connect', () => socket.write('GET /profile HTTP/1.1\r\nHost: a\r\n\r\n'));
      socket.once('data', () => resolve(true));
      // Closed with the request unread, which is a reset.
      socket.on('error', () => {});
      socket.once('close', () => resolve(false));
    })));
    for (const was of served) count(counts, was ? kept : closed);
    const open = sockets.filter((socket) => !socket.destroyed).length;
    if (open > 100) count(wrong, `${open} connections from one address`);
    await sleep(Math.min(5000, Math.max(0, end - Date.now())));
    for (const socket of sockets) socket.destroy();
    await sleep(100);
  }
}

/** Each time another address, as if it were another person. */
let persons = 0;
function nextAddress() {
  persons += 1;
  return `127.${1 + (persons >> 16)}.${(persons >> 8) & 255}.${1 + (persons % 254)}`;
}

/** What a login gets: its status, and when to come back. */
function logInFrom(localAddress, url, name, password) {
  const body = JSON.stringify({ name, password });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/login`, { method: 'POST', headers, localAddress, agent: false });
    request.on('response', (answer) => {
      answer.resume().on('error', reject);
      answer.on('end', () => resolve([answer.statusCode, answer.headers['retry-after']]));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** People who log in, wait as long as they are told to, and are somebody else then. */
async function person(url, number, end) {
  const [who, name, password, status] = [
    ['right password', 'ada', 'analytical engine', 200],
    ['right password', 'grace', 'nanoseconds and wire', 200],
    ['wrong password', 'ada', 'difference engine', 401],
    ['no such name', 'charles', 'analytical engine', 401],
  ][number % 4];
  expected.add(`${who}, ${status}`).add('login, 503');
  while (Date.now() < end) {
    try {
      const [found, retryAfter] = await logInFrom(nextAddress(), url, name, password);
      count(counts, found === status ? `${who}, ${found}` : `login, ${found}`);
      // Told to come back later, or answered rightly.
      if (![status, 429, 503].includes(found)) count(wrong, `${who}: ${found}`);
      if (found !== status && !(retryAfter >= 1)) count(wrong, `${found} without Retry-After`);
      if (retryAfter) await sleep(1000 * Math.min(retryAfter, seconds / 2));
    } catch (error) {
      count(wrong, `${who}: ${error.code ?? error}`);
    }
  }
}

/** Somebody who guesses Grace's password, and never waits. */
async function guess(url, end) {
  expected.add('guess, 401').add('guess, 429');
  while (Date.now() < end) {
    const [status, retryAfter] = await logInFrom('127.0.0.4', url, 'grace', `guess ${end - Date.now()}`);
    count(counts, `guess, ${status}`);
    if (![401, 429, 503].includes(status)) count(wrong, `guess: ${status}`);
    if (status !== 401 && !(retryAfter >= 1)) count(wrong, `${status} without Retry-After`);
    await sleep(20);
  }
}

async function main() {
  const limits = { LOGINS_PER_MINUTE: undefined, CONNECTIONS_PER_ADDRESS: undefined };
  const server = await ours({ JWT_SECRET: undefined, ...limits }, ['--release']);
  let report;
  try {
    const tokens = await makeTokens(server.url);
    const memory = watchMemory(server.pid);
    const end = Date.now() + 1000 * seconds;
    const list = requests(tokens);
    for (const { name } of list) expected.add(name);
    const crowd = startStrangers(server.url);
    const [result] = await Promise.all([
      fire(server.url, list, end), takeAllConnections(server.url, end), guess(server.url, end),
      ...Array.from({ length: people }, (_, number) => person(server.url, number, end)),
    ]);
    crowd.stop();
    const held = memory.stop();
    const answer = await get(server.url, '/profile', await logIn(server.url));
    if (answer.status !== 200) count(wrong, `afterwards: ${answer.status}`);
    if (result.errors) wrong["autocannon's broken connections, timeouts and 5xx"] = result.errors;
    for (const name of expected) if (!counts[name]) count(wrong, `never: ${name}`);
    if (/panicked/.test(server.printed())) count(wrong, 'a panic');
    for (const token of Object.values(tokens)) {
      if (server.printed().includes(token)) count(wrong, 'a token in the log');
    }
    if (held.by > 8) count(wrong, `the memory grew by ${held.by} MiB`);
    if (held.most > 200) count(wrong, `${held.most} MiB`);
    report = { result, strangers: crowd.opened(), held };
  } finally {
    const start = Date.now();
    await server.stop();
    const took = (Date.now() - start) / 1000;
    if (took > 10) count(wrong, `${took} s to stop`);
    if (report) print({ ...report, took });
  }
  if (Object.keys(wrong).length) {
    console.log(`\nwrong: ${table(wrong)}`);
    process.exitCode = 1;
  }
}

async function makeTokens(url) {
  const good = await logIn(url);
  const expired = await logIn(url, { lifetime: 1 });
  const forged = await logIn(url, { name: 'grace', password: 'nanoseconds and wire' });
  await sleep(1100);
  // Grace's signature under Ada's claims.
  const mixed = [...good.split('.').slice(0, 2), forged.split('.')[2]].join('.');
  return { good, expired, forged: mixed };
}

/** The server's resident memory each half second, in MiB. */
function watchMemory(pid) {
  const read = () => {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
  };
  const samples = [read()];
  const timer = setInterval(() => samples.push(read()), 500);
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return {
    stop() {
      clearInterval(timer);
      // The first third is for warming up.
      const third = Math.floor(samples.length / 3);
      const [middle, last] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(-third))];
      return { first: samples[0], middle, last, most: Math.max(...samples), by: last - middle };
    },
  };
}

function table(list) {
  const rows = Object.entries(list).sort(([, one], [, other]) => other - one);
  return rows.map(([name, number]) => `\n  ${String(number).padStart(8)}  ${name}`).join('');
}

function print({ result, strangers, held, took }) {
  const day = new Date().toISOString().slice(0, 10);
  const logins = Object.entries(counts).filter(([name]) => /(password|name), \d/.test(name));
  const hashed = logins.reduce((sum, [, number]) => sum + number, 0);
  console.log(`${day}, ${os.cpus().length} cores for client and server, ${process.platform}, Node ${process.version}
${result.requests} requests by autocannon ${version} on ${connections} connections in ${result.seconds.toFixed(0)} s,
and beside them ${people} people who log in, a guesser, one who wants every connection,
and ${strangers} sockets of strangers

answers a second       ${(result.requests / result.seconds).toFixed(0)}
answered within        ${result.half} ms for half of them, ${result.nearlyAll} ms for 99 of 100
passwords a second     ${(hashed / seconds).toFixed(0)}
memory                 ${held.first.toFixed(0)} MiB at first, ${held.most.toFixed(0)} MiB at most, ${held.last.toFixed(0)} MiB in the last third
SIGTERM ended it in    ${took.toFixed(1)} s
${table(counts)}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

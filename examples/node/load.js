// npm run load --prefix examples/node
// npm run load --prefix examples/node -- SECONDS
//
// Our server under load: good, expired, forged, oversized, missing and misplaced tokens
// by autocannon, and beside it sockets that send half a request, bytes that are none, or
// nothing at all. Every answer is looked at. It ends with 1 if one was wrong, if there
// was a 5xx or a panic, or if the memory grew.

const autocannon = require('autocannon');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const { version } = require('autocannon/package.json');
const { get, logIn, ours } = require('./tests/servers');

const seconds = Number(process.argv[2] ?? 15);
const connections = 50;

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
 * Sockets that are no good clients, each kind with what it is allowed to get. After an
 * answer that closes the connection, autocannon takes the next answer for another
 * request's; so the heads of over 16 KiB, which get a 431 and no more, are sent here.
 */
const strangers = [
  ['half a head', 'GET /profile HTTP/1.1\r\nAuthorization: Bearer ey', /^$/],
  ['binary', Buffer.from(Array.from({ length: 256 }, (_, index) => index)), /^HTTP\/1\.1 400 /],
  ['TLS', Buffer.from('16030102000100fc0303', 'hex'), /^(HTTP\/1\.1 400 |$)/],
  ['over 16 KiB', `GET /profile HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${'x'.repeat(17000)}\r\n\r\n`, /^(HTTP\/1\.1 431 |$)/],
  ['half a body', 'POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"na', /^(HTTP\/1\.1 408 |$)/],
  ['bytes that are no text in the token', Buffer.concat([
    Buffer.from('GET /profile HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer '),
    Buffer.from([0xff, 0xfe, 0x80]), Buffer.from('\r\n\r\n'),
  ]), /^HTTP\/1\.1 401 /],
  ['nothing', '', /^$/],
];

async function main() {
  const server = await ours({ JWT_SECRET: undefined }, ['--release']);
  const wrong = [];
  const counts = {};
  try {
    const tokens = await makeTokens(server.url);
    const memory = watchMemory(server.pid);
    const crowd = startStrangers(server.url, counts, wrong);
    const result = await fire(server.url, requests(tokens), counts, wrong);
    const sockets = crowd.stop();
    const grew = memory.stop();
    const answer = await get(server.url, '/profile', await logIn(server.url));
    if (answer.status !== 200) wrong.push(`afterwards: ${answer.status}`);
    if (result['5xx']) wrong.push(`${result['5xx']} answers of 5xx`);
    if (result.timeouts) wrong.push(`${result.timeouts} requests without an answer`);
    if (/panicked/.test(server.printed())) wrong.push('a panic');
    for (const token of Object.values(tokens)) {
      if (server.printed().includes(token)) wrong.push('a token in the log');
    }
    if (grew.by > 8) wrong.push(`the memory grew by ${grew.by} MiB`);
    report(result, sockets, grew, counts);
  } finally {
    await server.stop();
  }
  if (wrong.length) {
    console.log(`\nwrong: ${[...new Set(wrong)].slice(0, 20).join('\n')}`);
    process.exitCode = 1;
  }
}

async function makeTokens(url) {
  const good = await logIn(url);
  const expired = await logIn(url, { lifetime: 1 });
  const forged = await logIn(url, { name: 'grace', password: 'nanoseconds and wire' });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  // Grace's signature under Ada's claims.
  const mixed = [...good.split('.').slice(0, 2), forged.split('.')[2]].join('.');
  return { good, expired, forged: mixed };
}

/** Autocannon sends them in turn, on each of its connections. */
function fire(url, list, counts, wrong) {
  return autocannon({
    url, connections, duration: seconds, timeout: 10,
    requests: list.map(({ name, path, headers, status, body }) => ({
      method: 'GET', path, headers,
      onResponse(answerStatus, answerBody) {
        counts[name] = (counts[name] ?? 0) + 1;
        if (answerStatus !== status || !body.test(answerBody)) {
          wrong.push(`${name}: ${answerStatus} ${String(answerBody).slice(0, 80)}`);
        }
      },
    })),
  });
}

/** Four strangers of each kind at a time, each replaced when it has been sent away. */
function startStrangers(url, counts, wrong) {
  const { hostname, port } = new URL(url);
  const open = new Set();
  let opened = 0, going = true;
  const meet = ([name, bytes, expected]) => {
    if (!going) return;
    opened += 1;
    let answer = '';
    const socket = net.connect(port, hostname, () => socket.write(bytes));
    open.add(socket);
    socket.on('data', (data) => { answer += data.toString('latin1'); });
    socket.on('error', () => {});
    socket.on('close', () => {
      open.delete(socket);
      if (!going) return;
      counts[name] = (counts[name] ?? 0) + 1;
      if (!expected.test(answer)) wrong.push(`${name}: ${answer.slice(0, 80)}`);
      setTimeout(meet, 20, [name, bytes, expected]);
    });
  };
  for (const kind of strangers) for (let count = 0; count < 4; count += 1) meet(kind);
  return {
    stop() {
      going = false;
      for (const socket of open) socket.destroy();
      return opened;
    },
  };
}

/** The server's resident memory each half second, in MiB, where Linux tells it. */
function watchMemory(pid) {
  const samples = [];
  const read = () => {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
      samples.push(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
    } catch {
      // Another system: nothing to watch.
    }
  };
  const timer = setInterval(read, 500);
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return {
    stop() {
      clearInterval(timer);
      // The first third is for warming up.
      const third = Math.floor(samples.length / 3);
      const [middle, last] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(-third))];
      return { middle, last, most: Math.max(...samples), by: last - middle };
    },
  };
}

function report(result, sockets, memory, counts) {
  const rows = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const list = rows.map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`).join('\n');
  const day = new Date().toISOString().slice(0, 10);
  console.log(`${day}, ${os.cpus().length} cores for client and server, ${process.platform}, Node ${process.version}
${result.requests.total} requests by autocannon ${version} on ${connections} connections in ${result.duration.toFixed(0)} s,
and ${sockets} sockets of strangers beside them

answers a second       ${result.requests.average.toFixed(0)}
answered within        ${result.latency.p50} ms for half of them, ${result.latency.p99} ms for 99 of 100
2xx, 4xx, 5xx          ${result['2xx']}, ${result['4xx']}, ${result['5xx']}
memory                 ${memory.middle.toFixed(1)} MiB in the middle third, ${memory.last.toFixed(1)} MiB in the last

${list}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

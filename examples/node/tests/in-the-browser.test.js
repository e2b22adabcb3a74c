// In the browser
//
// Ada is logged in, and Chromium shows a page: our server's own, one from another port,
// or one from another site. What does the browser send along, and what may the page
// read? A recorder stands in front of the server and writes down what arrives.
//
// To a browser, an *origin* is a scheme, a host and a port. A *site* has no port: so
// 127.0.0.1:3000 and 127.0.0.1:4000 are two origins of one site, and localhost is
// another site.
//
// The book shows the table. To write it anew: UPDATE=1 node --test tests/in-the-browser.test.js

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const { post, withCookie, withHeader } = require('../browser');
const { ours } = require('./servers');

const login = { name: 'ada', password: 'analytical engine' };
const table = path.join(__dirname, '..', 'in-the-browser.txt');

let browser, elsewhere, visits;

/** Listens on a port of its own, and gives it. */
async function listen(handler) {
  const server = http.createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, close: () => { server.closeAllConnections(); server.close(); } };
}

/** Stands in front of a server, and writes down what arrives and what is answered. */
async function recorder(server) {
  const arrived = [];
  const { port, close } = await listen((request, answer) => {
    const { method, url, headers } = request;
    const onwards = http.request(server.url + url, { method, headers }, (given) => {
      arrived.push({ method, url, headers, status: given.statusCode });
      answer.writeHead(given.statusCode, given.headers);
      given.pipe(answer);
    });
    request.pipe(onwards);
  });
  return { arrived, close, url: `http://127.0.0.1:${port}` };
}

before(async () => {
  visits = [];
  elsewhere = await listen((request, answer) => {
    visits.push(request.url);
    answer.setHeader('Content-Type', 'text/html');
    answer.end('<!doctype html><title>elsewhere</title>');
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

after(async () => {
  await browser?.close();
  elsewhere?.close();
});

/** Runs with our server, a recorder in front of it, and a browser that knows nobody. */
async function withServer(env, run) {
  const server = await ours(env);
  const front = await recorder(server);
  const context = await browser.newContext();
  try {
    await run({ server: front, page: await context.newPage(), context });
  } finally {
    await context.close();
    front.close();
    await server.stop();
  }
}

/** Calls a function of browser.js in the page. */
const call = (page, wanted, ...args) => page.evaluate(
  ([post, wanted, args]) => {
    const run = new Function(`${post}\nreturn ${wanted}`)();
    return run(...args).then((answer) => answer.status, () => 'nothing');
  },
  [String(post), String(wanted), args],
);

// What a page can do to a server. Each gives what the page itself gets to see.
const reads = (page, url, init) => page.evaluate(
  ([url, init]) => fetch(url, init).then((answer) => `${answer.status}`, () => 'nothing'),
  [url, init],
);
async function goes(page, url, form) {
  const gone = page.waitForURL(url);
  await page.evaluate(([url, form]) => {
    if (!form) {
      location.href = url;
      return;
    }
    const element = document.createElement('form');
    Object.assign(element, { method: 'post', action: url });
    document.body.append(element);
    element.submit();
  }, [url, form]);
  await gone;
  return 'nothing'; // The answer is shown in its place.
}

test('step 1: the two functions of the book', () => withServer({}, async ({ server, page, context }) => {
  await page.goto(server.url);
  assert.equal(await call(page, withHeader, server.url, login), 201);
  assert.deepEqual(await context.cookies(), []);

  assert.equal(await call(page, withCookie, login), 201);
  const [cookie] = await context.cookies();
  assert.equal(cookie.name, '__Host-token');
  assert.deepEqual(
    [cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], [true, true, 'Lax', '/'],
  );
  // No script sees it.
  assert.equal(await page.evaluate(() => document.cookie), '');
  assert.deepEqual(server.arrived.slice(-1)[0].headers.cookie, `__Host-token=${cookie.value}`);
}));

test('step 2: what is sent along, and what is read, from three places', () =>
  withServer({}, async ({ server, page: first, context }) => {
    await first.goto(server.url);
    await call(first, withCookie, login);
    const token = server.arrived.at(-1).headers.cookie.split('=')[1];
    const bearer = { headers: { Authorization: `Bearer ${token}` } };

    const places = [
      ['our own page', server.url],
      ['another port', `http://127.0.0.1:${elsewhere.port}`],
      ['another site', `http://localhost:${elsewhere.port}`],
    ];
    const requests = [
      ['a link to /profile', (page, url) => goes(page, `${url}/profile`)],
      ['fetch of /profile', (page, url) => reads(page, `${url}/profile`, { credentials: 'include' })],
      ['a form to /order', (page, url) => goes(page, `${url}/order`, true)],
      ['fetch with the header', (page, url) => reads(page, `${url}/profile`, bearer)],
    ];
    const columns = ['the page', 'what it does', 'arrives', 'with', 'answer', 'the page reads'];
    const rows = [columns];
    for (const [name, place] of places) {
      for (const [what, run] of requests) {
        const page = await context.newPage();
        await page.goto(place);
        server.arrived.length = 0;
        const read = await run(page, server.url);
        const { method, url, headers, status } = server.arrived.find(({ url }) => /profile|order/.test(url));
        const carried = [headers.cookie && 'cookie', headers.authorization && 'header'].filter(Boolean);
        rows.push([name, what, `${method} ${url}`, carried.join(', ') || '–', `${status}`, read]);
      }
    }
    const widths = columns.map((_, at) => Math.max(...rows.map((row) => row[at].length)));
    const lines = rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
    const text = [4, 8, 12].reduceRight((lines, at) => lines.toSpliced(at + 1, 0, ''), lines);
    const found = `${text.join('\n').trimEnd()}\n`;
    if (process.env.UPDATE) fs.writeFileSync(table, found);
    assert.equal(found, fs.readFileSync(table, 'utf8'));
  }));

test('step 3: another origin that the server names may send the header, and read', () =>
  withServer({ ALLOWED_ORIGIN: `http://localhost:${elsewhere.port}` }, async ({ server, page }) => {
    const ask = async (place) => {
      await page.goto(place);
      server.arrived.length = 0;
      const status = await call(page, withHeader, server.url, login);
      return [status, server.arrived.map(({ method, url }) => `${method} ${url}`)];
    };
    assert.deepEqual(await ask(`http://localhost:${elsewhere.port}`), [
      201, ['OPTIONS /login', 'POST /login', 'OPTIONS /order', 'POST /order'],
    ]);
    // The question itself carries no token: whoever asks for one there refuses everybody.
    const questions = server.arrived.filter(({ method }) => method === 'OPTIONS');
    assert.ok(questions.every(({ headers }) => !headers.authorization && !headers.cookie));
    // To any other, the answer names somebody else.
    assert.deepEqual(await ask(`http://127.0.0.1:${elsewhere.port}`), ['nothing', ['OPTIONS /login']]);
  }));

test('step 4: no policy keeps a page from going elsewhere, and taking a token along', () =>
  withServer({}, async ({ server, page }) => {
    const away = `http://127.0.0.1:${elsewhere.port}`;
    await page.goto(server.url);
    visits.length = 0;
    const blocked = await reads(page, `${away}/?fetch`);
    assert.equal(blocked, 'nothing');
    await page.evaluate((away) => { new Image().src = `${away}/?image`; }, away);
    await page.evaluate((away) => { location.href = `${away}/?navigation`; }, away);
    await page.waitForURL(`${away}/**`);
    assert.deepEqual(visits.filter((url) => url.startsWith('/?')), ['/?navigation']);
  }));

// The server's page, in a real browser
//
// Everything that a person does on it, light and dark, on a wide screen and a narrow
// one, with the keyboard alone, and with axe-core looking for barriers.
//
// CHROMIUM names the browser, /usr/bin/chromium if it isn't set. PICTURES names a folder
// that gets screenshots.

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, afterEach, before, beforeEach, test } = require('node:test');
const { chromium } = require('playwright-core');
const { get, ours } = require('./servers');

let server, browser, context, page, problems;

before(async () => {
  server = await ours();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(() => open());

async function open(options = {}) {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // The browser itself writes down each 4xx answer, and we ask for some.
    const isAnswer = /status of 4\d\d/.test(message.text());
    if (message.type() !== 'log' && !isAnswer) problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url)) problems.push(`elsewhere: ${request.url()}`);
  });
  await page.goto(server.url);
}

// After each test, whatever it did: nothing in the console, nothing sent elsewhere.
afterEach(() => assert.deepEqual(problems, []));

const status = () => page.getByRole('status').textContent();
const button = (name) => page.getByRole('button', { name, exact: true });
const token = () => page.locator('#token').inputValue();

async function says(text) {
  await page.waitForFunction(
    (text) => document.querySelector('[role=status]').textContent.includes(text), text,
  );
}

async function logIn({ password = 'analytical engine', lifetime = '3600' } = {}) {
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Lifetime in seconds').fill(lifetime);
  await button('Log in').click();
}

async function picture(name) {
  if (!process.env.PICTURES) return;
  await page.screenshot({ path: path.join(process.env.PICTURES, `${name}.png`), fullPage: true });
}

test('step 1: log in, and see the token in its three colours', async () => {
  await logIn();
  await says('you are logged in');
  const parts = await page.$$eval('#colours span', (spans) => spans.map((span) => ({
    text: span.textContent, colour: getComputedStyle(span).color, name: span.className,
  })));
  assert.equal(parts.map((part) => part.text).join(''), await token());
  const inked = parts.filter((part) => part.name.startsWith('jwt-'));
  assert.deepEqual(
    [...new Set(inked.map((part) => part.name.split(' ')[0]))], ['jwt-h', 'jwt-p', 'jwt-s'],
  );
  assert.equal(new Set(inked.map((part) => part.colour)).size, 3);
  assert.equal(await page.locator('#colours').textContent(), await token());
  assert.equal(await page.locator('#header').textContent(), '{"alg":"HS256","typ":"JWT"}');
  assert.match(await page.locator('#payload').textContent(), /^\{"id":"123456","iat":\d+,"exp":\d+\}$/);
  assert.equal(await page.locator('#signature').textContent(), '43 characters, 32 bytes');
  assert.match(await page.locator('#left').textContent(), /^3(600|59\d) s$/);
  await picture('light');
});

test('step 2: a wrong password', async () => {
  await logIn({ password: 'difference engine' });
  await says('401 Unauthorized: no user has this name and this password');
  assert.equal(await token(), '');
  const request = await page.locator('#request').textContent();
  assert.ok(!request.includes('difference engine'), 'the password is not in plain sight');
});

test('step 3: send it to both routes, and send none', async () => {
  await logIn();
  await says('you are logged in');
  await button('Send it to /profile').click();
  await says('200 OK: the server let you in');
  assert.match(await page.locator('#answer').textContent(), /"name": "ada"/);
  assert.ok((await page.locator('#request').textContent()).includes(`Authorization: Bearer ${await token()}`));

  await button('Send it to /protected-route').click();
  await page.waitForFunction(() => document.querySelector('#answer').textContent.includes('seconds_left'));

  await button('Send no token').click();
  await says('401 Unauthorized: this needs a token');
  assert.ok(!(await page.locator('#request').textContent()).includes('Authorization'));
  assert.match(await page.locator('#answer').textContent(), /www-authenticate: Bearer realm="jwt-by-hand"/);
});

test('step 4: change a character of each part, send it, put it back', async () => {
  await logIn();
  await says('you are logged in');
  const good = await token();
  for (const [part, checks] of [['header', [3, 4, 6, 7, 9]], ['payload', [9]], ['signature', [9]]]) {
    const index = ['header', 'payload', 'signature'].indexOf(part);
    const place = good.split('.').slice(0, index).join('.').length + 12;
    await press(place);
    const changed = await token();
    assert.equal([...changed].filter((character, at) => character !== good[at]).length, 1);
    assert.notEqual(changed[place], good[place]);
    assert.equal(await page.locator('#colours .changed').textContent(), changed[place]);
    await button('Send it to /profile').click();
    await says('401 Unauthorized: check ');
    const check = Number(/check (\d+) of 13/.exec(await status())[1]);
    assert.ok(checks.includes(check), `check ${check} for the ${part}`);
    assert.equal(await page.locator('#lamps [data-outcome=failed] > .lamp').textContent(), String(check));
    assert.equal(await page.locator('#answer').getAttribute('data-verdict'), 'refused');
    assert.match(await page.locator('#answer').textContent(), /"likely_cause": /);
    if (part === 'signature') await picture('changed');
    await button('Put it back').click();
    assert.equal(await token(), good);
  }
  await button('Send it to /profile').click();
  await says('200 OK');
  assert.equal(await page.locator('#lamps [data-outcome=passed]').count(), 13);
  assert.equal(await page.locator('#answer').getAttribute('data-verdict'), 'accepted');
});

/** Presses a character of the token with the mouse. */
async function press(place) {
  const { x, y } = await page.evaluate((place) => {
    const colours = document.getElementById('colours');
    colours.scrollIntoView({ block: 'center' });
    const walker = document.createTreeWalker(colours, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
      if (place < text.data.length) {
        const range = document.createRange();
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        const box = range.getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
      place -= text.data.length;
    }
  }, place);
  await page.mouse.click(x, y);
}

test('step 5: type into the token', async () => {
  await logIn();
  await says('you are logged in');
  for (const [text, expected] of [
    ['undefined', 'check 2 of 13'], ['a.b', 'check 2 of 13'], ['🎉', 'Nothing was answered'],
    ['x'.repeat(9000), 'check 1 of 13'], ['<img src=x onerror=alert(1)>', 'check 2 of 13'],
  ]) {
    await page.locator('#token').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
    assert.equal(await page.locator('#colours').textContent(), text);
    await button('Send it to /profile').click();
    await says(expected);
  }
  assert.equal(await page.locator('main img').count(), 0);
});

test('step 6: wait for it to expire', async () => {
  await logIn({ lifetime: '5' });
  await says('you are logged in');
  await button('Send it to /profile').click();
  await says('200 OK');
  await says('The token has expired');
  assert.equal(await page.locator('#left').textContent(), 'none: it has expired');
  await button('Send it to /profile').click();
  await says("401 Unauthorized: check 12 of 13 failed: 'the time is right'");
});

test('step 7: log out, and the old token still works until it expires', async () => {
  await logIn({ lifetime: '6' });
  await says('you are logged in');
  await button('Log out').click();
  await says('This page has forgotten the token');
  assert.equal(await token(), '');
  assert.ok(await button('Send it to /profile').isDisabled());
  await button('Send no token').click();
  await says('401 Unauthorized: this needs a token');

  await button('Send the old token all the same').click();
  await says('200 OK: the server let you in');
  await says('only time will');
  await page.waitForTimeout(6200);
  await button('Send the old token all the same').click();
  await says('401 Unauthorized: check 12');
  // The lesson stays when the token is over.
  await says('Logging out did not end it: time did');
});

test('step 8: nothing is kept: a reload forgets the token', async () => {
  await logIn();
  await says('you are logged in');
  const stored = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(stored, [0, 0, '']);
  assert.ok(!page.url().includes('?'));
  await page.reload();
  assert.equal(await token(), '');
});

test('step 9: one button is the next, and what can do nothing yet is off', async () => {
  const next = () => page.locator('button[data-next]').allTextContents();
  const isOff = (name) => button(name).isDisabled();
  assert.deepEqual(await next(), ['Log in']);
  for (const name of ['Change it', 'Put it back', 'Send it to /profile', 'Log out', 'Send the old token all the same']) {
    assert.ok(await isOff(name), name);
  }
  await logIn();
  await says('you are logged in');
  assert.deepEqual(await next(), ['Send it to /profile']);
  assert.ok(!(await isOff('Log out')));
  await button('Log out').click();
  assert.deepEqual(await next(), ['Send the old token all the same']);
});

test('step 10: the keyboard is enough, and the focus can be seen', async () => {
  await page.getByLabel('Password').focus();
  await page.keyboard.type('analytical engine');
  await page.keyboard.press('Enter');
  await says('you are logged in');
  const reached = new Set();
  await page.getByLabel('Name', { exact: true }).focus();
  for (let presses = 0; presses < 20; presses += 1) {
    const { id, text, outline } = await page.evaluate(() => {
      const { activeElement } = document;
      const { id, textContent } = activeElement;
      // The token's field is outlined with the letters that lie beneath it.
      const outlined = activeElement.closest('.inked') ?? activeElement;
      return { id, text: textContent.trim(), outline: getComputedStyle(outlined).outlineWidth };
    });
    reached.add(id || text);
    assert.equal(outline, '3px', `${id} ${text}`);
    if (text === 'Log out') break;
    await page.keyboard.press('Tab');
  }
  for (const control of await page.$$eval('input, select, textarea, button:enabled', (all) => all.map((one) => one.id || one.textContent.trim()))) {
    assert.ok(reached.has(control), `${control} was not reached`);
  }
});

test('step 11: labels, one live region, and no barrier that axe finds', async () => {
  assert.equal(await page.locator('[role=status], [aria-live], [role=alert]').count(), 1);
  const unlabelled = await page.$$eval('input, select, textarea', (all) =>
    all.filter((one) => one.labels.length !== 1).map((one) => one.id));
  assert.deepEqual(unlabelled, []);
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1000, 375]) {
      await open({ colorScheme, viewport: { width, height: 800 } });
      await logIn();
      await says('you are logged in');
      await button('Send it to /profile').click();
      await says('200 OK');
      await page.evaluate(require('axe-core').source);
      const { violations } = await page.evaluate(() => axe.run());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
      assert.deepEqual(found, [], `${colorScheme}, ${width} px`);
    }
  }
});

test('step 12: it fits a narrow screen, light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [375, 320]) {
      await open({ colorScheme, viewport: { width, height: 700 } });
      await logIn();
      await says('you are logged in');
      await button('Send it to /protected-route').click();
      await says('200 OK');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(overflow, 0, `${colorScheme}, ${width} px`);
      if (width === 375) await picture(`narrow-${colorScheme}`);
    }
  }
  await open({ colorScheme: 'dark' });
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(background, 'rgb(22, 24, 26)');
  await logIn();
  await says('you are logged in');
  await picture('dark');
});

test('step 13: without JavaScript it says so, and no password lands in an address', async () => {
  await open({ javaScriptEnabled: false });
  assert.ok(await page.locator('noscript p').isVisible());
  await page.getByLabel('Password').fill('analytical engine');
  await button('Log in').click();
  await page.waitForURL('**/login');
  assert.ok(!page.url().includes('?'));
});

test('step 14: the policy holds: no script but its own, and nothing sent elsewhere', async () => {
  const answer = await get(server.url, '/');
  assert.match(answer.headers.get('content-security-policy'), /default-src 'none'/);
  const blocked = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
    const sent = await fetch('http://127.0.0.2:1/').then(() => true, () => false);
    return { ran: 'smuggled' in window, sent };
  });
  assert.deepEqual(blocked, { ran: false, sent: false });
  // The browser says that it has blocked both, which is what we want here.
  problems = problems.filter((text) => !/Content.Security.Policy|127\.0\.0\.2/.test(text));
});

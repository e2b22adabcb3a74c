// One token, many libraries: the tables, and what opens from them
//
// The tables stand whole in the page. A script filters them, and shows the token and each
// library's words, which have to be those that were recorded.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { WIDTHS, fileUrl, openTab, serveBook, startBrowser } from "./browser.mjs";

/** @import { Browser, Page } from "playwright-core" */

const PAGE = "many-libraries.html";
const AXE = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** @param {string} name of a file in the room of the libraries */
function recorded(name) {
  const file = new URL(`../../peers/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** @type {{ name: string, token: string, check: number, kind: string }[]} */
const questions = recorded("questions.json");

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/** @param {Parameters<typeof openTab>[1]} [options] */
async function open(options) {
  const tab = await openTab(browser, options);
  await tab.page.goto(server.url(PAGE));
  return tab;
}

/**
 * The rows that a reader sees, and how many answers each shows.
 *
 * @param {Page} page
 */
function rows(page) {
  return page.locator("#peers tr[data-q]").evaluateAll((rows) =>
    rows
      .filter((row) => row.checkVisibility())
      .map((row) => {
        const cells = [...row.querySelectorAll("td")].filter(
          (cell) => !cell.hidden,
        );
        return cells.map((cell) => cell.textContent ?? "");
      }),
  );
}

test("step 1: without JavaScript, every question stands in the page", async () => {
  const { page, close } = await open({ javaScript: false });
  const groups = page.locator("#peers details");
  for (const summary of await groups.locator("> summary").all()) {
    await summary.click();
  }
  const shown = await rows(page);
  assert.equal(shown.length, questions.length);
  assert.ok(shown.every((cells) => cells.length === 14));
  assert.equal(await page.locator(".peers-filter").isVisible(), false);
  await close();
});

test("step 2: filters leave what was asked for", async () => {
  const { page, errors, close } = await open();
  await page.selectOption("[name=check]", { index: 6 });
  const ofCheck5 = questions.filter(
    (one) => one.check === 5 && one.kind !== "drawn",
  );
  assert.equal((await rows(page)).length, ofCheck5.length);

  await page.selectOption("[name=check]", { index: 0 });
  await page.selectOption("[name=library]", { label: "PyJWT" });
  assert.ok((await rows(page)).every((cells) => cells.length === 2));

  await page.check("[name=differences]");
  const differing = await rows(page);
  assert.ok(differing.length > 0 && differing.length < questions.length);
  assert.ok(differing.every(([, cell]) => /[!~]$/.test(cell)));
  const told = await page.locator(".peers-filter output").textContent();
  assert.equal(told, `${differing.length} questions`);
  assert.deepEqual(errors, []);
  await close();
});

test("step 3: a cell shows the token, and the words that were recorded", async () => {
  const place = questions.findIndex(
    ({ name }) => name === "a signature with padding",
  );
  const answer = recorded("answers/pyjwt.json")[place + 1];
  // From a server, and opened as a file.
  for (const address of [server.url(PAGE), fileUrl(PAGE)]) {
    const { page, errors, close } = await openTab(browser);
    await page.goto(address);
    await page.selectOption("[name=check]", { index: 9 });
    const row = page.locator(`#peers tr[data-q="${place}"]`);
    const column = 4;
    await row.locator("td").nth(column).click();
    const dialog = page.locator("dialog[open]");
    const text = await dialog.innerText();
    assert.ok(text.includes(questions[place].token));
    assert.ok(text.includes(answer.readme.accepted), text);
    assert.ok(text.includes("PyJWT") && !text.includes("joserfc"));
    assert.deepEqual(errors, []);
    await close();
  }
});

test("step 4: the keyboard opens all answers of a question, and leaves them", async () => {
  const { page, close } = await open();
  await page.selectOption("[name=check]", { index: 1 });
  const button = page.locator("#peers tr[data-q] button").first();
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  assert.equal(await dialog.locator("dt").count(), 14 + 3);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await button.evaluate((button) => button === document.activeElement));
  await close();
});

test("step 5: what opens fits a phone, and axe-core finds nothing in it", async () => {
  for (const width of WIDTHS) {
    const { page, close } = await open({ width });
    await page.selectOption("[name=library]", { label: "jose" });
    await page.check("[name=differences]");
    await page.evaluate(AXE);
    assert.deepEqual(await violations(page), []);
    await page.locator("#peers tr[data-q] button").first().click();
    await page.locator("dialog[open]").waitFor();
    assert.deepEqual(await violations(page), []);
    const reach = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(reach, width);
    await close();
  }
});

test("step 6: a table that goes on to the right says so, and one that fits doesn't", async () => {
  for (const width of WIDTHS) {
    const { page, close } = await open({ width });
    await page.locator("#peers summary").first().click();
    const table = page.locator("#peers .table-wrapper").first();
    const sign = () =>
      table.evaluate((table) => ({
        scrolls: table.scrollWidth > table.clientWidth,
        isTold: getComputedStyle(table, "::before").content.includes("Scroll"),
      }));
    await expectSign(page, sign, width < 700);
    await page.selectOption("[name=library]", { label: "jose" });
    await expectSign(page, sign, false);
    await close();
  }
});

/**
 * @param {Page} page
 * @param {() => Promise<{ scrolls: boolean, isTold: boolean }>} sign
 * @param {boolean} wanted
 */
async function expectSign(page, sign, wanted) {
  // The script of all pages looks again after the next frame.
  await page.waitForTimeout(200);
  assert.deepEqual(await sign(), { scrolls: wanted, isTold: wanted });
}

test("step 7: each call of JavaScript can be pasted as it stands", async () => {
  const { page, close } = await open({ javaScript: false });
  const calls = await page.locator("main code.language-js").allInnerTexts();
  assert.equal(calls.length, 3);
  const folder = mkdtempSync(join(tmpdir(), "calls-"));
  calls.forEach((call, place) => {
    const file = join(folder, `${place}.mjs`);
    writeFileSync(file, call);
    const { status, stderr } = spawnSync(process.execPath, ["--check", file]);
    assert.equal(status, 0, `${call}\n${stderr}`);
  });
  rmSync(folder, { recursive: true });
  await close();
});

/** @param {Page} page */
function violations(page) {
  return page.evaluate(async () => {
    const { axe } =
      /** @type {typeof globalThis & { axe: typeof import("axe-core") }} */ (
        globalThis
      );
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${id}: ${html}`),
    );
  });
}

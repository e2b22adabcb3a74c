// Every instrument in Firefox
//
// A smoke test: each one starts, answers the reader once, and nothing goes wrong on its
// page. Chromium has the whole tests. Firefox is Debian's firefox-esr, or the one that
// $FIREFOX names, driven over WebDriver BiDi.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { serveBook } from "./browser.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  server = await serveBook();
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * @param {string} name of the page
 * @param {string} instrument
 * @param {(page: Page, root: string) => Promise<unknown>} use
 */
async function withInstrument(name, instrument, use) {
  const page = await browser.newPage();
  const errors = /** @type {string[]} */ ([]);
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(server.url(name));
  const root = `[data-live="${instrument}"]`;
  await page.waitForSelector(`${root}[data-state="on"]`, { timeout: 60_000 });
  await use(page, root);
  await page.close();
  assert.deepEqual(errors, []);
}

/**
 * Types into a field as if the reader had.
 *
 * @param {Page} page
 * @param {string} selector
 * @param {string} text
 */
function type(page, selector, text) {
  return page.$eval(
    selector,
    (field, text) => {
      /** @type {HTMLInputElement} */ (field).value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    text,
  );
}

/**
 * @param {Page} page
 * @param {string} selector
 */
function text(page, selector) {
  return page.$eval(selector, (element) => element.textContent ?? "");
}

/**
 * @param {Page} page
 * @param {string} root
 */
function verdict(page, root) {
  return page.$eval(`${root} [data-part="verdict"]`, (element) =>
    element.getAttribute("data-verdict"),
  );
}

describe("in Firefox", () => {
  test("break: a press on a character, and one that puts it back", () =>
    withInstrument("introduction.html", "break", async (page, root) => {
      const box = await (await page.$(`${root} textarea`))?.boundingBox();
      assert.ok(box);
      await page.mouse.click(box.x + 60, box.y + 20);
      assert.equal(await verdict(page, root), "refused");
      assert.equal((await text(page, `${root} .changed`)).length, 1);
      await page.click(`${root} [data-step="back"]`);
      assert.equal(await verdict(page, root), "accepted");
    }));

  test("clock: the keyboard moves a mark", () =>
    withInstrument("claim-about-time.html", "clock", async (page, root) => {
      await page.focus(`${root} input[name="now"]`);
      await page.keyboard.press("ArrowLeft");
      assert.equal(await verdict(page, root), "not yet");
    }));

  test("base64url: a bit flips", () =>
    withInstrument("base64url.html", "base64url", async (page, root) => {
      await page.$eval(`${root} .bits button`, (bit) =>
        /** @type {HTMLElement} */ (bit).click(),
      );
      assert.equal(await text(page, `${root} [data-out="base64url"]`), "-yJh");
    }));

  for (const [name, instrument, field, typed, expected] of [
    ["header.html", "header", "json", '{"alg":"none"}', "refused"],
    ["signature.html", "signature", "secret", "another", ""],
    ["three-parts.html", "three-parts", "token", "a.b", ""],
    ["payload.html", "payload", "json", '{"sub":"ada"}', ""],
    ["verify.html", "verify", "secret", "another", "refused"],
    ["who-is-right.html", "guess", "secret", "another", "refused"],
    ["playground.html", "playground", "payload", '{"exp":1}', "refused"],
  ]) {
    test(`${instrument}: what is typed is answered`, () =>
      withInstrument(name, instrument, async (page, root) => {
        const before = await text(page, root);
        await type(page, `${root} [data-in="${field}"]`, typed);
        assert.notEqual(await text(page, root), before);
        if (expected) assert.equal(await verdict(page, root), expected);
      }));
  }
});

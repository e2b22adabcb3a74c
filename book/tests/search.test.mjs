// The book's search, with a message that somebody pastes
//
// Who has an error before their eyes pastes it. So the messages are headings of
// *Troubleshooting*, and each is the first thing that mdBook's own search finds.
//
// Run this file with: node --test tests/search.test.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openTab, serveBook, startBrowser } from "./browser.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

test("each message leads to its section, and the words around it do no harm", async () => {
  const { page, errors, close } = await openTab(browser);
  await page.goto(server.url("troubleshooting.html"));
  // What this library says is listed by the check that says it.
  const messages = await page.locator("main :is(h2, h3)").evaluateAll((all) => {
    let says = false;
    return all.flatMap(({ id, localName, textContent }) => {
      if (localName === "h2")
        says = /^What (?!this library).* says?$/.test(textContent);
      return says && localName === "h3" ? [{ id, text: textContent }] : [];
    });
  });
  assert.ok(messages.length >= 40, `${messages.length}`);

  await page.keyboard.press("s");
  const first = page.locator("#mdbook-searchresults a").first();
  for (const { id, text } of messages) {
    const pasted = `Uncaught ${text} api at verify.js:171`;
    await page.locator("#mdbook-searchbar").fill("");
    await page.locator("#mdbook-searchbar").fill(pasted);
    const leads = await first
      .getAttribute("href", { timeout: 5000 })
      .catch(() => "nowhere");
    assert.ok(leads?.startsWith("troubleshooting.html"), `${pasted}: ${leads}`);
    assert.ok(leads?.endsWith(`#${id}`), `${pasted}: ${leads}`);
  }
  assert.deepEqual(errors, []);
  await close();
});

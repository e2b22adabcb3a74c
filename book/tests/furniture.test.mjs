// mdBook's furniture, by keyboard and for screen readers
//
// theme/furniture.js mends mdBook's page. Each mend is tried here as a reader would
// meet it: with keys, and through the roles and names that a screen reader is told.
// And nobody else may see a difference.
//
// Run this file with: node --test tests/furniture.test.mjs

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  WIDTHS,
  fileUrl,
  openTab,
  serveBook,
  settle,
  startBrowser,
} from "./browser.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/**
 * Opens a page, and at the end holds that nothing went wrong on it.
 *
 * @param {Parameters<typeof openTab>[1] & { url?: string }} options
 * @param {(page: Page) => Promise<unknown>} use
 */
async function onPage({ url = server.url("signature.html"), ...options }, use) {
  const { page, errors, requests, close } = await openTab(browser, options);
  try {
    await page.goto(url);
    await settle(page);
    await use(page);
    assert.deepEqual(errors, []);
    const start = url.startsWith("file:") ? fileUrl() : server.url();
    const strange = requests.filter((request) => !request.startsWith(start));
    assert.deepEqual(strange, []);
  } finally {
    await close();
  }
}

/** @param {Page} page */
const focused = (page) => page.locator(":focus");

/**
 * Presses Tab until an element has the focus.
 *
 * @param {Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let count = 0; count < 100; count += 1) {
    await page.keyboard.press("Tab");
    const isThere = await page.evaluate(
      (selector) => document.activeElement?.matches(selector),
      selector,
    );
    if (isThere) return;
  }
  assert.fail(`Tab never reaches ${selector}`);
}

/**
 * A whole page, once nothing on it changes any more: mdBook marks the heading that is in
 * view when it finds the time.
 *
 * @param {Page} page
 */
async function picture(page) {
  for (let before = await page.screenshot({ fullPage: true }); ;) {
    await page.waitForTimeout(200);
    const now = await page.screenshot({ fullPage: true });
    if (now.equals(before)) return now;
    before = now;
  }
}

for (const width of WIDTHS) {
  test(`step_1: with the script or without, the page looks the same at ${width} px`, async () => {
    // On a busy machine mdBook itself may be late, now with the script and now without.
    for (let attempt = 1; ; attempt += 1) {
      const pictures = [];
      for (const isMended of [false, true]) {
        const { page, close } = await openTab(browser, { width });
        if (!isMended)
          await page.route("**/furniture-*.js", (route) => route.abort());
        await page.goto(server.url("who-is-right.html"));
        await settle(page);
        const banners = await page.getByRole("banner").count();
        assert.equal(banners, isMended ? 1 : 0);
        pictures.push(await picture(page));
        await close();
      }
      if (pictures[0].equals(pictures[1])) break;
      assert.ok(attempt < 5, "five pairs of pictures, and none is equal");
    }
  });
}

test("step_2: the keyboard opens and closes the sidebar, and the button says so", async () => {
  await onPage({ width: 375 }, async (page) => {
    const sidebar = page.getByRole("navigation", { name: "Table of contents" });
    const button = page.getByRole("button", { name: "Toggle Table of Contents" });
    for (const key of ["Enter", "Space"]) {
      assert.equal(await sidebar.count(), 0);
      assert.equal(await button.getAttribute("aria-expanded"), "false");
      await button.focus();
      await page.keyboard.press(key);
      await sidebar.waitFor();
      assert.equal(await button.getAttribute("aria-expanded"), "true");
      await page.keyboard.press(key);
      await sidebar.waitFor({ state: "hidden" });
    }
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  });
});

test("step_3: the button tells the state also when something else changes it", async () => {
  await onPage({}, async (page) => {
    const button = page.getByRole("button", { name: "Toggle Table of Contents" });
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    await page.locator("#mdbook-sidebar-toggle-anchor").dispatchEvent("click");
    const closed = "button[title^=Toggle][aria-expanded=false]";
    await page.locator(closed).waitFor();
  });
});

test("step_4: the contents say which chapter is open, and have no empty items", async () => {
  await onPage({}, async (page) => {
    const sidebar = page.getByRole("navigation", { name: "Table of contents" });
    const current = sidebar.locator("[aria-current=page]");
    assert.match(await current.innerText(), /^\d+\. Signature$/);
    const items = await sidebar.getByRole("listitem").allInnerTexts();
    assert.ok(items.length > 10);
    assert.deepEqual(
      items.filter((text) => !text.trim()),
      [],
    );
  });
});

test("step_5: the search is a landmark, has a name, and tells what it found", async () => {
  await onPage({}, async (page) => {
    await page.keyboard.press("/");
    const search = page.getByRole("search");
    await search.getByRole("searchbox", { name: "Search this book" }).waitFor();
    await page.keyboard.type("constant time");
    await search.getByRole("listitem").first().waitFor();

    const status = await search.getByRole("status").innerText();
    assert.match(status, /^\d+ search results for 'constant time':$/);
    const description = await page
      .locator("#mdbook-searchbar")
      .evaluate(
        (field) =>
          document.getElementById(field.getAttribute("aria-describedby") ?? "")
            ?.innerText,
      );
    assert.equal(description, status);
    const excerpt = search.locator(".teaser").first();
    assert.equal(await excerpt.getAttribute("aria-label"), null);
  });
});

test("step_6: the list of keys takes the focus and gives it back", async () => {
  await onPage({}, async (page) => {
    await page.getByRole("button", { name: "Change theme" }).focus();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await dialog.waitFor();
    assert.equal(await focused(page).getAttribute("role"), "dialog");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator("#mdbook-body-container :focus").count(), 0);

    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await focused(page).getAttribute("title"), "Change theme");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page).getAttribute("title"), "Search (`/`)");
  });
});

test("step_7: what scrolls sideways can be reached, as long as it does", async () => {
  const reachable = (/** @type {Page} */ page) =>
    page.getByRole("group", { name: "scrolls sideways" });
  const tooWide = (/** @type {Page} */ page) =>
    page
      .locator("main pre > code, main .table-wrapper")
      .evaluateAll(
        (blocks) =>
          blocks.filter((block) => block.scrollWidth > block.clientWidth).length,
      );
  await onPage({ width: 1280 }, async (page) => {
    assert.equal(await tooWide(page), 0);
    assert.equal(await reachable(page).count(), 0);
    await page.setViewportSize({ width: 375, height: 800 });
    await settle(page);
    const count = await tooWide(page);
    assert.ok(count > 0);
    assert.equal(await reachable(page).count(), count);
    await page.setViewportSize({ width: 1280, height: 800 });
    await settle(page);
    assert.equal(await reachable(page).count(), 0);
    assert.equal(
      await page.locator("main :is(pre, .table-wrapper) [tabindex]").count(),
      0,
    );
  });
});

test("step_8: there, arrows scroll; elsewhere they turn the page, as ever", async () => {
  await onPage({ width: 375 }, async (page) => {
    await tabTo(page, "code[role=group]");
    const code = focused(page);
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => document.activeElement?.scrollLeft === 0);
    await page.keyboard.press("ArrowLeft");
    assert.equal(page.url(), server.url("signature.html"));

    await code.blur();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(server.url("verify.html"));
  });
});

test("step_9: the keyboard reaches a block's copy button, which is then seen", async () => {
  await onPage({}, async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const buttons = page.locator("main pre > .buttons").first();
    const opacity = () =>
      buttons.evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(await opacity(), "0");
    await tabTo(page, ".clip-button");
    await settle(page);
    assert.equal(await opacity(), "1");

    const code = await focused(page)
      .locator("xpath=../following-sibling::code")
      .innerText();
    await page.keyboard.press("Enter");
    await page.getByText("Copied!").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  });
});

test("step_10: all of it from a file, without a server", async () => {
  await onPage({ url: fileUrl("signature.html"), width: 375 }, async (page) => {
    await page.getByRole("banner").waitFor();
    await page
      .getByRole("button", { name: "Toggle Table of Contents" })
      .press("Enter");
    await page.getByRole("navigation", { name: "Table of contents" }).waitFor();
    assert.ok(
      (await page.getByRole("group", { name: "Code, scrolls sideways" }).count()) >
        0,
    );
  });
});

// The book where it is published
//
// GitHub's Pages serve it below the name of the repository, and there mdBook knows where
// the code is. So no page may ask for anything outside of that path, every widget has to
// start there, and each page says where a mistake can be reported. (Pages without a widget
// are all alike; that of an address which isn't there is shown below any path.)
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  BOOK,
  openTab,
  pages,
  serveBook,
  settle,
  startBrowser,
} from "./browser.mjs";

/** @import { Browser } from "playwright-core" */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CODE = "https://code.example/us/jwt";
const PATH = "/us/jwt/";

const folder = mkdtempSync(join(tmpdir(), "book-"));
/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;

before(async () => {
  // As `.ci/release book` does.
  execFileSync("mdbook", ["build", join(ROOT, "book"), "--dest-dir", folder], {
    env: {
      ...process.env,
      MDBOOK_OUTPUT__HTML__SITE_URL: PATH,
      MDBOOK_OUTPUT__HTML__GIT_REPOSITORY_URL: CODE,
      MDBOOK_OUTPUT__HTML__EDIT_URL_TEMPLATE: `${CODE}/edit/main/book/{path}`,
    },
    stdio: "ignore",
  });
  browser = await startBrowser();
  server = await serveBook(folder, PATH);
});
after(async () => {
  await Promise.all([browser?.close(), server?.close()]);
  rmSync(folder, { recursive: true });
});

const live = pages().filter((name) => {
  const html = readFileSync(join(BOOK, name), "utf8");
  return html.includes("data-live=") && name !== "print.html";
});

for (const name of [...live, "404.html"]) {
  test(`${name} is whole below a path`, async () => {
    const { page, errors, requests, close } = await openTab(browser);
    await page.goto(server.url(name));
    await settle(page);
    assert.deepEqual(errors, []);
    const outside = requests.filter((url) => !url.startsWith(server.url()));
    assert.deepEqual(
      outside.filter((url) => !/^(data|blob):/.test(url)),
      [],
    );
    const states = await page
      .locator("[data-live]")
      .evaluateAll((widgets) =>
        widgets.map((widget) => /** @type {HTMLElement} */ (widget).dataset.state),
      );
    assert.equal(states.length > 0, name !== "404.html");
    assert.ok(
      states.every((state) => state === "on"),
      String(states),
    );
    await close();
  });
}

test("a page says where a mistake can be reported", async () => {
  const { page, close } = await openTab(browser);
  await page.goto(server.url("header.html"));
  const links = await page
    .locator("main .mend a")
    .evaluateAll((all) =>
      all.map((link) => /** @type {HTMLAnchorElement} */ (link).href),
    );
  assert.deepEqual(links, [
    `${CODE}/issues/new?template=book.yml&page=book%2Fsrc%2Fheader.md`,
    `${CODE}/edit/main/book/src/header.md`,
  ]);
  await close();
});

test("a book that nobody has published offers nothing of that", async () => {
  const { page, close } = await openTab(browser);
  const own = await serveBook();
  await page.goto(own.url("header.html"));
  assert.equal(await page.locator("main .mend").count(), 0);
  await close();
  await own.close();
});

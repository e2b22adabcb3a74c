// Every page, readable by everyone
//
// axe-core looks at every page of the built book, in each of mdBook's themes, on a
// wide window and on a narrow one, with all the rules that it has switched on, and
// finds nothing. It looks again when mdBook's menus are open. At last, a page is
// spoilt, and axe must find just that.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import {
  THEMES,
  WIDTHS,
  chooseTheme,
  openTab,
  pages,
  serveBook,
  startBrowser,
} from "./browser.mjs";

/** @import { Browser, Page } from "playwright-core" */

const AXE = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
);

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

/**
 * For each element that breaks a rule, in any theme: where, which rule, and its HTML.
 *
 * @param {string} name of the page
 * @param {number} width of the window
 * @param {(page: Page) => Promise<unknown>} [prepare] what is done to the page first
 */
async function problems(name, width, prepare) {
  const { page, close } = await openTab(browser, { width });
  try {
    await page.goto(server.url(name));
    // As a reader meets it: with its widgets started.
    await page.waitForFunction(
      () => !document.querySelector("[data-live]:not([data-state])"),
    );
    await page.evaluate(AXE.toString());
    await prepare?.(page);
    const problems = [];
    for (const theme of THEMES) {
      await chooseTheme(page, theme);
      const found = await violations(page);
      problems.push(
        ...found.map((text) => `${name}, ${theme}, ${width} px, ${text}`),
      );
    }
    return problems;
  } finally {
    await close();
  }
}

/** @param {Page} page */
function violations(page) {
  return page.evaluate(async () => {
    const { axe } =
      /** @type {typeof globalThis & { axe: typeof import("axe-core") }} */ (
        globalThis
      );
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) =>
        [id, target.join(" "), html, failureSummary]
          .join("\n")
          .replaceAll("\n", "\n    "),
      ),
    );
  });
}

/** @param {string[]} problems */
function assertNone(problems) {
  assert.equal(problems.length, 0, `axe-core found\n\n${problems.join("\n\n")}\n`);
}

describe("axe-core finds nothing on", { concurrency: 2 }, () => {
  for (const name of pages()) {
    for (const width of WIDTHS) {
      test(`${name}, ${width} px`, async () => {
        assertNone(await problems(name, width));
      });
    }
  }
});

/** What a reader can open on every page. */
const OPENED = {
  "the sidebar, opened or closed": (/** @type {Page} */ page) =>
    page.getByRole("button", { name: "Toggle Table of Contents" }).click(),

  "the list of themes": (/** @type {Page} */ page) =>
    page.getByRole("button", { name: "Change theme" }).click(),

  "a search": async (/** @type {Page} */ page) => {
    await page.keyboard.press("s");
    await page.getByRole("searchbox").pressSequentially("signature");
    await page.locator("#mdbook-searchresults li").first().waitFor();
    await page.keyboard.press("ArrowDown");
  },

  "a page found by search": async (/** @type {Page} */ page) => {
    await page.goto(`${page.url()}?highlight=signature`);
    await page.locator("mark").first().waitFor();
    await page.evaluate(AXE.toString());
  },

  "the list of keys": async (/** @type {Page} */ page) => {
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
  },
};

describe("axe-core finds nothing in", { concurrency: 2 }, () => {
  for (const [name, open] of Object.entries(OPENED)) {
    for (const width of WIDTHS) {
      test(`${name}, ${width} px`, async () => {
        assertNone(await problems("signature.html", width, open));
      });
    }
  }
});

/**
 * What a reader does to a widget, so that it shows what else it can show.
 *
 * @type {Record<string, (page: Page) => Promise<unknown>>}
 */
const USED = {
  "three-parts.html": (page) => type(page, "token", "Bearer a.b"),
  "base64url.html": async (page) => {
    await page.getByRole("button", { name: "f", exact: true }).click();
    await page.getByRole("button", { name: /^spare bit 4/ }).click();
  },
  "header.html": (page) => type(page, "json", '{"alg":"none","alg":7}'),
  "payload.html": async (page) => {
    await page
      .locator('[data-live="payload"] [data-in="json"]')
      .fill('{"exp":"soon"}');
    await type(page, "now", "soon");
  },
  "signature.html": async (page) => {
    await page.getByRole("button", { name: /Change one letter/ }).click();
    await type(page, "secret", "");
  },
  "verify.html": async (page) => {
    await page.locator('[data-in="begin"]').selectOption("printed");
    await type(page, "now", "");
  },
  "playground.html": async (page) => {
    for (const summary of await page.locator(".live summary").all()) {
      await summary.click();
    }
    await type(page, "token", "a.b.c");
    await type(page, "leeway", "a minute");
  },
};

/**
 * @param {Page} page
 * @param {string} name of a field
 * @param {string} text
 */
function type(page, name, text) {
  return page.locator(`[data-in="${name}"]`).fill(text);
}

describe(
  "axe-core finds nothing in a widget that is used",
  { concurrency: 2 },
  () => {
    for (const [name, use] of Object.entries(USED)) {
      for (const width of WIDTHS) {
        test(`${name}, ${width} px`, async () => {
          assertNone(await problems(name, width, use));
        });
      }
    }
  },
);

describe("axe-core finds", () => {
  /** @param {string} html */
  const plant = (html) => (/** @type {Page} */ page) =>
    page
      .locator("main")
      .evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), html);

  test("a picture without words, in each theme", async () => {
    const found = await problems("404.html", 1280, plant('<img id="planted">'));
    assert.equal(found.length, THEMES.length);
    THEMES.forEach((theme, index) => {
      const start = `404.html, ${theme}, 1280 px, image-alt\n    #planted\n    <img id="planted">`;
      assert.ok(found[index].startsWith(start), found[index]);
    });
  });

  test("grey on grey, in the one theme that has it", async () => {
    const html =
      "<style>.coal #planted { color: #555 }</style><p id=planted>Words</p>";
    const found = await problems("404.html", 375, plant(html));
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(
      found[0],
      /^404\.html, coal, 375 px, color-contrast\n    #planted\n/,
    );
  });

  test("what is too wide, on the one width that can't show it", async () => {
    const html = `<pre style="overflow: auto" id="planted">${"x".repeat(60)}</pre>`;
    assert.deepEqual(await problems("404.html", 1280, plant(html)), []);
    const found = await problems("404.html", 375, plant(html));
    assert.equal(found.length, THEMES.length, found.join("\n"));
    assert.match(found[0], /, 375 px, scrollable-region-focusable\n    #planted\n/);
  });
});

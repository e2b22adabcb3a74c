// Every page, readable by everyone
//
// axe-core looks at every page of the built book, on a wide window and on a narrow
// one, with all the rules that it has switched on, and finds nothing. In each further
// theme it looks again, with the rules about colour: a theme changes nothing else.
// Then it looks at what a reader can open. At last a page is spoilt, and axe-core
// must find just that.
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
  settle,
  startBrowser,
} from "./browser.mjs";

/** @import { Browser, Page } from "playwright-core" */

const AXE = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
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
 * For each element that breaks a rule: page, theme, width, rule, selector, HTML, and
 * what would mend it.
 *
 * @param {Page} page
 * @param {string} name of the page in the book
 * @param {(page: Page) => Promise<unknown>} [prepare] what is done to the page first
 */
async function problems(page, name, prepare) {
  await page.goto(server.url(name));
  await settle(page);
  await prepare?.(page);
  await page.evaluate(AXE);
  const problems = [];
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    const found = await violations(page, theme === THEMES[0] ? "all" : "colour");
    const where = `${name}, ${theme}, ${page.viewportSize()?.width} px`;
    problems.push(...found.map((text) => `${where}, ${text}`));
  }
  return problems;
}

/**
 * @param {Page} page
 * @param {"all" | "colour"} rules
 */
function violations(page, rules) {
  return page.evaluate(async (rules) => {
    const { axe } =
      /** @type {typeof globalThis & { axe: typeof import("axe-core") }} */ (
        globalThis
      );
    const ofColour = axe.getRules(["cat.color"]);
    // WCAG's strictest level asks for 7:1, and axe-core does so only when told to.
    const runOnly = ofColour.filter(({ tags }) => !tags.includes("wcag2aaa"));
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      ...(rules === "colour" && { runOnly: runOnly.map(({ ruleId }) => ruleId) }),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) =>
        [id, target.join(" "), html, failureSummary]
          .join("\n")
          .replaceAll("\n", "\n    "),
      ),
    );
  }, rules);
}

/** @param {string[]} problems */
function assertNone(problems) {
  assert.equal(problems.length, 0, `axe-core found\n\n${problems.join("\n\n")}\n`);
}

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
  },

  "the list of keys": async (/** @type {Page} */ page) => {
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
  },
};

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
  "introduction.html": async (page) => {
    await page.locator(".token-inked textarea").focus();
    await page.keyboard.press("Enter");
  },
  "payload.html": async (page) => {
    await page
      .locator('[data-live="payload"] [data-in="json"]')
      .fill('{"exp":"soon"}');
    await type(page, "now", "soon");
  },
  "claim-about-time.html": (page) =>
    page.getByRole("button", { name: "1 s before nbf" }).click(),
  "who-is-right.html": (page) => type(page, "secret", "another"),
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
  "sha256.html": async (page) => {
    await page.getByRole("button", { name: /^2 / }).click();
    await page.locator('[data-in="round"]').fill("64");
  },
  "hmac.html": async (page) => {
    await page.getByRole("button", { name: "Change the last digit" }).click();
    await page.getByRole("button", { name: /^5 / }).click();
    const extension = page.locator('[data-live="extension"]');
    await extension.locator('[data-in="guess"]').fill("7");
  },
  "attacks.html": async (page) => {
    await page.getByRole("link", { name: /^Level 12: / }).click();
    await page.locator('[data-in="sign"]').selectOption("key");
    for (const summary of await page
      .locator(".attack:not([hidden]) summary")
      .all()) {
      if (await summary.isVisible()) await summary.click();
    }
    await page.getByRole("button", { name: "Send it to both" }).click();
  },
  "attacks-guess.html": async (page) => {
    await page.getByRole("button", { name: "Guess" }).click();
    await page.locator('[data-out="verdict"]').getByText("Found").waitFor();
  },
  "attacks-hash-on.html": (page) => page.getByText("Try every length").click(),
  "attacks-stopwatch.html": (page) => page.getByText("Find them all").click(),
};

/**
 * @param {Page} page
 * @param {string} name of a field
 * @param {string} text
 */
function type(page, name, text) {
  return page.locator(`[data-in="${name}"]`).fill(text);
}

// The suites of both widths run at the same time, the tests of each one by one.
describe("axe-core finds nothing", { concurrency: WIDTHS.length }, () => {
  for (const width of WIDTHS) {
    describe(`at ${width} px`, { concurrency: 1 }, () => {
      /** @type {Awaited<ReturnType<typeof openTab>>} */
      let tab;
      before(async () => {
        tab = await openTab(browser, { width });
      });
      after(() => tab.close());
      for (const name of pages()) {
        test(`on ${name}`, async () => assertNone(await problems(tab.page, name)));
      }
      for (const [name, use] of Object.entries(USED)) {
        test(`on ${name}, when its widgets are used`, async () =>
          assertNone(await problems(tab.page, name, use)));
      }
      for (const [name, open] of Object.entries(OPENED)) {
        test(`in ${name}`, async () => {
          const { page, close } = await openTab(browser, { width });
          assertNone(await problems(page, "signature.html", open));
          await close();
        });
      }
    });
  }
});

describe("axe-core finds", () => {
  /**
   * @param {string} html
   * @param {number} width
   */
  async function problemsWith(html, width) {
    const { page, close } = await openTab(browser, { width });
    const plant = () =>
      page
        .locator("main")
        .evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), html);
    const found = await problems(page, "404.html", plant);
    await close();
    return found;
  }

  test("a picture without words", async () => {
    const [found, ...others] = await problemsWith('<img id="planted">', 1280);
    const parts = [
      "404.html, light, 1280 px, image-alt",
      "#planted",
      '<img id="planted">',
    ];
    assert.ok(found.startsWith(parts.join("\n    ")), found);
    assert.deepEqual(others, []);
  });

  test("grey on grey, in the one theme that has it", async () => {
    const html =
      "<style>.coal #planted { color: #555 }</style><p id=planted>Words</p>";
    const [found, ...others] = await problemsWith(html, 375);
    assert.match(found, /^404\.html, coal, 375 px, color-contrast\n    #planted\n/);
    assert.deepEqual(others, []);
  });

  test("what scrolls, on the one width on which it does", async () => {
    const html = `<pre style="overflow: auto" id="planted">${"x".repeat(60)}</pre>`;
    assert.deepEqual(await problemsWith(html, 1280), []);
    const [found, ...others] = await problemsWith(html, 375);
    assert.match(found, /, 375 px, scrollable-region-focusable\n    #planted\n/);
    assert.deepEqual(others, []);
  });
});

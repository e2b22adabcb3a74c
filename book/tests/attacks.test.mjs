// The part *Attacks*, in a real browser
//
// Every level opens by its own answer, and those that a reader begins with by what a reader
// would type. A genuine token opens none where there is something to forge. Without
// scripts the chapters are whole, and no other page loads what they load.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import {
  BOOK,
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
 * Opens a page, and gives it to `use`. At the end nothing may have gone wrong.
 *
 * @param {string} name
 * @param {(page: Page) => Promise<unknown>} use
 * @param {Parameters<typeof openTab>[1] & { file?: boolean }} [options]
 */
async function withPage(name, use, options = {}) {
  const tab = await openTab(browser, options);
  const [path, hash = ""] = name.split("#");
  const address = options.file ? fileUrl(path) : server.url(path);
  await tab.page.goto(`${address}#${hash}`);
  if (options.javaScript !== false) await settle(tab.page);
  await use(tab.page);
  assert.deepEqual(tab.errors, []);
  await tab.close();
  return tab.requests;
}

/** @param {Page} page */
const won = (page) => page.locator('[data-out="won"]').getAttribute("data-won");

/** @param {Page} page */
const send = (page) =>
  page.getByRole("button", { name: "Send it to both" }).click();

/** @param {Page} page */
const levels = (page) =>
  page
    .locator("section.attack")
    .evaluateAll((levels) =>
      levels.map((level) => /** @type {HTMLElement} */ (level).dataset.level ?? ""),
    );

describe("Break in", () => {
  for (const name of ["attacks.html", "attacks-bugs.html"]) {
    test(`on ${name}, each level opens by its answer`, async () => {
      await withPage(name, async (page) => {
        const all = await levels(page);
        assert.ok(all.length >= (name === "attacks.html" ? 31 : 5));
        for (const level of all) {
          await page.evaluate((level) => (location.hash = level), level);
          const section = page.locator(`[data-level="${level}"]`);
          await section.waitFor();
          await section.getByText("The answer", { exact: true }).click();
          await section.getByText("Put this token into the field").click();
          await send(page);
          assert.equal(await won(page), "true", level);
        }
        const solved = page.locator('nav a[data-solved="true"]');
        assert.equal(await solved.count(), all.length);
      });
    });
  }

  /** What a reader does. @type {Record<string, (page: Page) => Promise<unknown>>} */
  const BY_HAND = {
    "token-in-a-text": async (page) => {
      const field = page.getByLabel("The token that you send");
      const token = await field.inputValue();
      const admin = await made(page, '"user"', '"admin"');
      await field.fill(`x.${admin.split(".")[1]}. ${token}`);
    },
    "names-twice-in-the-header": async (page) => {
      await page.getByLabel("Its header").fill('{"alg":"HS256","alg":"none"}');
      await made(page, '"user"', '"admin"');
      await page.getByLabel("Its signature").selectOption("none");
    },
    "none-in-any-case": async (page) => {
      await page.getByLabel("Its header").fill('{"alg":"NONE"}');
      await made(page, '"user"', '"admin"');
    },
    "decoded-and-never-verified": (page) => made(page, '"user"', '"admin"'),
    "algorithm-from-the-header": async (page) => {
      await page.getByLabel("Its header").fill('{"alg":"HS256"}');
      await made(page, '"user"', '"admin"');
      await page.getByText("At hand").click();
      await page.getByText("Sign with this text as the key").click();
    },
    "names-twice": async (page) => {
      await page.getByLabel("What you ask").fill('Ada","role":"admin');
      await page.getByText("Get a token").click();
    },
    "misspelt-secret": async (page) => {
      await made(page, '"user"', '"admin"');
      await page.getByLabel("Its signature").selectOption("key");
      await page.getByLabel("The key").fill("undefined");
    },
  };

  /**
   * The token with something in its payload replaced.
   *
   * @param {Page} page
   * @param {string} before
   * @param {string} after
   */
  async function made(page, before, after) {
    const payload = page.getByLabel("Its payload");
    await payload.fill((await payload.inputValue()).replace(before, after));
    return page.getByLabel("The token that you send").inputValue();
  }

  for (const [level, act] of Object.entries(BY_HAND)) {
    test(`${level} opens by hand, and not before`, async () => {
      await withPage(`attacks.html#${level}`, async (page) => {
        await send(page);
        assert.equal(await won(page), "false");
        await act(page);
        await send(page);
        assert.equal(await won(page), "true");
        const ours = page.locator('[data-part="ours"]');
        assert.equal(await ours.getAttribute("data-verdict"), "refused");
      });
    });
  }

  test("a key is enough: Enter sends, and the address leads to a level", async () => {
    await withPage("attacks.html#decoded-and-never-verified", async (page) => {
      await made(page, '"user"', '"admin"');
      await page.getByLabel("The token that you send").press("Enter");
      assert.equal(await won(page), "true");
      await page.getByText("Next level").press("Enter");
      await page.locator('[data-level="error-prints-the-tag"]').waitFor();
      const place = await page.locator(".attack-place").innerText();
      assert.match(place, /1 solved/);
    });
  });

  test("a page that is opened as a file has it all", async () => {
    const use = async (/** @type {Page} */ page) => {
      await made(page, '"user"', '"admin"');
      await send(page);
      assert.equal(await won(page), "true");
    };
    await withPage("attacks.html#decoded-and-never-verified", use, { file: true });
  });

  test("without scripts, every level is there with its code and its answer", async () => {
    const use = async (/** @type {Page} */ page) => {
      for (const level of await levels(page)) {
        const section = page.locator(`[data-level="${level}"]`);
        assert.ok(await section.locator(".attack-read pre").isVisible(), level);
        await section.getByText("The answer", { exact: true }).click();
        assert.ok(await section.locator(".token").isVisible(), level);
      }
      assert.equal(await page.locator(".attack-bench").count(), 0);
    };
    await withPage("attacks.html", use, { javaScript: false });
  });
});

describe("Guess the secret", () => {
  test("finds a usual secret, and stops when it is told to", async () => {
    await withPage("attacks-guess.html", async (page) => {
      const verdict = page.locator('[data-out="verdict"]');
      const guess = page.getByRole("button", { name: "Guess" });
      await guess.click();
      await verdict.getByText("Password2024").waitFor();
      await page.getByLabel("A secret for the token").fill("no such word: 7Gq");
      await guess.click();
      await page.getByText("Now: ").waitFor();
      await page.getByRole("button", { name: "Stop" }).click();
      assert.equal(await verdict.innerText(), "Stopped.");
      const rate = await page.locator('[data-out="rate"]').innerText();
      await page.waitForTimeout(500);
      assert.equal(await page.locator('[data-out="rate"]').innerText(), rate);
    });
  });

  test("goes through all short texts when no list has it, from a file, too", async () => {
    const use = async (/** @type {Page} */ page) => {
      await page.getByLabel("A secret for the token").fill("~7");
      await page.getByRole("button", { name: "Guess" }).click();
      await page.locator('[data-out="verdict"]').getByText("~7").waitFor();
    };
    await withPage("attacks-guess.html", use, { file: true });
  });

  test("says so if there is nothing to guess", async () => {
    await withPage("attacks-guess.html", async (page) => {
      await page.getByLabel("The token whose secret").fill("a.b.c");
      await page.getByRole("button", { name: "Guess" }).click();
      await page.getByText("This one doesn't.").waitFor();
    });
  });
});

describe("the other chapters", () => {
  test("the stopwatch finds a tag that the server takes", async () => {
    await withPage("attacks-stopwatch.html", async (page) => {
      const verdict = page.locator('[data-out="verdict"]');
      await page.getByText("Try all 256 bytes").click();
      assert.match(
        await verdict.innerText(),
        /^Byte 1 is [0-9a-f]{2}: it took 5 µs/,
      );
      await page.getByText("Find them all").click();
      assert.match(await verdict.innerText(), /The server takes .*"admin"/s);
    });
  });

  test("hashed on from there: one length of the secret fits, and none for ours", async () => {
    await withPage("attacks-hash-on.html", async (page) => {
      const verdict = (/** @type {string} */ name) =>
        page.locator(`[data-part="${name}"]`).getAttribute("data-verdict");
      assert.equal(await verdict("theirs"), "refused");
      await page.getByText("Try every length").click();
      assert.equal(await verdict("theirs"), "accepted");
      assert.equal(await verdict("ours"), "refused");
    });
  });
});

describe("what the part loads", () => {
  const PAGES = ["", "-guess", "-hash-on", "-stopwatch", "-bugs", "-cases"];

  test("is 150 kB at most for each page, compressed, and nothing elsewhere", async () => {
    const nothing = async () => {};
    const elsewhere = await withPage("glossary.html", nothing);
    assert.ok(!elsewhere.some((address) => /\/attacks/.test(address)));
    for (const end of PAGES) {
      const requests = await withPage(`attacks${end}.html`, nothing);
      const own = requests.filter((address) => /\/(live|parts)\//.test(address));
      const more = own.filter((address) => !elsewhere.includes(address));
      const size = more
        .map((address) => new URL(address).pathname)
        .map(
          (path) =>
            gzipSync(readFileSync(BOOK + path.slice(1)), { level: 9 }).length,
        )
        .reduce((sum, size) => sum + size, 0);
      console.log(`attacks${end}.html: ${(size / 1000).toFixed(1)} kB`);
      assert.ok(size <= 150_000, `attacks${end}.html: ${size}`);
    }
  });
});

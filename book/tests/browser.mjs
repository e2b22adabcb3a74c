// What the tests of the book's pages share: the built book, a server, a browser.
//
// Build the book first: mdbook build book

import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import sirv from "sirv";

/** @import { AddressInfo } from "node:net" */
/** @import { Browser, Page } from "playwright-core" */

/** Where mdBook puts the book: `build-dir` in book.toml. */
export const BOOK = fileURLToPath(new URL("../../target/book/", import.meta.url));

/** mdBook's themes, by the names that it stores. */
export const THEMES = /** @type {const} */ ([
  "light",
  "rust",
  "coal",
  "navy",
  "ayu",
]);

/** A desktop's window, and a phone's. */
export const WIDTHS = [1280, 375];

/** The pages that a reader can open. toc.html is shown inside of pages, in a frame. */
export function pages() {
  const files = readdirSync(BOOK, { encoding: "utf8", recursive: true });
  const names = files.map((file) => file.replaceAll("\\", "/"));
  return names
    .filter((name) => name.endsWith(".html") && name !== "toc.html")
    .sort();
}

/** The address of a page that is opened as a file, without a server. */
export function fileUrl(page = "", folder = BOOK) {
  return pathToFileURL(folder + page).href;
}

/** Serves the book on a free port of this machine, below a path, until it is closed. */
export async function serveBook(folder = BOOK, path = "/") {
  const files = sirv(folder, { dev: true });
  const server = createServer((request, response) => {
    if (!request.url?.startsWith(path)) return response.writeHead(404).end();
    request.url = `/${request.url.slice(path.length)}`;
    files(request, response);
  });
  await new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(null)),
  );
  const { port } = /** @type {AddressInfo} */ (server.address());
  return {
    /** The address of a page. */
    url: (page = "") => `http://127.0.0.1:${port}${path}${page}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Starts Debian's Chromium, or the one that $CHROMIUM names. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Opens an empty tab with a storage of its own. `go` leads to a page; `errors` and
 * `requests` grow while it is open.
 *
 * @param {Browser} browser
 * @param {object} [options]
 * @param {(typeof THEMES)[number]} [options.theme] as if the reader had chosen it
 * @param {number} [options.width] of the window, in CSS pixels
 * @param {boolean} [options.javaScript] false: the reader has switched it off
 * @param {boolean} [options.reducedMotion] true: the reader wants less motion
 */
export async function openTab(browser, options = {}) {
  const { theme = "light", width = 1280, javaScript = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: javaScript,
    reducedMotion: options.reducedMotion ? "reduce" : "no-preference",
  });
  await context.addInitScript((theme) => {
    // The print page opens the printer's window when it has loaded.
    window.print = () => {};
    try {
      if (!localStorage.getItem("mdbook-theme")) {
        localStorage.setItem("mdbook-theme", theme);
      }
    } catch {
      // about:blank has no storage.
    }
  }, theme);
  const page = await context.newPage();
  return { page, ...record(page), close: () => context.close() };
}

/**
 * Notes all that goes wrong on a page, and all that it asks for.
 *
 * @param {Page} page
 */
function record(page) {
  /** What the console shows as an error, and exceptions that nobody caught. */
  const errors = /** @type {string[]} */ ([]);
  /** The address of every request. */
  const requests = /** @type {string[]} */ ([]);
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => requests.push(request.url()));
  return { errors, requests };
}

/**
 * Changes the theme of the page that is open, as a reader does: with mdBook's menu.
 *
 * @param {Page} page
 * @param {(typeof THEMES)[number]} theme
 */
export async function chooseTheme(page, theme) {
  await page.evaluate((theme) => {
    document.getElementById(`mdbook-theme-${theme}`)?.click();
    if (!document.documentElement.classList.contains(theme)) {
      throw new Error(`mdBook did not take the theme ${theme}`);
    }
  }, theme);
  await settle(page);
}

/**
 * Waits until every widget has started, and ends every transition, so that words,
 * colours and places are the final ones.
 *
 * @param {Page} page
 */
export async function settle(page) {
  await page.waitForFunction(
    () =>
      !document.querySelector(":is([data-live], [data-attack]):not([data-state])"),
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (const animation of document.getAnimations()) {
      const { endTime } = animation.effect?.getComputedTiming() ?? {};
      if (Number.isFinite(endTime)) animation.finish();
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

// The widgets as they stand in the pages: book/widgets, one file each, by hand but for
// the values. This fills in the values, with the very scripts that show them to a
// reader, so that a page reads the same before its scripts run and after.
//
// Write them anew: npm run widgets, or npm run widgets -- one another

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startBrowser } from "./browser.mjs";

/** @import { Page } from "playwright-core" */

const FOLDER = new URL("../widgets/", import.meta.url);

/** The widgets by their names. */
export function widgets() {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.html$/, ""));
  return names.filter((name) => name !== "note");
}

/**
 * A widget as it is in its file.
 *
 * @param {string} name
 */
export function written(name) {
  return readFileSync(new URL(`${name}.html`, FOLDER), "utf8");
}

/** What a page of the book loads, from where it lies before the book is built. */
const LOADED = /^\/(?:live|parts|theme)\//;

/**
 * A widget as its script leaves it when it has started.
 *
 * @param {Page} page an empty one
 * @param {string} name
 */
export async function started(page, name) {
  await page.route("http://book/**", (route) => {
    const path = new URL(route.request().url()).pathname;
    if (LOADED.test(path)) {
      const folder = path.startsWith("/theme/") ? ".." : "../src";
      return route.fulfill({
        path: fileURLToPath(new URL(folder + path, import.meta.url)),
      });
    }
    const script = "<script>var path_to_root = '';</script>";
    const loader = ["parts/rules.js", "theme/live.js"]
      .map((file) => `<script src="${file}"></script>`)
      .join("");
    const body = `<main>${written(name)}</main>${script}${loader}`;
    return route.fulfill({ contentType: "text/html; charset=utf-8", body });
  });
  await page.goto("http://book/");
  await page.locator('[data-state="on"]').waitFor();
  return await page.evaluate(() => {
    const root = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
    delete root.dataset.state;
    for (const field of root.querySelectorAll("textarea")) {
      field.textContent = field.value;
    }
    root.querySelector("fieldset")?.setAttribute("disabled", "");
    return `${root.outerHTML}\n`.replace(/ (disabled|hidden)=""/g, " $1");
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await startBrowser();
  const names = process.argv.slice(2);
  for (const name of names.length ? names : widgets()) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`${name}: ${error}`));
    writeFileSync(new URL(`${name}.html`, FOLDER), await started(page, name));
    await page.close();
  }
  await browser.close();
}

// The widgets as they stand in the pages: book/widgets, one file each, by hand but for
// the values. This fills in the values, with the very scripts that show them to a
// reader, so that a page reads the same before its scripts run and after.
//
// Write them anew: npm run widgets

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startBrowser } from "./browser.mjs";

/** @import { Page } from "playwright-core" */

const FOLDER = new URL("../widgets/", import.meta.url);
const SCRIPTS = new URL("../src/live/", import.meta.url);

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

/**
 * A widget as its script leaves it when it has started.
 *
 * @param {Page} page an empty one
 * @param {string} name
 */
export async function started(page, name) {
  await page.setContent(`<main>${written(name)}</main>`);
  for (const script of ["wasm", "shared", name]) {
    await page.addScriptTag({
      path: fileURLToPath(new URL(`${script}.js`, SCRIPTS)),
    });
  }
  await page.locator('[data-state="on"]').waitFor();
  return await page.evaluate(() => {
    const root = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
    delete root.dataset.state;
    root.querySelector("fieldset")?.setAttribute("disabled", "");
    return `${root.outerHTML}\n`.replace(/ (disabled|hidden)=""/g, " $1");
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await startBrowser();
  for (const name of widgets()) {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`${name}: ${error}`));
    writeFileSync(new URL(`${name}.html`, FOLDER), await started(page, name));
    await page.close();
  }
  await browser.close();
}

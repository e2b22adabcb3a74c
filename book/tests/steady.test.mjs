// What stays where it is, and what can be read
//
// On the first screen of the introduction a reader can press every character of the token,
// and nothing moves. The text in pictures has the contrast that WCAG 1.4.3 asks for, in
// every theme: axe-core can't see that.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  THEMES,
  chooseTheme,
  openTab,
  pages,
  serveBook,
  settle,
  startBrowser,
} from "./browser.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

describe("the introduction's token", () => {
  for (const [width, height] of [
    [1280, 900],
    [375, 812],
  ]) {
    test(`is within the first screen of ${width}×${height}, and nothing moves`, async () => {
      const { page, close } = await openTab(browser, { width });
      await page.setViewportSize({ width, height });
      await page.goto(server.url("introduction.html"));
      await settle(page);
      const { bottom, moved } = await page.evaluate(() => {
        const root = /** @type {HTMLElement} */ (
          document.querySelector('[data-live="break"]')
        );
        const field = /** @type {HTMLTextAreaElement} */ (
          root.querySelector("textarea")
        );
        const places = () =>
          [...root.querySelectorAll("button, textarea, .lamps, .verdict")]
            .map((element) => element.getBoundingClientRect())
            .map(({ top, height }) => `${top} ${height}`)
            .join();
        const before = places();
        const text = field.value;
        const moved = [];
        for (let place = 0; place < text.length; place++) {
          for (const character of ["A", "w", "_", "."]) {
            field.value = text.slice(0, place) + character + text.slice(place + 1);
            field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            if (places() !== before) moved.push(`${place} ${character}`);
          }
        }
        const last = root.querySelector(".steps")?.getBoundingClientRect();
        return { bottom: last?.bottom ?? Infinity, moved };
      });
      assert.ok(bottom <= height, `${bottom} px`);
      assert.deepEqual(moved, []);
      await close();
    });
  }
});

describe("text in pictures", () => {
  test("has a contrast of 4.5 to 1 with what lies beneath it, in every theme", async () => {
    const { page, close } = await openTab(browser);
    const found = [];
    let count = 0;
    for (const name of pages().filter((name) => name !== "print.html")) {
      await page.goto(server.url(name));
      if ((await page.locator(".picture-svg text").count()) === 0) continue;
      for (const theme of THEMES) {
        await chooseTheme(page, theme);
        const texts = await page.evaluate(contrasts);
        count += texts.length;
        found.push(
          ...texts
            .filter(({ contrast }) => contrast < 4.5)
            .map(
              ({ text, contrast }) =>
                `${name}, ${theme}: ${text} ${contrast.toFixed(2)}`,
            ),
        );
      }
    }
    await close();
    assert.ok(count > 100, `${count} texts`);
    assert.deepEqual(found, []);
  });
});

/** Runs in the page: each text, and its contrast with the last shape behind it. */
function contrasts() {
  const canvas = document.createElement("canvas").getContext("2d");
  if (!canvas) throw new Error("no canvas");
  /** @param {string} colour */
  const luminance = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(
      (part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      },
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  return [...document.querySelectorAll(".picture-svg text")].map((text) => {
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const shapes = [
      ...(text.closest("svg")?.querySelectorAll("rect, circle") ?? []),
    ];
    const behind = shapes.filter((shape) => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      const isFilled = getComputedStyle(shape).fill !== "none";
      return isFilled && left <= x && x <= right && top <= y && y <= bottom;
    });
    const last = behind.at(-1);
    const beneath = last ? getComputedStyle(last).fill : paper;
    const [one, other] = [getComputedStyle(text).fill, beneath].map(luminance);
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return { text: text.textContent, contrast };
  });
}

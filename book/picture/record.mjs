// Records the picture that README begins with: the token of the introduction, broken and
// mended in Chromium, in the light theme and in a dark one.
//
//     mdbook build book && npm ci --prefix book
//     npm install --no-save --prefix target/picture sharp@0.35.4
//     node book/picture/record.mjs

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { fileUrl, settle, startBrowser } from "../tests/browser.mjs";

const sharp = createRequire(
  new URL("../../target/picture/node_modules/", import.meta.url),
)("sharp");

/** What happens, and for how many milliseconds it is looked at. */
const SCENES = [
  { look: 2400 },
  // "123456" becomes somebody else.
  { press: "yMzQ1NiIs", look: 3000 },
  { back: true, look: 1200 },
  // The algorithm has another name.
  { press: "IUzI1Ni", look: 3000 },
  { back: true, look: 1200 },
  // A few bits of the signature are others.
  { press: "Pu1ft6", look: 3000 },
  { back: true, look: 1600 },
];

for (const theme of /** @type {const} */ (["light", "navy"])) {
  const browser = await startBrowser();
  const context = await browser.newContext({
    viewport: { width: 760, height: 800 },
    deviceScaleFactor: 2,
  });
  await context.addInitScript(
    (theme) => localStorage.setItem("mdbook-theme", theme),
    theme,
  );
  const page = await context.newPage();
  await page.goto(fileUrl("introduction.html"));
  await settle(page);
  const widget = page.locator("[data-live=break]");
  // The note below is not part of the picture.
  await page.addStyleTag({
    content: "#mdbook-menu-bar, .live .live-note { display: none }",
  });

  const frames = [];
  const delay = [];
  for (const { press, back, look } of SCENES) {
    if (press) await pressFirstOf(page, press);
    if (back) await widget.getByRole("button", { name: "Put it back" }).click();
    await page.mouse.move(0, 0);
    await settle(page);
    frames.push(await widget.screenshot());
    delay.push(look);
  }
  await browser.close();

  const name = theme === "light" ? "light" : "dark";
  const file = fileURLToPath(new URL(`token-${name}.webp`, import.meta.url));
  // All frames as tall as the tallest.
  const sizes = await Promise.all(frames.map((frame) => sharp(frame).metadata()));
  const height = Math.max(...sizes.map((size) => size.height));
  const { data } = await sharp(frames[0])
    .raw()
    .toBuffer({ resolveWithObject: true });
  const background = { r: data[0], g: data[1], b: data[2] };
  const even = await Promise.all(
    frames.map((frame, nth) =>
      sharp(frame)
        .extend({ bottom: height - sizes[nth].height, background })
        .png()
        .toBuffer(),
    ),
  );
  const { size } = await sharp(even, { join: { animated: true } })
    .webp({ lossless: true, effort: 6, delay, loop: 0 })
    .toFile(file);
  console.log(`${file}: ${size} bytes, ${sizes[0].width} × ${height}`);
}

/**
 * Presses the first character of a text in the token.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} text
 */
async function pressFirstOf(page, text) {
  const place = await page.evaluate((text) => {
    const ink = document.querySelector("[data-live=break] .inked-beneath");
    const at = ink?.textContent?.indexOf(text) ?? -1;
    if (!ink || at < 0) throw new Error(`${text} is not in the token`);
    const walk = document.createTreeWalker(ink, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (at < passed + length) {
        const range = document.createRange();
        range.setStart(node, at - passed);
        range.setEnd(node, at - passed + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      passed += length;
    }
    throw new Error("unreachable");
  }, text);
  await page.mouse.click(place.x, place.y);
}

// Inside the tag, in a real browser
//
// The instruments of the chapters SHA-256 and HMAC. What is right, Node's own `crypto`
// says where it can. It shows no rounds, so these are added up here, in plain JavaScript:
// a second SHA-256, by somebody who read the standard.
//
// Run this file with: npm test

import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { BOOK, fileUrl, openTab, serveBook, startBrowser } from "./browser.mjs";

/** @import { Browser, Locator, Page } from "playwright-core" */

const HEADER = '{"alg":"HS256","typ":"JWT"}';
const PAYLOAD = '{"id":"123456","iat":1690407762}';
const SECRET = "12@34$56";

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serveBook>>} */
let server;
before(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveBook()]);
});
after(() => Promise.all([browser?.close(), server?.close()]));

// ---------- SHA-256, a second time ----------

const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) =>
    n > 1 &&
    !Array.from({ length: n - 2 }, (_, d) => d + 2).some((d) => n % d === 0),
);

/** The first 32 bits behind the point of a root. */
const behindThePoint = (
  /** @type {number} */ prime,
  /** @type {2n | 3n} */ degree,
) => {
  const wanted = BigInt(prime) << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** degree <= wanted) root += bit;
  }
  return Number(root & 0xffffffffn);
};

const H = PRIMES.slice(0, 8).map((prime) => behindThePoint(prime, 2n));
const K = PRIMES.map((prime) => behindThePoint(prime, 3n));

const turned = (/** @type {number} */ x, /** @type {number[]} */ places) =>
  places
    .map((n) => (x >>> n) | (x << (32 - n)))
    .reduce((one, other) => one ^ other);

/** @param {Buffer} message */
function paddedBlocks(message) {
  const zeros = Buffer.alloc((((55 - message.length) % 64) + 64) % 64);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(message.length) * 8n);
  const all = Buffer.concat([message, Buffer.from([0x80]), zeros, length]);
  return Array.from({ length: all.length / 64 }, (_, n) =>
    all.subarray(64 * n, 64 * n + 64),
  );
}

/**
 * The schedule, the words after each round, and at place 64 the state after the block.
 *
 * @param {number[]} state
 * @param {Buffer} block
 */
function stirred(state, block) {
  const w = Array.from({ length: 16 }, (_, t) => block.readUInt32BE(4 * t));
  for (let t = 16; t < 64; t++) {
    const [x, y] = [w[t - 15], w[t - 2]];
    const small0 = turned(x, [7, 18]) ^ (x >>> 3);
    const small1 = turned(y, [17, 19]) ^ (y >>> 10);
    w[t] = (w[t - 16] + small0 + w[t - 7] + small1) >>> 0;
  }
  const states = w.map(() => /** @type {number[]} */ ([]));
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const t1 = h + turned(e, [6, 11, 25]) + ((e & f) ^ (~e & g)) + K[t] + w[t];
    const t2 = turned(a, [2, 13, 22]) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(t1 + t2) >>> 0, a, b, c, (d + t1) >>> 0, e, f, g];
    states[t] = [a, b, c, d, e, f, g, h];
  }
  states.push(states[63].map((word, index) => (word + state[index]) >>> 0));
  return { w, states };
}

/** @param {Buffer} message */
function everyBlock(message) {
  let state = H;
  return paddedBlocks(message).map((block) => {
    const steps = { block, before: state, ...stirred(state, block) };
    state = steps.states[64];
    return steps;
  });
}

const word = (/** @type {number} */ number) => number.toString(16).padStart(8, "0");

const bitsBetween = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
  one
    .flatMap((word, index) => [...((word ^ other[index]) >>> 0).toString(2)])
    .filter((bit) => bit === "1").length;

test("the second SHA-256 is right", () => {
  for (const length of [0, 3, 55, 56, 63, 64, 80, 200]) {
    const message = Buffer.alloc(length, "a");
    const digest = everyBlock(message).at(-1)?.states[64].map(word).join("");
    assert.equal(digest, createHash("sha256").update(message).digest("hex"));
  }
});

// ---------- the instruments ----------

class Instrument {
  /**
   * @param {Page} page
   * @param {string} name
   */
  constructor(page, name) {
    this.page = page;
    this.root = page.locator(`[data-live="${name}"]`);
  }

  out(/** @type {string} */ name) {
    return this.root.locator(`[data-out="${name}"]`);
  }

  field(/** @type {string} */ name) {
    return this.root.locator(`[data-in="${name}"]`);
  }

  async text(/** @type {string} */ name) {
    return (await this.out(name).textContent()) ?? "";
  }

  async press(/** @type {string} */ label) {
    await this.root.getByRole("button", { name: label, exact: true }).click();
  }

  /** Whether the answers are grey, since there are none to what was typed. */
  async isStale() {
    return (await this.out("answer").getAttribute("data-stale")) !== null;
  }

  /** Opens the block of that number. */
  async open(/** @type {number} */ number) {
    await this.root.locator(`button[data-number="${number}"]`).click();
  }

  /** The texts of a list's elements, each in its columns. @returns {Promise<string[][]>} */
  table(/** @type {string} */ name) {
    return this.out(name).evaluate((list) =>
      [...list.children].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ""),
      ),
    );
  }

  /** Each block of a list in its columns. @returns {Promise<string[][]>} */
  blocks(/** @type {string} */ name) {
    return this.out(name).evaluate((list) =>
      [...list.querySelectorAll("button")].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ""),
      ),
    );
  }
}

/**
 * @param {string} name
 * @param {(instrument: Instrument) => Promise<unknown>} use
 * @param {Parameters<typeof openTab>[1] & { file?: boolean }} [options]
 */
async function withInstrument(name, use, options = {}) {
  const tab = await openTab(browser, options);
  try {
    const page = name === "sha256" ? "sha256.html" : "hmac.html";
    await tab.page.goto((options.file ? fileUrl : server.url)(page));
    const instrument = new Instrument(tab.page, name);
    await tab.page.locator(`[data-live="${name}"][data-state="on"]`).waitFor();
    await use(instrument);
    assert.deepEqual(tab.errors, []);
  } finally {
    await tab.close();
  }
}

/**
 * That a round is shown as the second SHA-256 has it.
 *
 * @param {Instrument} instrument
 * @param {ReturnType<typeof everyBlock>[number]} steps
 * @param {number} t
 */
async function expectRound(instrument, { before, w, states }, t) {
  await instrument.field("round").fill(String(t));
  const rows = await instrument.table("state");
  const earlier = t === 0 ? before : states[t - 1];
  assert.deepEqual(rows.map((row) => row[0]).join(""), "abcdefgh");
  assert.deepEqual(
    rows.map((row) => row[1]),
    earlier.map(word),
  );
  assert.deepEqual(
    rows.map((row) => row[3]),
    states[t].map(word),
  );
  const bits = await instrument
    .out("state")
    .locator(".ones")
    .evaluateAll((paths) =>
      paths.map((path) => path.getAttribute("d")?.match(/M\d+/g)?.length ?? 0),
    );
  const ones = states[t].map((word) => word.toString(2).replaceAll("0", "").length);
  assert.deepEqual(bits, ones);
  if (t === 64) return;
  const made = await instrument.table("word");
  assert.equal(made.at(-1)?.[1], word(w[t]));
  assert.equal(made.length, t < 16 ? 1 : 5);
  const sums = await instrument.table("sums");
  const value = (/** @type {string} */ label) =>
    Number.parseInt(sums.find((row) => row[0] === label)?.[1] ?? "", 16);
  assert.equal(value(`+ K${t}`), K[t]);
  assert.equal(value(`+ W${t}`), w[t]);
  assert.equal((value("= T1") + value("= T2")) >>> 0, states[t][0]);
  assert.equal((earlier[3] + value("= T1")) >>> 0, states[t][4]);
}

describe("SHA-256", () => {
  for (const file of [false, true]) {
    test(`every round of both blocks, ${file ? "from a file" : "over HTTP"}`, () =>
      withInstrument(
        "sha256",
        async (instrument) => {
          const text = await instrument.field("text").inputValue();
          const blocks = everyBlock(Buffer.from(text));
          for (const [index, steps] of blocks.entries()) {
            await instrument.open(index + 1);
            const every = file ? 13 : 1;
            for (let t = 0; t <= 64; t += every) {
              await expectRound(instrument, steps, t);
            }
          }
        },
        { file },
      ));
  }

  test("any text: its blocks, its padding, its digest", () =>
    withInstrument("sha256", async (instrument) => {
      for (const text of [
        "",
        "abc",
        "x".repeat(55),
        "x".repeat(56),
        "Zoë 🎉",
        "y".repeat(1000),
      ]) {
        await instrument.field("text").fill(text);
        const blocks = everyBlock(Buffer.from(text));
        assert.equal((await instrument.blocks("blocks")).length, blocks.length);
        assert.equal(
          await instrument.text("digest"),
          createHash("sha256").update(text).digest("hex"),
        );
        await instrument.open(blocks.length);
        const bytes = await instrument.table("bytes");
        const last = /** @type {(typeof blocks)[number]} */ (blocks.at(-1)).block;
        assert.equal(bytes.map((cell) => cell[1]).join(""), last.toString("hex"));
        const padding = await instrument
          .out("bytes")
          .locator("[data-padding]")
          .count();
        const length = Buffer.byteLength(text);
        assert.equal(padding, Math.min(64, 64 * blocks.length - length));
      }
    }));

  test("one letter, and how many bits follow", () =>
    withInstrument("sha256", async (instrument) => {
      const [one, other] = await Promise.all(
        ["text", "other"].map((name) => instrument.field(name).inputValue()),
      );
      const [steps, others] = [one, other].map(
        (text) => everyBlock(Buffer.from(text))[0],
      );
      const expected = steps.states.map((state, t) =>
        bitsBetween(state, others.states[t]),
      );
      for (let t = 0; t <= 64; t++) {
        await instrument.field("round").fill(String(t));
        assert.match(
          await instrument.text("away"),
          new RegExp(`: ${expected[t]} of 256 bits differ`),
        );
        const marked = await instrument
          .out("state")
          .locator(".differing")
          .evaluateAll(
            (paths) =>
              paths.flatMap((path) => path.getAttribute("d")?.match(/M/g) ?? [])
                .length,
          );
        assert.equal(marked, expected[t]);
      }
      const curve = await instrument
        .out("curve")
        .locator(".curve-line")
        .getAttribute("d");
      const heights = curve
        ?.split(/[ML]/)
        .slice(1)
        .map((point) => (32 - Number(point.split(" ")[1])) * 8);
      assert.deepEqual(heights, expected);
      // A second text of the reader's own, shorter by a block.
      await instrument.field("other").fill("abc");
      await instrument.open(2);
      assert.match(await instrument.text("away"), /nothing to compare with/);
      assert.equal(
        await instrument.text("other-digest"),
        createHash("sha256").update("abc").digest("hex"),
      );
      await instrument.press("Change one letter of the first");
      assert.equal(await instrument.field("other").inputValue(), other);
    }));

  test("text and block are linked, both ways", () =>
    withInstrument("sha256", async (instrument) => {
      const lit = () =>
        instrument.root.locator('[data-part="text"] .lit').allTextContents();
      await instrument.field("round").fill("1");
      assert.equal((await lit()).join(""), "bGci");
      const now = () =>
        instrument.out("bytes").locator('[data-role="now"] b').allTextContents();
      assert.equal((await now()).join(""), "bGci");
      // The caret in the text leads to the block and its word.
      await instrument.field("text").focus();
      await instrument.page.keyboard.press("End");
      assert.match(await instrument.text("title"), /Block [12] of 2/);
      await instrument.page.keyboard.press("Control+Home");
      await instrument.page.keyboard.press("Home");
      assert.match(await instrument.text("title"), /Block 1 of 2/);
      assert.equal((await now()).join(""), "eyJh");
      assert.equal(await instrument.field("round").inputValue(), "0");
      // A press on a word leads to its round.
      await instrument.out("schedule").locator("span").nth(40).click();
      assert.equal(await instrument.field("round").inputValue(), "40");
      const sources = instrument.out("schedule").locator('[data-role="source"]');
      assert.deepEqual(await sources.allTextContents(), ["−16", "−15", "−7", "−2"]);
      assert.equal((await lit()).length, 0);
      await instrument.out("bytes").locator("b").nth(13).click();
      assert.equal(await instrument.field("round").inputValue(), "3");
    }));

  test("step by step with the keyboard alone, from block to block", () =>
    withInstrument("sha256", async (instrument) => {
      const { keyboard } = instrument.page;
      const slider = instrument.field("round");
      await slider.focus();
      await keyboard.press("End");
      assert.match(
        (await slider.getAttribute("aria-valuetext")) ?? "",
        /^the sum, \d+ of 256/,
      );
      const next = instrument.root.getByRole("button", { name: "Next round →" });
      await next.focus();
      await keyboard.press("Enter");
      assert.match(await instrument.text("title"), /^Block 2 of 2/);
      assert.equal(await slider.inputValue(), "0");
      await instrument.press("← Round before");
      assert.match(await instrument.text("title"), /^Block 1 of 2/);
      assert.equal(await slider.inputValue(), "64");
      // Behind the last sum there is nothing.
      await instrument.open(2);
      await slider.fill("64");
      await keyboard.press("Tab");
      await next.click();
      assert.equal(await slider.inputValue(), "64");
      await instrument.press("Play");
      await instrument.root.getByRole("button", { name: "Play" }).waitFor();
      await slider.fill("62");
      await instrument.press("Play");
      await instrument.page.waitForFunction(
        () =>
          /** @type {HTMLInputElement} */ (
            document.querySelector('[data-in="round"]')
          ).value === "64",
      );
      await instrument.root.getByRole("button", { name: "Play" }).waitFor();
    }));

  for (const width of [1280, 375]) {
    test(`from round to round nothing moves, at ${width} px`, () =>
      withInstrument(
        "sha256",
        async (instrument) => {
          const heights = await instrument.root.evaluate((root) => {
            const slider = /** @type {HTMLInputElement} */ (
              root.querySelector('[data-in="round"]')
            );
            return Array.from({ length: 65 }, (_, t) => {
              slider.value = String(t);
              slider.dispatchEvent(new Event("input", { bubbles: true }));
              return root.getBoundingClientRect().height;
            });
          });
          assert.equal(new Set(heights).size, 1);
        },
        { width },
      ));
  }

  test("the curve can be dragged", () =>
    withInstrument("sha256", async (instrument) => {
      const curve = instrument.out("curve");
      await curve.scrollIntoViewIfNeeded();
      const box = await curve.boundingBox();
      assert.ok(box);
      const { mouse } = instrument.page;
      await mouse.move(box.x + box.width / 2, box.y + 20);
      await mouse.down();
      assert.equal(await instrument.field("round").inputValue(), "32");
      await mouse.move(box.x + box.width / 4, box.y + 20);
      await mouse.up();
      assert.equal(await instrument.field("round").inputValue(), "16");
    }));
});

describe("HMAC", () => {
  const input = (payload = PAYLOAD, header = HEADER) =>
    [header, payload]
      .map((json) => Buffer.from(json).toString("base64url"))
      .join(".");

  /** Both passes, as RFC 2104 §2 has them. */
  function passes(message = input(), secret = SECRET) {
    let key = Buffer.from(secret);
    if (key.length > 64) key = createHash("sha256").update(key).digest();
    const block = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
    const pad = (/** @type {number} */ mask) => block.map((byte) => byte ^ mask);
    const inner = Buffer.concat([pad(0x36), Buffer.from(message)]);
    const digest = createHash("sha256").update(inner).digest();
    return [inner, Buffer.concat([pad(0x5c), digest])].map(everyBlock);
  }

  test("five blocks, and each opens into its rounds", () =>
    withInstrument("hmac", async (instrument) => {
      const blocks = passes().flat();
      assert.equal(blocks.length, 5);
      for (const [index, steps] of blocks.entries()) {
        await instrument.open(index + 1);
        assert.match(
          await instrument.text("title"),
          new RegExp(`^Block ${index + 1}, opened`),
        );
        const bytes = await instrument.table("bytes");
        assert.equal(
          bytes.map((cell) => cell[1]).join(""),
          steps.block.toString("hex"),
        );
        for (const t of [0, 15, 16, 63, 64])
          await expectRound(instrument, steps, t);
      }
      const rows = [
        ...(await instrument.blocks("first")),
        ...(await instrument.blocks("second")),
      ];
      assert.deepEqual(
        rows.map((row) => row[5]),
        blocks.map(
          ({ states }) => `${states[64].slice(0, 2).map(word).join(" ")} …`,
        ),
      );
      assert.deepEqual(
        rows.map((row) => row[4]),
        [
          "kept with the secret",
          "state",
          "the inner digest",
          "kept with the secret",
          "the tag",
        ],
      );
    }));

  test("what changes, and what stays", () =>
    withInstrument("hmac", async (instrument) => {
      // Blocks above, states below; `=` stays, `≠` is another.
      const marks = async () => {
        const rows = [
          ...(await instrument.blocks("first")),
          ...(await instrument.blocks("second")),
        ];
        return [3, 6].map((column) => rows.map((row) => row[column][0]).join(""));
      };
      assert.deepEqual(await marks(), ["=====", "====="]);
      // As in the table of the chapter.
      for (const [label, blocks, states] of [
        ["Change the secret", "≠==≠≠", "≠≠≠≠≠"],
        ["Change the header", "=≠==≠", "=≠≠=≠"],
        ["Change the last digit", "==≠=≠", "==≠=≠"],
      ]) {
        await instrument.press(label);
        assert.deepEqual(await marks(), [blocks, states], label);
        const token = await instrument.text("token");
        const [message, tag] = [
          token.slice(0, token.lastIndexOf(".")),
          token.split(".")[2],
        ];
        const secret = await instrument.field("secret").inputValue();
        assert.equal(
          tag,
          createHmac("sha256", secret).update(message).digest("base64url"),
        );
        await instrument.press("Start over");
        assert.deepEqual(await marks(), ["=====", "====="]);
      }
      await instrument.press("200 characters more");
      assert.match(await instrument.text("verdict"), /^This tag takes 8 blocks\./);
      assert.deepEqual(await marks(), ["==≠≠≠≠=≠", "==≠≠≠≠=≠"]);
      const token = await instrument.text("token");
      assert.equal(token.split(".")[1].length, 43 + 200);
      await instrument.press("Compare with this token from now on");
      assert.deepEqual(await marks(), ["========", "========"]);
    }));

  test("the opened block is compared round by round", () =>
    withInstrument("hmac", async (instrument) => {
      await instrument.press("Change the last digit");
      await instrument.open(3);
      const changed = input(PAYLOAD.replace("62}", "63}"));
      const [one, other] = [passes(), passes(changed)].map((all) => all.flat()[2]);
      for (const t of [2, 3, 4, 20, 64]) {
        await instrument.field("round").fill(String(t));
        const count = bitsBetween(one.states[t], other.states[t]);
        assert.match(
          await instrument.text("away"),
          new RegExp(`: ${count} of 256`),
        );
      }
    }));

  test("secrets of every kind, and what is no token", () =>
    withInstrument("hmac", async (instrument) => {
      for (const secret of ["s", "x".repeat(64), "y".repeat(65), "Zoë 🎉"]) {
        await instrument.field("secret").fill(secret);
        const tag = (await instrument.text("token")).split(".")[2];
        assert.equal(
          tag,
          createHmac("sha256", secret).update(input()).digest("base64url"),
        );
      }
      await instrument.field("secret").fill("");
      assert.match(await instrument.text("secret-error"), /0 bytes/);
      assert.ok(await instrument.isStale());
      await instrument.field("header").fill('{"alg":');
      assert.match(await instrument.text("header-error"), /JSON/);
      await instrument.press("Start over");
      assert.ok(!(await instrument.isStale()));
      assert.equal(await instrument.text("header-error"), "");
      assert.equal(
        await instrument.field("secret").getAttribute("aria-invalid"),
        null,
      );
    }));
});

describe("length extension", () => {
  const naive = (/** @type {string} */ secret, /** @type {Buffer} */ message) =>
    createHash("sha256").update(secret).update(message).digest("hex");

  test("the naive verifier takes what was appended without the secret, HMAC does not", () =>
    withInstrument("extension", async (instrument) => {
      const verdicts = () =>
        instrument.root
          .locator(".verdict")
          .evaluateAll((all) =>
            all.map((one) => /** @type {HTMLElement} */ (one).dataset.verdict),
          );
      assert.deepEqual(await verdicts(), ["accepted", "refused"]);
      for (const secret of [
        SECRET,
        "s",
        "a secret of twenty-odd bytes",
        "x".repeat(64),
      ]) {
        await instrument.field("secret").fill(secret);
        await instrument.field("guess").fill(String((secret.length + 1) % 65));
        assert.deepEqual(await verdicts(), ["refused", "refused"]);
        await instrument.press("Try every length from 0 to 64");
        assert.match(
          await instrument.text("tried"),
          new RegExp(`takes ${secret.length}\\. HMAC takes none`),
        );
        assert.deepEqual(await verdicts(), ["accepted", "refused"]);
        // Node agrees: this is the tag of that message, with the padding in the middle.
        const seen = Buffer.from('"id":"123456"');
        const blocks = paddedBlocks(Buffer.concat([Buffer.from(secret), seen]));
        const glued = Buffer.concat(blocks).subarray(secret.length);
        const forged = Buffer.concat([glued, Buffer.from(',"role":"admin"')]);
        assert.equal(await instrument.text("naive-tag"), naive(secret, forged));
      }
      await instrument.field("guess").fill("1.5");
      assert.match(await instrument.text("tried"), /whole number/);
      assert.ok(await instrument.isStale());
      await instrument.press("Start over");
      assert.deepEqual(await verdicts(), ["accepted", "refused"]);
    }));
});

describe("the pages", () => {
  test("at most 125 kB, compressed, for their instruments, and no wasm.js", async (t) => {
    for (const name of ["sha256.html", "hmac.html"]) {
      const tab = await openTab(browser);
      await tab.page.goto(server.url(name));
      await tab.page.locator('[data-live][data-state="on"]').first().waitFor();
      const files = tab.requests
        .map((request) => new URL(request).pathname.slice(1))
        .filter((path) => /^(live|parts|theme\/live|inside)/.test(path));
      assert.ok(
        files.includes("live/inside.js") && !files.includes("live/wasm.js"),
      );
      const markup = await tab.page
        .locator("[data-live]")
        .evaluateAll((roots) => roots.map((root) => root.outerHTML).join(""));
      const pieces = [
        markup,
        ...files.map((path) => readFileSync(join(BOOK, path))),
      ];
      const sizes = pieces.map((piece) => gzipSync(piece, { level: 9 }).length);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      t.diagnostic(`${name}: ${total} bytes`);
      assert.ok(total <= 125_000, `${name}: ${total} bytes`);
      await tab.close();
    }
  });

  for (const [name, field, text] of [
    ["sha256", "text", "x".repeat(2048)],
    ["hmac", "payload", `{"text":"${"x".repeat(1465)}"}`],
  ]) {
    test(`a keystroke in ${name}'s ${field}, at 2 KiB, takes at most a frame`, (t) =>
      withInstrument(name, async (instrument) => {
        await instrument.field(field).fill(text);
        let median = Infinity;
        for (let round = 0; round < 3 && median > 16; round++) {
          median = await keystroke(instrument.field(field));
          t.diagnostic(`median ${median.toFixed(1)} ms`);
        }
        assert.ok(median <= 16, `${median} ms`);
      }));
  }
});

/**
 * The median of forty keystrokes, from the key to the page as it is drawn, in
 * milliseconds.
 *
 * @param {Locator} field
 */
function keystroke(field) {
  return field.evaluate(async (element) => {
    const field = /** @type {HTMLTextAreaElement} */ (element);
    const times = [];
    for (let round = 0; round < 40; round++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const middle = Math.floor(field.value.length / 2);
      const begin = performance.now();
      field.setRangeText(round % 2 ? "a" : "b", middle, middle + 1, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      times.push(performance.now() - begin);
    }
    return times.sort((one, other) => one - other)[times.length / 2];
  });
}

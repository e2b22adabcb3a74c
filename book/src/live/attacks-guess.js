// Guess the secret: in a worker, so that the page can show how far it is, and stop it.

"use strict";

/**
 * What the worker says: `found` when it has the secret.
 *
 * @typedef {{ what: string, tried: number, seconds: number, share: number, found: string | null }} Progress
 */

class Guessing {
  /** @type {Worker | undefined} */
  #worker;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.widget = new Widget(root);
    this.widget.start();
    this.token = new TokenField(this.widget.part("token"));
    this.widget.field("secret").addEventListener("input", () => this.#sign());
    this.widget.onPress("guess", () => this.#start());
    this.widget.onPress("stop", () => this.#end("Stopped."));
    this.#sign();
  }

  /** A token of the book, under the secret that the reader chose. */
  #sign() {
    const header = '{"alg":"HS256","typ":"JWT"}';
    const payload = '{"id":"123456","iat":1690407762}';
    const key = this.widget.value("secret");
    this.token.keep(ask("make", { header, payload, key }).ok);
  }

  #start() {
    this.#end("");
    const code = `"use strict"; const printed = {}; ${Crate} ${guess}
      onmessage = ({ data }) => guess(new Crate(data.wasm), data.token);`;
    const address = URL.createObjectURL(
      new Blob([code], { type: "text/javascript" }),
    );
    this.#worker = new Worker(address);
    URL.revokeObjectURL(address);
    this.#worker.onmessage = ({ data }) => this.#report(data);
    this.#worker.onerror = () => this.#end("This browser starts no worker here.");
    this.#worker.postMessage({ wasm: jwtByHandWasm, token: this.token.text });
    this.widget.part("stop").hidden = false;
    this.widget.part("progress").hidden = false;
  }

  /** @param {Progress | string} report */
  #report(report) {
    if (typeof report === "string") return this.#end(report);
    const { what, tried, seconds, share, found } = report;
    const bar = /** @type {HTMLProgressElement} */ (this.widget.part("progress"));
    bar.value = share;
    const rate = tried / Math.max(seconds, 0.001);
    const words = `${tried.toLocaleString("en")} tried in ${seconds.toFixed(1)} s: ${round(rate)} each second, on one core, in a browser.`;
    show(this.widget.out("rate"), words);
    show(this.widget.out("what"), `Now: ${what}.`);
    if (seconds > 0.5) this.#showWaits(rate);
    if (found !== null)
      this.#end(
        `Found: \`${found}\`. Whoever holds the token can now sign what they like.`,
      );
  }

  /** @param {string} words */
  #end(words) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.widget.part("stop").hidden = true;
    this.widget.part("progress").hidden = true;
    showWords(this.widget.out("verdict"), words);
    this.widget.say(words);
  }

  /** @param {number} rate */
  #showWaits(rate) {
    const table = this.widget.part("waits");
    table.hidden = false;
    for (const row of table.querySelectorAll("tbody tr")) {
      const [, here, thousand] = row.children;
      // Half of them, on average, until the right one comes.
      const seconds = 2 ** (Number(row.getAttribute("data-bits")) - 1) / rate;
      show(here, wait(seconds));
      show(thousand, wait(seconds / 1000));
    }
  }
}

/**
 * Runs in the worker, with a crate of its own: the list first, then all texts, the short
 * ones first.
 *
 * @param {Crate} crate
 * @param {string} token
 */
async function guess(crate, token) {
  await crate.opened;
  if (!crate.ask("aim", { token }).ok) {
    postMessage("A token ends with a signature of 32 bytes. This one doesn't.");
    return;
  }
  const start = performance.now();
  let tried = 0;
  const report = (
    /** @type {string} */ what,
    /** @type {number} */ share,
    /** @type {string | null} */ found,
  ) => {
    const seconds = (performance.now() - start) / 1000;
    postMessage({ what, tried, seconds, share, found });
    return found !== null;
  };
  const list = crate.ask("from the list", {}).ok;
  tried = list.tried;
  if (report("the list of usual secrets", 1, list.found)) return;

  /** @type {string[]} */
  const characters = [...crate.ask("characters", {}).ok];
  for (let length = 1; ; length++) {
    // So many at a time that the page hears of it several times a second.
    const fixed = Math.max(0, length - 2);
    const count = characters.length ** fixed;
    for (let number = 0; number < count; number++) {
      let front = "";
      for (let rest = number, place = 0; place < fixed; place++) {
        front = characters[rest % characters.length] + front;
        rest = Math.floor(rest / characters.length);
      }
      const found = crate.ask("texts", { front, length }).ok;
      tried += characters.length ** (length - fixed);
      const what = length === 1 ? "one character" : `${length} characters`;
      if (report(what, (number + 1) / count, found)) return;
    }
  }
}

/** @param {number} rate */
function round(rate) {
  return Number(rate.toPrecision(2)).toLocaleString("en");
}

/**
 * A time in the largest unit of which there is one.
 *
 * @param {number} seconds
 */
function wait(seconds) {
  if (seconds < 1) return "less than a second";
  const units = /** @type {const} */ ([
    ["year", 31_556_952],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ]);
  const [unit, length] = units.find(([, length]) => seconds >= length) ?? units[4];
  const number = seconds / length;
  if (number >= 1e9)
    return `10${superscript(Math.round(Math.log10(number)))} ${unit}s`;
  const shown = Number(number.toPrecision(2));
  return `${shown.toLocaleString("en")} ${unit}${shown === 1 ? "" : "s"}`;
}

/** @param {number} number */
function superscript(number) {
  return String(number).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}

startAttack("guess", (root) => new Guessing(root));

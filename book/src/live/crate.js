// Asks the crate, which is in wasm.js, and what a few pages ask of it, in inside.js. All
// values on these pages are its answers: nothing is computed here but where things go.

"use strict";

/** @typedef {{ memory: WebAssembly.Memory, room(length: number): number, answer(): number, answer_start(): number }} Exports */

/** The book's own values: with them every page begins, and to them it returns. */
const printed = /** @type {Printed} */ ({});

class Crate {
  /** @type {WebAssembly.Module | undefined} */
  #compiled;
  /** @type {Exports | undefined} */
  #exports;

  /**
   * @param {string | undefined} base64 nothing where its file is missing, or is that of
   *   other pages
   */
  constructor(base64) {
    this.opened = base64 === undefined ? undefined : this.#open(base64);
    // Whoever starts an instrument is told, later, if it can't be opened.
    this.opened?.catch(() => {});
  }

  async #open(/** @type {string} */ base64) {
    const compressed = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const unpacked = new Blob([compressed])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"));
    const bytes = await new Response(unpacked).arrayBuffer();
    this.#compiled = await WebAssembly.compile(bytes);
    Object.assign(printed, this.ask("printed token", {}).ok);
  }

  #start() {
    const module = /** @type {WebAssembly.Module} */ (this.#compiled);
    const { exports } = new WebAssembly.Instance(module);
    return (this.#exports = /** @type {Exports} */ (
      /** @type {unknown} */ (exports)
    ));
  }

  /**
   * @param {string} name
   * @param {object} details
   * @returns {Answer<any>}
   */
  ask(name, details) {
    // Half an emoji is no Unicode text, and Rust takes none (RFC 8259 §8.2).
    const question = JSON.stringify({ ask: name, ...details }, (_, value) =>
      typeof value === "string"
        ? value.replace(/\p{Surrogate}/gu, "\ufffd")
        : value,
    );
    const bytes = new TextEncoder().encode(question);
    const crate = this.#exports ?? this.#start();
    try {
      // Room first: it may move the memory that the view shows.
      const room = crate.room(bytes.length);
      new Uint8Array(crate.memory.buffer).set(bytes, room);
      const length = crate.answer();
      const start = crate.answer_start();
      const answer = new Uint8Array(crate.memory.buffer, start, length);
      return JSON.parse(new TextDecoder().decode(answer));
    } catch (error) {
      // It ran out of memory, or panicked. What is left of it can't be used.
      this.#exports = undefined;
      throw error;
    }
  }
}

/** By the names of their files, as `data-crate` has them. */
const crates = {
  wasm: new Crate(globalThis.jwtByHandWasm),
  inside: new Crate(globalThis.jwtByHandInside),
};

/**
 * Asks the crate. book/live/src/lib.rs lists the questions and their answers.
 *
 * @param {string} name
 * @param {object} details
 */
function ask(name, details) {
  return crates.wasm.ask(name, details);
}

/**
 * Asks what book/live/src/inside.rs lists.
 *
 * @param {string} name
 * @param {object} details
 */
function askInside(name, details) {
  return crates.inside.ask(name, details);
}

/**
 * A moment as the crate writes it: the number, and the date.
 *
 * @param {number} seconds
 * @returns {string}
 */
function date(seconds) {
  return ask("date", { seconds }).ok ?? "";
}

/**
 * A token of the book's values, some of them replaced.
 *
 * @param {object} [parts]
 * @returns {string}
 */
function made(parts) {
  return ask("make", { ...printed, ...parts }).ok.token;
}

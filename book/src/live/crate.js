// Asks the crate, which is in wasm.js. All values on these pages are its answers: nothing
// is computed here but where things go.

"use strict";

/** @typedef {{ memory: WebAssembly.Memory, room(length: number): number, answer(): number, answer_start(): number }} Crate */

/** @type {WebAssembly.Module} */
let compiled;
/** @type {Crate} */
let crate;

/** The book's own values: with them every page begins, and to them it returns. */
const printed = /** @type {Printed} */ ({});

async function openCrate(/** @type {string} */ base64) {
  const compressed = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  const unpacked = new Blob([compressed])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(unpacked).arrayBuffer();
  compiled = await WebAssembly.compile(bytes);
  startCrate();
  Object.assign(printed, ask("printed token", {}).ok);
}

function startCrate() {
  const instance = new WebAssembly.Instance(compiled);
  crate = /** @type {Crate} */ (/** @type {unknown} */ (instance.exports));
}

/**
 * Asks the crate. book/live/src/lib.rs lists the questions and their answers.
 *
 * @param {string} name
 * @param {object} details
 * @returns {Answer<any>}
 */
function ask(name, details) {
  // Half an emoji is no Unicode text, and Rust takes none (RFC 8259 §8.2).
  const question = JSON.stringify({ ask: name, ...details }, (_, value) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value,
  );
  const bytes = new TextEncoder().encode(question);
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
    startCrate();
    throw error;
  }
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

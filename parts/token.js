// The coloured token: three parts, two dots, and what was changed in it.

/** The 64 characters, in the order of the numbers that they stand for (RFC 4648 §5). */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const PARTS = ["header", "payload", "signature"];

class TokenField extends Inked {
  /** The token before the reader changed it. */
  #kept = "";

  /** @param {HTMLElement} root */
  constructor(root) {
    super(root, tokenPieces);
    this.keep(this.text);
  }

  /**
   * Begins with a token, as it is to be.
   *
   * @param {string} token
   */
  keep(token) {
    this.#kept = token;
    this.write(token);
  }

  get kept() {
    return this.#kept;
  }

  paint() {
    this.mark("changed", changes(this.#kept ?? "", this.text));
    super.paint();
  }

  /**
   * The part in which a character stands: 0, 1 or 2; or more.
   *
   * @param {number} place
   */
  partOf(place) {
    return this.text.slice(0, place).split(".").length - 1;
  }

  /**
   * Where a part begins.
   *
   * @param {number} part
   */
  startOf(part) {
    return (
      this.text.split(".").slice(0, part).join(".").length + (part > 0 ? 1 : 0)
    );
  }
}

/**
 * A token in its colours. What follows a third dot has none.
 *
 * @param {string} token
 * @returns {Piece[]}
 */
function tokenPieces(token) {
  const inks = ["jwt-h", "jwt-p", "jwt-s"];
  return token.split(".").flatMap((part, index) => {
    const piece = /** @type {Piece} */ ([inks[index] ?? "", part]);
    return index === 0 ? [piece] : [["", "."], piece];
  });
}

/**
 * The places in which two texts differ; or, where they are not equally long, what lies
 * between their equal ends.
 *
 * @param {string} before
 * @param {string} after
 * @returns {[from: number, to: number][]}
 */
function changes(before, after) {
  if (before === after) return [];
  if (before.length === after.length) {
    return [...before].flatMap((character, place) =>
      character === after[place] ? [] : [[place, place + 1]],
    );
  }
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let rest = 0;
  while (rest < shorter - from && before.at(-1 - rest) === after.at(-1 - rest))
    rest++;
  return [[from, Math.max(from, after.length - rest)]];
}

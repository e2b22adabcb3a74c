// The way from bytes to characters: the same bits, cut every eight and cut every six.
// What lights up is said in bits, counted from the first bit of all.

/** @typedef {(from: number, to: number) => void} Light */

/** Three bytes with their bits, their six-bit numbers and their characters. */
class Bits {
  /**
   * @param {HTMLElement} root
   * @param {Light} onLight
   */
  constructor(root, onLight) {
    const [bytes, bits, sixes, characters] = root.children;
    this.rows = /** @type {[HTMLElement, number][]} */ ([
      [bytes, 8],
      [bits, 1],
      [sixes, 6],
      [characters, 6],
    ]);
    /** The place of its first bit among all. */
    this.start = 0;
    const point = (/** @type {Event} */ { target }) => {
      const cell = /** @type {Element} */ (target);
      const row = this.rows.find(([row]) => row === cell.parentElement);
      if (!row) return;
      const from = this.start + [...row[0].children].indexOf(cell) * row[1];
      onLight(from, from + row[1]);
    };
    root.addEventListener("pointerover", point);
    root.addEventListener("focusin", point);
  }

  /**
   * @param {ByteGroup} group
   * @param {number} index of the group
   */
  draw({ bytes, six_bit_groups: sixes, characters }, index) {
    this.start = index * 24;
    const bits = sixes.map((six) => six.toString(2).padStart(6, "0")).join("");
    const [byteRow, bitRow, sixRow, characterRow] = this.rows.map(([row]) => row);
    rows(byteRow, bytes, (cell, byte) =>
      show(cell, `${hex(byte)} ${letter(byte)}`),
    );
    rows(bitRow, bits, (cell, bit, place) => {
      const spare = place - bytes.length * 8;
      const byte = index * 3 + Math.floor(place / 8) + 1;
      show(cell, bit);
      cell.className = spare >= 0 ? "spare" : "";
      if (cell.tagName !== "BUTTON") return;
      cell.ariaLabel =
        spare >= 0
          ? `spare bit ${spare + 1}: ${bit}`
          : `bit ${(place % 8) + 1} of byte ${byte}: ${bit}`;
    });
    rows(sixRow, sixes, (cell, six) => show(cell, String(six)));
    rows(characterRow, characters, (cell, character) => show(cell, character));
  }

  /** @type {Light} */
  light(from, to) {
    for (const [row, width] of this.rows) {
      for (const [index, cell] of [...row.children].entries()) {
        const begin = this.start + index * width;
        cell.toggleAttribute("data-lit", begin < to && from < begin + width);
      }
    }
  }
}

/**
 * Three bytes each: letters, hexadecimal, characters.
 *
 * @param {HTMLElement} list
 * @param {Pick<Encoding, "groups" | "json">} encoding
 */
function drawGroups(list, { groups, json }) {
  rows(list, groups, (row, { bytes, characters }) => {
    const [letters, numbers, four] = row.children;
    show(letters, json === null ? "" : bytes.map(letter).join(""));
    show(numbers, bytes.map(hex).join(" "));
    show(four, characters);
  });
}

/** All groups of three bytes, small, and the one that is pointed at, large. */
class Way {
  #groups = /** @type {ByteGroup[]} */ ([]);

  /**
   * @param {HTMLElement} root
   * @param {Light} onLight
   */
  constructor(root, onLight) {
    this.list = within(root, ".way-groups");
    this.onLight = onLight;
    this.stops = new Stops(this.list, "li", (group) =>
      this.light(group * 24, group * 24 + 24),
    );
    this.bits = new Bits(within(root, ".bits"), (from, to) => this.light(from, to));
  }

  /** @param {Encoding} encoding */
  draw({ groups, json }) {
    this.#groups = groups;
    drawGroups(this.list, { groups, json });
    this.stops.settle();
    this.#enlarge(this.stops.chosen);
    this.bits.light(0, 0);
    this.onLight(0, 0);
  }

  /** @param {number} index */
  #enlarge(index) {
    const group = this.#groups[index];
    this.bits.rows[0][0].parentElement?.toggleAttribute("hidden", !group);
    if (group) this.bits.draw(group, index);
  }

  /**
   * Lights up a few bits, here and wherever else they are.
   *
   * @type {Light}
   */
  light(from, to) {
    const group = Math.floor(from / 24);
    if (group !== this.stops.chosen) this.stops.choose(group);
    if (this.bits.start !== group * 24) this.#enlarge(group);
    this.bits.light(from, to);
    this.onLight(from, to);
  }
}

/**
 * The bits of a few letters in a text, as UTF-8 writes them.
 *
 * @param {string} text
 * @param {number} place of a letter
 * @returns {[from: number, to: number]}
 */
function bitsOf(text, place) {
  const length = (/** @type {string} */ part) =>
    new TextEncoder().encode(part).length;
  const from = length(text.slice(0, place));
  const letter = String.fromCodePoint(text.codePointAt(place) ?? 0);
  return [from * 8, (from + length(letter)) * 8];
}

/**
 * The letters of a text to which a few of its bits belong.
 *
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @returns {[from: number, to: number]}
 */
function lettersOf(text, from, to) {
  let [bits, place] = [0, 0];
  let start = -1;
  for (const character of text) {
    const end = bits + new TextEncoder().encode(character).length * 8;
    if (start < 0 && end > from) start = place;
    if (bits >= to) break;
    bits = end;
    place += character.length;
  }
  return [start < 0 ? place : start, place];
}

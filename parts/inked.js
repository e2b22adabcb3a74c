// Text in colours, whose characters can be pointed at and made to stand out: as it is
// read, and as it is typed.

/** A text, shown in pieces of several colours. */
class Coloured {
  /**
   * @param {HTMLElement} beneath where the pieces are shown
   * @param {(text: string) => Piece[]} colours
   */
  constructor(beneath, colours) {
    this.beneath = beneath;
    this.colours = colours;
    this.written = beneath.textContent ?? "";
  }

  get text() {
    return this.written;
  }

  /** @param {string} text */
  write(text) {
    this.written = text;
    this.paint();
  }

  /** Characters that stand out, by the name of the class that they get. */
  #marks = /** @type {Map<string, [from: number, to: number][]>} */ (new Map());

  /**
   * Makes characters stand out, and no others by that name.
   *
   * @param {string} name
   * @param {[from: number, to: number][]} ranges
   */
  mark(name, ranges) {
    if (String(this.#marks.get(name) ?? "") === String(ranges)) return;
    this.#marks.set(name, ranges);
    this.paint();
  }

  paint() {
    const spans = cut(this.colours(this.text), this.#marks).map(
      ([className, text]) => {
        const span = document.createElement("span");
        span.className = className;
        span.textContent = text;
        return span;
      },
    );
    this.beneath.replaceChildren(...spans);
  }

  /**
   * Where a character is on the screen.
   *
   * @param {number} place
   */
  boxOf(place) {
    for (const { firstChild: text } of this.beneath.children) {
      const length = text?.nodeValue?.length ?? 0;
      if (text && place < length) {
        const range = document.createRange();
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        return range.getBoundingClientRect();
      }
      place -= length;
    }
    return this.beneath.getBoundingClientRect();
  }

  /**
   * The place of the character that is nearest to a point. Characters follow one
   * another in lines, so half of them can be left out at each look.
   *
   * @param {number} x
   * @param {number} y
   */
  placeAt(x, y) {
    const half = parseFloat(getComputedStyle(this.beneath).lineHeight) / 2;
    let [from, to] = [0, this.text.length - 1];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const { right, top, bottom } = this.boxOf(middle);
      const line = (top + bottom) / 2;
      const isBehind = y >= line + half || (y >= line - half && x >= right);
      if (isBehind) from = middle + 1;
      else to = middle;
    }
    return Math.max(0, from);
  }

  /**
   * Tells which character is pointed at; -1 if none is any more.
   *
   * @param {(place: number) => void} point
   * @param {HTMLElement} [surface] what lies on top
   */
  onPoint(point, surface = this.beneath) {
    surface.addEventListener("pointermove", ({ clientX, clientY }) =>
      point(this.text ? this.placeAt(clientX, clientY) : -1),
    );
    surface.addEventListener("pointerleave", () => point(-1));
  }
}

/**
 * A text field whose text is in colours. The browser's own field lies on top, so that
 * keys, selection, paste and screen readers work as ever; its letters are transparent,
 * and the same letters lie beneath it, in pieces.
 */
class Inked extends Coloured {
  /**
   * @param {HTMLElement} root
   * @param {(text: string) => Piece[]} colours
   */
  constructor(root, colours) {
    super(within(root, ".inked-beneath"), colours);
    this.root = root;
    this.field = /** @type {HTMLTextAreaElement} */ (within(root, "textarea"));
    this.field.addEventListener("input", () => this.paint());
  }

  get text() {
    return this.field.value;
  }

  /** @param {string} text */
  write(text) {
    if (this.text !== text) this.field.value = text;
    this.paint();
  }

  /** As `write`, and for everyone who listens as if the reader had done it. */
  type(/** @type {string} */ text) {
    this.field.value = text;
    this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** @param {(place: number) => void} point */
  onPoint(point) {
    super.onPoint(point, this.field);
  }

  /**
   * Tells before which character the caret is; -1 if the field is left.
   *
   * @param {(place: number) => void} point
   */
  onCaret(point) {
    for (const event of ["keyup", "focus"]) {
      this.field.addEventListener(event, () => point(this.field.selectionStart));
    }
    this.field.addEventListener("blur", () => point(-1));
  }
}

/**
 * Cuts pieces where a mark begins or ends.
 *
 * @param {Piece[]} pieces
 * @param {Map<string, [from: number, to: number][]>} marks
 * @returns {Piece[]}
 */
function cut(pieces, marks) {
  const edges = [...marks.values()].flat(2);
  let start = 0;
  return pieces.flatMap(([className, text]) => {
    const end = start + text.length;
    const inside = edges.filter((edge) => edge > start && edge < end);
    const cuts = [...new Set([start, ...inside, end])].sort(
      (one, other) => one - other,
    );
    const parts = cuts.slice(0, -1).map((from, index) => {
      const names = [...marks].flatMap(([name, ranges]) =>
        ranges.some((range) => range[0] <= from && from < range[1]) ? [name] : [],
      );
      const part = text.slice(from - start, cuts[index + 1] - start);
      return /** @type {Piece} */ ([[className, ...names].join(" ").trim(), part]);
    });
    start = end;
    return parts;
  });
}

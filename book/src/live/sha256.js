// SHA-256 of the reader's text, block by block and round by round, and of a second text
// beside it.

globalThis.startWidgets?.("sha256", (widget) => {
  const fields = ["text", "other"].map(
    (name) => new Inked(widget.part(name), (text) => [["", text]]),
  );
  const [text, other] = fields;
  const rounds = new Rounds(widget, openNext, light);
  const start = fields.map((field) => field.text);
  let open = 1;
  /** Until the reader writes a second text, it is the first with one letter changed. */
  let isOwn = false;

  function update() {
    if (!isOwn) other.write(withLetterChanged(text.text));
    other.mark("changed", differences(text.text, other.text));
    const [pass, otherPass] = fields.map(
      ({ text }) =>
        /** @type {PassAnswer} */ (askInside("passes", { text }).ok.passes[0]),
    );
    open = Math.min(open, pass.block_count);
    const isThere = open <= otherPass.block_count;
    showBlocks(
      widget.out("blocks"),
      pass.blocks.map(({ bytes, after }, index) => ({
        number: index + 1,
        name: nameOf(index, pass),
        bytes: unhex(bytes),
        after,
        isOpen: index + 1 === open,
        stateName: index + 1 === pass.block_count ? "the digest" : "state",
        blockMark: "",
        stateMark: "",
      })),
    );
    show(widget.out("size"), sizeOf(pass));
    show(widget.out("digest"), pass.digest);
    show(widget.out("other-size"), sizeOf(otherPass));
    show(widget.out("other-digest"), otherPass.digest);
    rounds.open(
      { text: text.text, number: open },
      isThere ? { text: other.text, number: open } : undefined,
      titleOf(open, pass),
      Math.max(0, pass.length - 64 * (open - 1)),
    );
    for (const field of fields) {
      field.mark("in-block", lettersIn(field, 64 * (open - 1), 64 * open));
    }
    widget.say(`${sizeOf(pass)} The digest is ${pass.digest}.`);
  }

  /**
   * The letters of both texts to which bytes of the open block belong.
   *
   * @param {number} from
   * @param {number} to
   */
  function light(from, to) {
    const start = 64 * (open - 1);
    for (const field of fields) {
      field.mark("lit", lettersIn(field, start + from, start + to));
    }
  }

  /** @param {-1 | 1} way */
  function openNext(way) {
    const isThere = Boolean(widget.out("blocks").children[open - 1 + way]);
    if (isThere) open += way;
    if (isThere) update();
    return isThere;
  }

  for (const field of fields) {
    // The caret leads to the block and the word in which the letter lies.
    field.field.addEventListener("click", () => goTo(field));
    field.field.addEventListener("keyup", ({ key }) => {
      if (key.startsWith("Arrow") || key === "Home" || key === "End") goTo(field);
    });
  }

  /** @param {Inked} field */
  function goTo(field) {
    if (!field.text) return;
    const place = Math.min(field.field.selectionStart, field.text.length - 1);
    const byte = bitsOf(field.text, place)[0] / 8;
    const block = Math.floor(byte / 64) + 1;
    rounds.slider.value = String(Math.floor((byte % 64) / 4));
    if (block === open) return rounds.draw();
    open = block;
    update();
  }

  widget.out("blocks").addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (!button) return;
    open = Number(button.dataset.number);
    update();
  });
  other.field.addEventListener("input", () => (isOwn = true));
  widget.onPress("letter", () => {
    isOwn = false;
    update();
  });
  widget.onPress("reset", () => {
    isOwn = false;
    open = 1;
    text.write(start[0]);
    rounds.slider.value = rounds.slider.defaultValue;
    update();
  });
  widget.onInput(update);
});

/**
 * @param {number} index of the block
 * @param {PassAnswer} pass
 */
function nameOf(index, { length }) {
  if (64 * (index + 1) <= length) return "text";
  return 64 * index < length ? "text, padding" : "padding";
}

/**
 * @param {number} number of the block
 * @param {PassAnswer} pass
 */
function titleOf(number, { length, block_count }) {
  const bits = 8 * length;
  const end = `The last 8 bytes are the text's length, ${bits} bits.`;
  return `Block ${number} of ${block_count}, opened. ${number === block_count ? end : ""}`;
}

/**
 * The letters to which bytes of a field's text belong.
 *
 * @param {Inked} field
 * @param {number} from
 * @param {number} to
 * @returns {[from: number, to: number][]}
 */
function lettersIn({ text }, from, to) {
  if (to <= from || from >= utf8(text)) return [];
  return [lettersOf(text, 8 * from, 8 * to)];
}

/**
 * Where two texts differ, letter by letter.
 *
 * @param {string} one
 * @param {string} other
 * @returns {[from: number, to: number][]}
 */
function differences(one, other) {
  return other
    .split("")
    .flatMap((letter, place) =>
      letter === one[place] ? [] : [[place, place + 1]],
    );
}

/** @param {PassAnswer} pass */
function sizeOf({ length, padding, block_count }) {
  const bytes = count(length, "byte");
  return `${bytes} and ${padding.length / 2} of padding: ${count(block_count, "block")}.`;
}

/**
 * A text with the last letter of its first block changed, or its last letter of all.
 *
 * @param {string} text
 */
function withLetterChanged(text) {
  if (!text) return "";
  const byte = Math.min(64, utf8(text)) - 1;
  const [from, to] = lettersOf(text, byte * 8, byte * 8 + 8);
  return text.slice(0, from) + nextLetter(text.slice(from, to)) + text.slice(to);
}

// Three bytes, 24 bits, four characters. Every bit can be flipped, the spare ones too.

globalThis.startWidgets?.("base64url", (widget) => {
  /** The bytes that are shown, and which of the spare bits are 1. @type {number[]} */
  let bytes = [];
  let spare = 0;

  const groups = widget.out("groups");
  /** @type {Bits[]} */
  let drawn = [];
  const stops = new Stops(groups, "button", () => {});

  function read() {
    bytes = [...new TextEncoder().encode(widget.value("text"))];
    spare = 0;
    draw();
  }

  function draw() {
    /** @type {Encoding} */
    const encoding = ask("bytes", { bytes }).ok;
    const spelling = withSpareBits(encoding);
    rows(groups, encoding.groups, () => {});
    drawn = encoding.groups.map((group, index) => {
      const root = /** @type {HTMLElement} */ (groups.children[index]);
      const known = drawn[index]?.rows[0][0].parentElement === root;
      const bits = known ? drawn[index] : new Bits(root, light);
      bits.draw(spelled(group, index, spelling), index);
      return bits;
    });
    stops.settle();
    show(widget.out("lengths"), lengths(encoding));
    const spareBits = spareCount(bytes.length);
    show(widget.out("spare"), spareBits ? `with ${spareBits} spare bits` : "");
    drawSpellings(spelling, encoding.standard);
    remark(spelling);
  }

  /** @type {Light} */
  function light(from, to) {
    for (const bits of drawn) bits.light(from, to);
  }

  /** @param {number} length */
  function spareCount(length) {
    return [0, 4, 2][length % 3];
  }

  /**
   * The base64url with the spare bits as the reader has set them.
   *
   * @param {Encoding} encoding
   */
  function withSpareBits({ groups, base64url }) {
    const six = groups.at(-1)?.six_bit_groups.at(-1) ?? 0;
    return spare === 0 ? base64url : base64url.slice(0, -1) + ALPHABET[six + spare];
  }

  /**
   * A group as it is spelled.
   *
   * @param {ByteGroup} group
   * @param {number} index
   * @param {string} spelling
   * @returns {ByteGroup}
   */
  function spelled(group, index, spelling) {
    const characters = spelling.slice(index * 4, index * 4 + 4);
    const sixes = [...characters].map((character) => ALPHABET.indexOf(character));
    return { bytes: group.bytes, six_bit_groups: sixes, characters };
  }

  /**
   * @param {string} spelling
   * @param {string} standard
   */
  function drawSpellings(spelling, standard) {
    let others = 0;
    rows(widget.out("base64url"), [...spelling], (cell, character, place) => {
      const differs = spare === 0 && standard[place] !== character;
      mark(cell, character, differs);
      if (differs) others++;
    });
    rows(widget.out("standard"), [...standard], (cell, character, place) =>
      mark(cell, character, spare === 0 && spelling[place] !== character),
    );
    show(
      widget.out("verdict"),
      comparison(others, standard.length - spelling.length),
    );
  }

  /**
   * @param {number} others how many characters differ
   * @param {number} padding how many `=` there are
   */
  function comparison(others, padding) {
    if (spare > 0) {
      return "A lenient decoder reads the same bytes from this. A strict one refuses it.";
    }
    const differences = [
      others ? `in ${count(others, "character")}` : "",
      padding ? `by ${"=".repeat(padding)} at the end` : "",
    ].filter(Boolean);
    return differences.length > 0
      ? `The two spellings differ ${differences.join(" and ")}.`
      : bytes.length > 0
        ? "The two spellings are the same here."
        : "";
  }

  /**
   * @param {HTMLElement} cell
   * @param {string} character
   * @param {boolean} differs
   */
  function mark(cell, character, differs) {
    show(cell, character);
    cell.className = differs ? "differs" : "";
  }

  /**
   * Says so if a strict decoder takes the spelling for a mistake, and if the bytes are
   * none that the field above could show.
   *
   * @param {string} spelling
   */
  function remark(spelling) {
    const { error } = ask("decode", { text: spelling });
    const words = error
      ? `✗ ${sentence(error)}`
      : isText()
        ? "✓ A strict decoder gives these bytes back."
        : "These bytes are no text, so the field above is empty. Base64url writes them all the same.";
    const note = widget.out("note");
    showWords(note, words);
    note.dataset.verdict = error ? "refused" : "accepted";
    widget.say(`base64url: ${[...spelling].join(" ")}. ${words}`);
  }

  function isText() {
    const typed = new TextEncoder().encode(widget.value("text"));
    return typed.join() === bytes.join();
  }

  /** @param {number} place */
  function flip(place) {
    if (place < bytes.length * 8) {
      bytes[place >> 3] ^= 0x80 >> (place & 7);
      typeBytes();
    } else {
      const fromTheRight =
        spareCount(bytes.length) - 1 - (place - bytes.length * 8);
      spare ^= 1 << fromTheRight;
    }
    draw();
  }

  // The field shows what the bytes spell. Where they spell nothing, it is empty.
  function typeBytes() {
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      widget.type("text", text.decode(new Uint8Array(bytes)));
    } catch {
      widget.type("text", "");
    }
  }

  groups.addEventListener("click", ({ target }) => {
    const bit = /** @type {HTMLElement} */ (target).closest("button");
    if (bit) flip(stops.all.indexOf(bit));
  });
  widget.onPress("try", (button) => {
    widget.type("text", button.textContent ?? "");
    read();
  });
  widget.onInput(read);
});

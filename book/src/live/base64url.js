// Three bytes, 24 bits, four characters. Every bit can be flipped, the spare ones too.

globalThis.jwtLive?.widget("base64url", (widget) => {
  const { ask, count, hex, letter, rows, show } = jwtLive;

  const alphabet = jwtLive.alphabet();

  /** The bytes that are shown, and which of the spare bits are 1. @type {number[]} */
  let bytes = [];
  let spare = 0;

  function read() {
    bytes = [...new TextEncoder().encode(widget.value("text"))];
    spare = 0;
    draw();
  }

  function draw() {
    /** @type {Encoding} */
    const encoding = ask("bytes", { bytes }).ok;
    const spelling = withSpareBits(encoding);
    rows(widget.out("groups"), encoding.groups, (element, group, index) =>
      drawGroup(element, group, index, spelling),
    );
    show(widget.out("lengths"), jwtLive.lengths(encoding));
    const spareBits = spareCount(bytes.length);
    show(widget.out("spare"), spareBits ? `with ${spareBits} spare bits` : "");
    drawSpellings(spelling, encoding.standard);
    remark(spelling);
    if (!bits().some((bit) => bit.tabIndex === 0)) makeStop(bits()[0]);
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
    if (spare === 0) return base64url;
    const six =
      /** @type {number} */ (groups.at(-1)?.six_bit_groups.at(-1)) + spare;
    return base64url.slice(0, -1) + alphabet[six];
  }

  /**
   * @param {HTMLElement} element
   * @param {ByteGroup} group
   * @param {number} index
   * @param {string} spelling
   */
  function drawGroup(element, group, index, spelling) {
    const used = group.bytes.length * 8;
    const isLast = index === Math.ceil(bytes.length / 3) - 1;
    const sixes = group.six_bit_groups.map((six, place) =>
      isLast && place === group.six_bit_groups.length - 1 ? six + spare : six,
    );
    const bits = sixes.map((six) => six.toString(2).padStart(6, "0")).join("");

    rows(widget.out("bytes", element), group.bytes, (cell, byte) =>
      show(cell, `${hex(byte)} ${letter(byte)}`),
    );
    rows(widget.out("bits", element), [...bits], (cell, bit, place) => {
      const isSpare = place >= used;
      const name = isSpare
        ? `spare bit ${place - used + 1}`
        : `bit ${(place % 8) + 1} of byte ${index * 3 + Math.floor(place / 8) + 1}`;
      show(cell, bit);
      cell.setAttribute("aria-label", `${name}: ${bit}`);
      cell.dataset.place = String(index * 24 + place);
      cell.className = [
        isSpare ? "spare" : "",
        Math.floor(place / 6) % 2 ? "odd" : "",
        !isSpare && place % 8 === 0 && place > 0 ? "byte" : "",
      ]
        .join(" ")
        .trim();
    });
    rows(widget.out("sixes", element), sixes, (cell, six) =>
      show(cell, String(six)),
    );
    rows(widget.out("characters", element), sixes, (cell, _, place) =>
      show(cell, spelling[index * 4 + place]),
    );
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
    widget.mistake("spelling", error);
    const typed = [...new TextEncoder().encode(widget.value("text"))];
    const isTyped = typed.join() === bytes.join();
    const note = isTyped
      ? ""
      : "These bytes are no text that can be typed. Base64url writes them all the same.";
    show(widget.out("note"), note);
    const said = `base64url: ${[...spelling].join(" ")}. ${note}`;
    widget.say(error ? `${said} ${jwtLive.sentence(error)}` : said);
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

  // The field shows what the bytes spell, where they spell something.
  function typeBytes() {
    try {
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      widget.type("text", text.decode(new Uint8Array(bytes)));
    } catch {
      // They are no UTF-8. A note says so.
    }
  }

  // ---------- moving from bit to bit: one stop for Tab, arrows within ----------

  function bits() {
    return [...widget.out("groups").querySelectorAll("button")];
  }

  /** @param {HTMLButtonElement | undefined} chosen */
  function makeStop(chosen) {
    for (const bit of bits()) bit.tabIndex = bit === chosen ? 0 : -1;
  }

  widget.out("groups").addEventListener("keydown", (event) => {
    const steps = /** @type {Record<string, number>} */ ({
      ArrowRight: 1,
      ArrowLeft: -1,
    });
    const step = steps[event.key];
    const bit = bits()[bits().findIndex((bit) => bit === event.target) + step];
    if (!step || !bit) return;
    event.preventDefault();
    makeStop(bit);
    bit.focus();
  });

  widget.out("groups").addEventListener("click", ({ target }) => {
    const bit = /** @type {HTMLElement} */ (target).closest("button");
    if (!bit) return;
    makeStop(bit);
    flip(Number(bit.dataset.place));
  });
  widget.onPress("try", (button) => {
    widget.type("text", button.textContent ?? "");
    read();
  });
  widget.onInput(read);
});

// What the instruments of SHA-256 and HMAC share: a list of blocks, and one of them opened
// into its rounds. All words are answers of the crate; here they get their places.

/**
 * A list of blocks, each a button that opens it.
 *
 * @param {HTMLElement} list
 * @param {BlockShown[]} blocks
 */
function showBlocks(list, blocks) {
  rows(list, blocks, (row, block) => {
    const button = /** @type {HTMLElement} */ (row.firstElementChild);
    const [number, name, bytes, blockMark, stateName, state, stateMark] =
      button.children;
    button.dataset.number = String(block.number);
    button.ariaPressed = String(block.isOpen);
    show(number, String(block.number));
    show(name, block.name);
    show(bytes, block.bytes.map(letter).join(""));
    show(state, `${block.after.slice(0, 2).join(" ")} …`);
    show(stateName, block.stateName);
    show(blockMark, block.blockMark);
    show(stateMark, block.stateMark);
    row.toggleAttribute("data-same", block.blockMark.startsWith("="));
    row.toggleAttribute("data-same-state", block.stateMark.startsWith("="));
  });
}

/** @param {string} digits hexadecimal */
function unhex(digits) {
  return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/** A block, opened: its bytes, its schedule, and a round with all that it adds up. */
class Rounds {
  /** @type {BlockAsked} */
  #asked = { number: 1 };
  /** @type {BlockAnswer | undefined} */
  #block;
  /** @type {BlockAnswer | undefined} */
  #other;
  /** @type {number[]} */
  #differences = [];
  #content = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #playing;

  /**
   * @param {Widget} widget
   * @param {(way: -1 | 1) => boolean} openNext opens the block before or behind this one,
   *   if there is one
   * @param {(from: number, to: number) => void} [onLight] what is done when bytes of the
   *   block light up
   */
  constructor(widget, openNext, onLight = () => {}) {
    this.widget = widget;
    this.openNext = openNext;
    this.onLight = onLight;
    this.slider = /** @type {HTMLInputElement} */ (widget.field("round"));
    this.slider.addEventListener("input", (event) => {
      event.stopPropagation();
      this.draw();
    });
    widget.onPress("back", () => this.step(-1));
    widget.onPress("next", () => this.step(1));
    widget.onPress("play", () => (this.#playing ? this.stop() : this.play()));
    widget.out("schedule").addEventListener("click", ({ target }) => {
      const cells = [...widget.out("schedule").children];
      const t = cells.indexOf(/** @type {Element} */ (target));
      if (t >= 0) this.go(t);
    });
    widget.out("bytes").addEventListener("click", ({ target }) => {
      const cell = /** @type {Element} */ (target).closest("[data-out] > *");
      const place = cell ? [...widget.out("bytes").children].indexOf(cell) : -1;
      if (place >= 0) this.go(Math.floor(place / 4));
    });
    const curve = widget.out("curve");
    const follow = (/** @type {PointerEvent} */ event) => {
      if (event.type !== "pointerdown" && !event.buttons) return;
      const { left, width } = curve.getBoundingClientRect();
      this.go(Math.round(((event.clientX - left) / width) * SUM));
    };
    curve.addEventListener("pointerdown", follow);
    curve.addEventListener("pointermove", follow);
  }

  /** The round that is shown, or 64: the sum behind the last. */
  get t() {
    return this.slider.valueAsNumber;
  }

  /** @param {number} t */
  go(t) {
    this.slider.value = String(Math.max(0, Math.min(SUM, t)));
    this.draw();
  }

  /**
   * Behind the sum comes the next block.
   *
   * @param {-1 | 1} way
   */
  step(way) {
    const { t } = this;
    const isInside = t + way >= 0 && t + way <= SUM;
    if (!isInside) this.slider.value = String(way === 1 ? 0 : SUM);
    if (isInside) this.go(t + way);
    else if (!this.openNext(way)) this.go(t);
    return this.t !== t;
  }

  play() {
    show(this.widget.out("play"), "Stop");
    this.#playing = setInterval(() => this.step(1) || this.stop(), 350);
  }

  stop() {
    clearInterval(this.#playing);
    this.#playing = undefined;
    show(this.widget.out("play"), "Play");
  }

  /**
   * @param {BlockAsked} asked
   * @param {BlockAsked | undefined} other the same block of something to compare with
   * @param {string} title
   * @param {number} content how many of its bytes are no padding
   */
  open(asked, other, title, content) {
    this.#asked = asked;
    this.#content = content;
    this.#block = askInside("block", asked).ok;
    this.#other = other && askInside("block", other).ok;
    this.#differences =
      (other && askInside("differences", { one: asked, other }).ok) ?? [];
    show(this.widget.out("title"), title);
    this.draw();
  }

  draw() {
    const block = this.#block;
    if (!block) return;
    this.#drawBytes(block);
    this.#drawSchedule(block);
    this.#drawCurve();
    if (this.t === SUM) this.#drawSum(block);
    else this.#drawRound();
    const { t } = this;
    if (t < 16) this.onLight(4 * t, 4 * t + 4);
    else this.onLight(0, 0);
  }

  // ---------- the block and its schedule ----------

  /** @param {BlockAnswer} block */
  #drawBytes({ bytes }) {
    const numbers = unhex(bytes);
    const others = this.#other ? unhex(this.#other.bytes) : numbers;
    const sources = sourcesOf(this.t);
    const place = this.widget.out("bytes");
    rows(place, numbers, (cell, byte, index) => {
      show(cell.children[0], letter(byte));
      show(cell.children[1], hex(byte));
      const word = Math.floor(index / 4);
      cell.dataset.role =
        word === this.t ? "now" : sources.includes(word) ? "source" : "";
      cell.toggleAttribute("data-padding", index >= this.#content);
      cell.toggleAttribute("data-differs", byte !== others[index]);
    });
    const letters = numbers.map(letter).join("");
    place.ariaLabel = `The block's 64 bytes, four for each word. As letters: ${letters}`;
  }

  /** @param {BlockAnswer} block */
  #drawSchedule({ schedule }) {
    const { t } = this;
    const place = this.widget.out("schedule");
    const sources = sourcesOf(t);
    rows(place, schedule, (cell, word, index) => {
      const source = sources.indexOf(index);
      show(cell, source < 0 ? String(index) : `−${BACK[source]}`);
      cell.dataset.role = index === t ? "now" : source < 0 ? "" : "source";
      cell.title = `W${index} = ${word}`;
      const other = this.#other?.schedule[index] ?? word;
      cell.toggleAttribute("data-differs", word !== other);
      cell.toggleAttribute("data-made", index > 15);
    });
    place.ariaLabel = `The 64 words of the schedule. ${this.#aboutWord(t)}`;
  }

  /** @param {number} t */
  #aboutWord(t) {
    if (t === SUM) return "All of them are used.";
    if (t < 16) return `W${t} is the block's bytes ${4 * t} to ${4 * t + 3}.`;
    const sources = sourcesOf(t).map((source) => `W${source}`);
    return `W${t} is made of ${sources.join(", ").replace(/, (?=\w+$)/, " and ")}.`;
  }

  // ---------- how far the other one is away ----------

  #drawCurve() {
    const { t } = this;
    const counts = this.#differences;
    const points = counts.map((count, index) => `${index} ${32 - count / 8}`);
    const [half, line, now] = this.widget.out("curve").children;
    half.setAttribute("d", `M0 16H${SUM}`);
    line.setAttribute("d", points.length ? `M${points.join("L")}` : "");
    now.setAttribute("d", `M${t} 0V32`);
    const away = counts.length
      ? `${counts[t]} of 256 bits differ`
      : "nothing to compare with";
    const where = t === SUM ? "After the sum" : `After round ${t}`;
    const dashed = counts.length ? " Dashed: half of them, 128." : "";
    show(this.widget.out("away"), `${where}: ${away}.${dashed}`);
    this.slider.setAttribute(
      "aria-valuetext",
      `${t === SUM ? "the sum" : `round ${t}`}, ${away}`,
    );
    this.widget.out("curve").ariaLabel = counts.length
      ? `How many of 256 bits differ after each round: ${counts.slice(0, SUM).join(", ")}; and after the sum: ${counts[SUM]}.`
      : "There is nothing to compare with.";
  }

  // ---------- a round ----------

  #drawRound() {
    const { t } = this;
    /** @type {RoundAnswer} */
    const round = askInside("round", { ...this.#asked, t }).ok;
    show(this.widget.out("word-title"), `The word of round ${t}`);
    show(this.widget.out("word-words"), `${this.#aboutWord(t)}`);
    const made = round.made_of;
    this.#words("word", [
      ...(made
        ? [
            [`σ1(W${t - 2})`, made.sigma_1],
            [`+ W${t - 7}`, made.seven_back],
            [`+ σ0(W${t - 15})`, made.sigma_0],
            [`+ W${t - 16}`, made.sixteen_back],
          ]
        : []),
      [`${made ? "= " : ""}W${t}`, round.w],
    ]);
    show(this.widget.out("sums-title"), `What round ${t} adds up`);
    this.#words("sums", [
      ["h", round.h],
      ["+ Σ1(e)", round.sigma_1],
      ["+ Ch(e, f, g)", round.ch],
      [`+ K${t}`, round.k],
      [`+ W${t}`, round.w],
      ["= T1", round.t1],
      ["Σ0(a)", round.sigma_0],
      ["+ Maj(a, b, c)", round.maj],
      ["= T2", round.t2],
    ]);
    show(
      this.widget.out("state-title"),
      `Round ${t}: before on the left, after on the right`,
    );
    this.#state(round.before, round.after, FROM, this.#other?.rounds[t]);
  }

  /** @param {BlockAnswer} block */
  #drawSum({ before, rounds, after }) {
    show(this.widget.out("word-title"), "No word");
    show(this.widget.out("word-words"), "All 64 are in.");
    this.#words("word", []);
    show(this.widget.out("sums-title"), "What was there before this block");
    this.#words(
      "sums",
      before.map((word, index) => [`+ H${index}`, word]),
    );
    show(
      this.widget.out("state-title"),
      "The sum: after round 63 on the left, the new state on the right",
    );
    const from = [...NAMES].map((name, index) => `${name} + H${index}`);
    this.#state(rounds[63], after, from, this.#other?.after);
  }

  /**
   * @param {string} name of the list
   * @param {string[][]} words with their labels
   */
  #words(name, words) {
    rows(this.widget.out(name), words, (row, [label, word]) => {
      const [labelled, digits, bits] = row.children;
      show(labelled, label);
      show(digits, word);
      drawBits(bits, word);
      row.toggleAttribute("data-result", label.startsWith("="));
    });
  }

  /**
   * @param {string[]} before
   * @param {string[]} after
   * @param {string[]} from
   * @param {string[] | undefined} other
   */
  #state(before, after, from, other) {
    rows(this.widget.out("state"), after, (row, word, index) => {
      const [name, was, way, is, bits] = row.children;
      show(name, NAMES[index]);
      show(was, before[index]);
      show(way, from[index]);
      show(is, word);
      drawBits(bits, word, other?.[index]);
      row.toggleAttribute("data-new", from[index].includes("+"));
    });
  }
}

/**
 * Of which words of the schedule the word of a round is made.
 *
 * @param {number} t
 */
function sourcesOf(t) {
  return t < 16 || t === SUM ? [] : BACK.map((back) => t - back);
}

/** Behind the 64 rounds. */
const SUM = 64;
const NAMES = "abcdefgh";
/** Where each word comes from. */
const FROM = ["T1 + T2", "a", "b", "c", "d + T1", "e", "f", "g"];
/** How far back the four words are of which a new one is made. */
const BACK = [2, 7, 15, 16];

/**
 * The 32 bits of a word, in a row: those that are 1 filled, those that differ from the
 * other word underlined.
 *
 * @param {Element} svg
 * @param {string} word
 * @param {string} [other]
 */
function drawBits(svg, word, other = word) {
  const [digits, others] = [word, other].map((word) =>
    Number.parseInt(word, 16).toString(2).padStart(32, "0"),
  );
  const cells = (/** @type {(place: number) => boolean} */ isIn) =>
    [...digits]
      .map((_, place) => (isIn(place) ? `M${place * 4} 0h3` : ""))
      .join("");
  const [zeros, ones, differing] = svg.children;
  zeros.setAttribute(
    "d",
    cells((place) => digits[place] === "0"),
  );
  ones.setAttribute(
    "d",
    cells((place) => digits[place] === "1"),
  );
  differing.setAttribute(
    "d",
    cells((place) => digits[place] !== others[place]),
  );
}

/** @param {string} text */
function utf8(text) {
  return new TextEncoder().encode(text).length;
}

/**
 * Another letter in its place, as many bytes long.
 *
 * @param {string} letter
 */
function nextLetter(letter) {
  if (!/^[0-9A-Za-z]$/.test(letter)) return "x".repeat(utf8(letter));
  const ends = /** @type {Record<string, string>} */ ({ 9: "0", z: "a", Z: "A" });
  return ends[letter] ?? String.fromCharCode(letter.charCodeAt(0) + 1);
}

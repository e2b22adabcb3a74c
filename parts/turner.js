// A press on a character makes it the next one. Arrows move from character to character,
// what is typed takes its place, and so do the buttons.

class Turner {
  /** The character that is chosen. */
  place = 0;

  /**
   * @param {TokenField} token
   * @param {HTMLElement} steps the buttons
   */
  constructor(token, steps) {
    this.token = token;
    this.steps = steps;
    const { field } = token;
    field.addEventListener("pointerdown", (event) => (this.#pressed = event));
    // A second press is no choice of a word, and a finger wants no keyboard on the screen.
    field.addEventListener("mousedown", (event) => {
      const isFinger = this.#pressed?.pointerType === "touch";
      if (event.detail > 1 || isFinger) event.preventDefault();
    });
    field.addEventListener("click", (event) => this.#press(event));
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("input", () => this.choose(this.#caret()));
    field.addEventListener("focus", () => this.choose(this.place));
    field.addEventListener("paste", (event) => this.#paste(event));
    token.onPoint((place) =>
      token.mark("pointed", place < 0 ? [] : [[place, place + 1]]),
    );
    steps.addEventListener("click", ({ target }) => {
      const button = /** @type {Element} */ (target).closest("button");
      if (button) this.#step(button.dataset.step ?? "");
    });
  }

  /** @type {PointerEvent | undefined} */
  #pressed;

  /** @param {MouseEvent} event */
  #press({ clientX, clientY }) {
    const from = this.#pressed;
    this.#pressed = undefined;
    // A press on the field's name is none on the token.
    if (!from) return;
    const way = Math.hypot(clientX - from.clientX, clientY - from.clientY);
    // Who drags selects the token, to copy it.
    if (way > 5) return;
    this.choose(this.token.placeAt(clientX, clientY));
    this.turn();
  }

  /** Makes the chosen character the next one of the 64. */
  turn() {
    const { text } = this.token;
    const place = this.place;
    if (place >= text.length) return;
    const next = ALPHABET[(ALPHABET.indexOf(text[place]) + 1) % 64];
    this.token.type(text.slice(0, place) + next + text.slice(place + 1));
    this.choose(place);
  }

  /** @param {number} place */
  choose(place) {
    const { token } = this;
    const last = token.text.length - 1;
    this.place = Math.max(0, Math.min(place, last));
    token.mark("chosen", last < 0 ? [] : [[this.place, this.place + 1]]);
    show(within(this.steps, ".steps-place"), this.words());
    if (document.activeElement === token.field) {
      token.field.setSelectionRange(this.place, this.place + 1);
    }
  }

  words() {
    const { text } = this.token;
    if (!text) return "There is no character.";
    const part = PARTS[this.token.partOf(this.place)];
    const where =
      text[this.place] === "." ? "between two parts" : `in the ${part ?? "rest"}`;
    return `Character ${this.place + 1} is ${text[this.place]}, ${where}.`;
  }

  // Behind what was typed, and in the token.
  #caret() {
    return document.activeElement === this.token.field
      ? this.token.field.selectionStart
      : this.place;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const isPlain = !(
      event.shiftKey ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey
    );
    const move = isPlain && this.#moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  #moves = /** @type {Record<string, () => void>} */ ({
    ArrowLeft: () => this.choose(this.place - 1),
    ArrowRight: () => this.choose(this.place + 1),
    ArrowUp: () => this.#line(-1),
    ArrowDown: () => this.#line(1),
    Home: () => this.choose(0),
    End: () => this.choose(this.token.text.length - 1),
    Enter: () => this.turn(),
  });

  /** @param {number} lines */
  #line(lines) {
    const { left, right, top, bottom } = this.token.boxOf(this.place);
    const y = (top + bottom) / 2 + lines * (bottom - top) * 1.2;
    const { top: begin, bottom: end } = this.token.beneath.getBoundingClientRect();
    if (y > begin && y < end)
      this.choose(this.token.placeAt((left + right) / 2, y));
  }

  // A whole token takes the place of the whole token.
  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!text.includes(".")) return;
    event.preventDefault();
    this.token.keep(text);
    this.token.type(text);
  }

  /** @param {string} step */
  #step(step) {
    if (step === "turn") this.turn();
    else if (step === "back") this.back();
    else if (step) this.choose(this.place + Number(step));
  }

  /** Puts the token back as it was. */
  back() {
    this.token.type(this.token.kept);
    this.choose(this.place);
  }
}

// A token, and what its parts decode to: no secret needed.

globalThis.jwtLive?.widget("three-parts", (widget) => {
  const { ask, count, hex, rows, show, showToken } = jwtLive;
  const parts = widget.out("parts");
  const cards = widget.out("cards");

  function update() {
    const token = widget.value("token");
    /** @type {TakenApart} */
    const { parts: found, error } = ask("take apart", { token }).ok;
    showToken(parts, token);
    widget.mistake("token", error);
    // What has more parts, or fewer, has no header, payload and signature.
    widget.answered(found.length === 3);
    rows(cards, [0, 1, 2], (card, place) => drawCard(card, place, found[place]));
    const mistake = error ?? found.find((part) => part.error)?.error;
    widget.say(
      mistake ? jwtLive.sentence(mistake) : "All three parts can be read.",
    );
  }

  /**
   * @param {HTMLElement} card
   * @param {number} place
   * @param {Part | undefined} part
   */
  function drawCard(card, place, part) {
    const [, lengths, text, note] = card.children;
    show(lengths, part ? size(part) : "");
    show(text, part ? content(part) : "");
    show(note, part ? remark(place, part) : "");
  }

  /** @param {Part} part */
  function size({ characters, bytes }) {
    const length = count(characters.length, "character");
    return bytes ? `${length}, ${count(bytes.length, "byte")}` : length;
  }

  /** @param {Part} part */
  function content({ text, bytes }) {
    return text ?? bytes?.map(hex).join(" ") ?? "";
  }

  /**
   * @param {number} place
   * @param {Part} part
   */
  function remark(place, { error, text }) {
    if (error) return `✗ ${jwtLive.sentence(error)}`;
    if (place === 0) return "It says how the token was signed.";
    if (place === 1)
      return ["It says what is claimed.", ...dates(text ?? "")].join(" ");
    return "It says nothing to a reader. Whether it fits, only a verifier with the right key can tell.";
  }

  /** @param {string} json */
  function dates(json) {
    const { ok } = ask("dates", { json });
    const lines = /** @type {InkedLine[]} */ (ok ?? []);
    return lines.map(
      ([[, name], [, moment], [, note]]) => `${name.trim()} is ${moment}${note}.`,
    );
  }

  // What is pointed at stands out, above and below.
  /** @param {Event} event */
  function point({ target }) {
    const part = /** @type {Element} */ (target).closest("button, li");
    const place = part ? [...parts.children, ...cards.children].indexOf(part) : -1;
    if (place < 0) return;
    const active = place < 6 ? place / 2 : place - 6;
    widget.root.dataset.active = String(active);
    const [name, lengths, text, note] = cards.children[active].children;
    const words = [name, lengths, text, note].map((element) => element.textContent);
    widget.say(words.filter(Boolean).join(", "));
  }
  for (const name of ["pointerover", "focusin", "click"]) {
    parts.addEventListener(name, point);
    cards.addEventListener(name, point);
  }

  widget.onInput(update);
});

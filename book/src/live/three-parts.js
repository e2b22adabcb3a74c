// A token, and what its parts decode to: no secret needed. What is pointed at lights up in
// the token and in what it says.

globalThis.startWidgets?.("three-parts", (widget) => {
  const token = new TokenField(widget.part("token"));
  const cards = widget.out("cards");
  const texts = ["jwt-h", "jwt-p"].map(
    (ink, card) =>
      new Coloured(
        /** @type {HTMLElement} */ (cards.children[card].children[2]),
        (text) => jsonPieces(text, ink),
      ),
  );
  /** @type {Part[]} */
  let parts = [];

  function update() {
    token.keep(token.text);
    /** @type {TakenApart} */
    const { parts: found, error } = ask("take apart", { token: token.text }).ok;
    parts = found;
    const isBearer = /^\s*Bearer /i.test(token.text);
    widget.out("bare").toggleAttribute("data-away", !isBearer);
    const place = widget.out("mistake");
    showWords(
      place,
      error ? `✗ ${sentence(error)}` : "All three parts can be read.",
    );
    place.dataset.verdict = error ? "refused" : "accepted";
    widget.blame("token", error, place);
    rows(cards, [0, 1, 2], (card, index) => drawCard(card, index, found[index]));
    light(-1);
    const mistake = error ?? found.find((part) => part.error)?.error;
    widget.say(mistake ? sentence(mistake) : "All three parts can be read.");
  }

  /**
   * @param {HTMLElement} card
   * @param {number} index
   * @param {Part | undefined} part
   */
  function drawCard(card, index, part) {
    const [, size, text, note] = card.children;
    // What has more parts, or fewer, has no header, payload and signature.
    const given = parts.length === 3 ? part : undefined;
    show(size, given ? sizeOf(given) : "");
    if (index < 2) texts[index].write(given?.text ?? "");
    else show(text, given ? bytesOf(given) : "");
    showWords(note, given ? remark(index, given) : "");
  }

  /** @param {Part} part */
  function sizeOf({ characters, length }) {
    const size = count(characters.length, "character");
    return length === null ? size : `${size}, ${count(length, "byte")}`;
  }

  /** @param {Part} part */
  function bytesOf({ characters }) {
    /** @type {Encoding | undefined} */
    const decoded = ask("decode", { text: characters }).ok;
    const bytes = decoded?.groups.flatMap((group) => group.bytes) ?? [];
    return bytes.map(hex).join(" ");
  }

  /**
   * @param {number} index
   * @param {Part} part
   */
  function remark(index, { error, text }) {
    // What stands above is not said again.
    const above = widget.out("mistake").textContent ?? "";
    if (error) return above.includes(error.found) ? "" : `✗ ${sentence(error)}`;
    if (index === 0) return "It says how the token was signed.";
    if (index === 2) {
      return "It says nothing to a reader. Whether it fits, only a verifier with the right key can tell.";
    }
    /** @type {Claim[]} */
    const claims = ask("claims", { json: text }).ok ?? [];
    const dates = claims.filter(({ date }) => date);
    return [
      "It says what is claimed.",
      ...dates.map(({ name, date }) => `${name} is ${date}.`),
    ].join(" ");
  }

  // ---------- pointing ----------

  /**
   * Lights up a character of the token, and the letters to which its bits belong.
   *
   * @param {number} place
   */
  function light(place) {
    const part = token.partOf(place);
    const isInPart = place >= 0 && token.text[place] !== "." && parts.length === 3;
    for (const [index, card] of [...cards.children].entries()) {
      card.toggleAttribute("data-lit", isInPart && index === part);
    }
    for (const text of texts) text.mark("lit", []);
    token.mark("lit", isInPart ? [[place, place + 1]] : []);
    if (!isInPart || part > 1) return;
    const bit = (place - token.startOf(part)) * 6;
    texts[part].mark("lit", [lettersOf(texts[part].text, bit, bit + 6)]);
  }

  token.onPoint(light);
  token.onCaret(light);
  for (const [index, text] of texts.entries()) {
    text.onPoint((place) => {
      if (place < 0) return light(-1);
      const [from, to] = bitsOf(text.text, place);
      const start = token.startOf(index);
      light(start + Math.floor(from / 6));
      token.mark("lit", [
        [start + Math.floor(from / 6), start + Math.ceil(to / 6)],
      ]);
      text.mark("lit", [[place, place + 1]]);
    });
  }

  widget.onPress("bare", () =>
    token.type(token.text.replace(/^\s*Bearer\s+/i, "")),
  );
  widget.onPress("reset", () => token.type(made()));
  widget.onInput(update);
});

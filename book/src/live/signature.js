// HMAC-SHA256 with the reader's own secret and claims, and the bits that change.

globalThis.startWidgets?.("signature", (widget) => {
  const claims = new JsonField(widget.part("json"), "jwt-p");
  const input = new Coloured(widget.out("token"), tokenPieces);
  /** @type {Making} */
  const book = ask("make", printed).ok;
  let kept = book.signing;
  let current = book.signing;

  function update() {
    const secret = {
      secret: widget.value("secret"),
      secret_is: widget.value("secret_is"),
    };
    /** @type {Answer<Making>} */
    const { ok } = ask("make", { ...printed, ...secret, payload: claims.text });
    const inClaims = ask("payload", { json: claims.text }).error;
    const inSecret = ok ? null : ask("make", { ...printed, ...secret }).error;
    claims.breakAt(inClaims?.place);
    const place = widget.out("mistake");
    widget.blame("json", inClaims, place);
    widget.blame("secret", inSecret, place);
    widget.out("boxes").toggleAttribute("data-stale", !ok);
    const mistake = inClaims ?? inSecret;
    if (mistake) showWords(place, `✗ ${sentence(mistake)}`);
    else showWarning(place, secret);
    if (ok) draw(ok.signing);
    else if (mistake) widget.say(sentence(mistake));
  }

  /** @param {Signing} signing */
  function draw(signing) {
    input.write(signing.signing_input);
    showHmac(widget, signing.hmac);
    current = signing;
    show(widget.out("signature"), current.signature.base64url);
    compare();
  }

  function compare() {
    const [before, after] = [kept, current].map(
      ({ signature }) => signature.base64url,
    );
    /** @type {number[]} */
    const places = ask("changed bits", { before, after }).ok;
    const changed = new Set(places);
    const bits = widget.out("bits");
    rows(bits, { length: 256 }, (bit, _, place) => {
      bit.className = changed.has(place) ? "changed" : "";
    });
    const words = changed.size
      ? `${changed.size} of the tag's 256 bits differ from the kept tag.`
      : "This is the kept tag. Change something, and see how many of its bits follow.";
    show(widget.out("changed"), words);
    show(widget.out("kept"), before);
    bits.setAttribute(
      "aria-label",
      `The tag's bits, 32 in a row, the changed ones filled. ${words}`,
    );
    for (const step of HMAC_STEPS) {
      light(widget.out(step), kept.hmac[step] !== current.hmac[step]);
    }
    light(widget.out("token"), kept.signing_input !== current.signing_input);
    widget.say(words);
  }

  /**
   * What is not as it was kept stands out.
   *
   * @param {HTMLElement} place
   * @param {boolean} isChanged
   */
  function light(place, isChanged) {
    place.closest("li")?.toggleAttribute("data-changed", isChanged);
  }

  /** @param {string} letter */
  function next(letter) {
    const ends = /** @type {Record<string, string>} */ ({ 9: "0", z: "a", Z: "A" });
    return ends[letter] ?? String.fromCharCode(letter.charCodeAt(0) + 1);
  }

  /** @param {string} text */
  function setSecret(text) {
    widget.type("secret_is", "text");
    widget.type("secret", text);
    update();
  }

  widget.onPress("letter", () => {
    // The last letter of the first value in quotes goes one on (123456, 123457, …), or
    // else the last digit of all. Where there is neither, the book's claims have one.
    const json = claims.text;
    const quoted = json.replace(/(?<!\\)[0-9a-z](?="\s*[,}\]])/i, next);
    const changed = quoted === json ? json.replace(/[0-9](?=\D*$)/, next) : quoted;
    claims.type(changed === json ? printed.payload.replace("6", next) : changed);
  });
  widget.onPress("long", () =>
    setSecret(
      "This secret has seventy bytes, and a block of SHA-256 has sixty-four!!",
    ),
  );
  widget.onPress("keep", () => {
    kept = current;
    compare();
  });
  widget.onPress("reset", () => {
    kept = book.signing;
    claims.write(printed.payload);
    setSecret(printed.secret);
  });
  widget.onInput(update);
});

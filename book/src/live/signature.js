// HMAC-SHA256 with the reader's own secret and claims, and the bits that change.

globalThis.jwtLive?.widget("signature", (widget) => {
  const { ask, printed, rows, show } = jwtLive;

  /** The tag of the book's own token, as base64url. @type {string} */
  const book = ask("make", printed).ok.signing.signature.base64url;
  let kept = book;
  let current = book;

  function update() {
    const secret = {
      secret: widget.value("secret"),
      secret_is: widget.value("secret_is"),
    };
    const json = widget.value("json");
    /** @type {Answer<Making>} */
    const { ok } = ask("make", { ...printed, ...secret, payload: json });
    const mistakes = {
      json: ask("payload", { json }).error,
      secret: ok ? null : ask("make", { ...printed, ...secret }).error,
    };
    widget.mistake("json", mistakes.json);
    widget.mistake("secret", mistakes.secret);
    jwtLive.showWarning(widget.out("warning"), mistakes.secret ? null : secret);
    widget.answered(Boolean(ok));
    const mistake = mistakes.json ?? mistakes.secret;
    if (ok) draw(ok.signing);
    else if (mistake) widget.say(jwtLive.sentence(mistake));
  }

  /** @param {Signing} signing */
  function draw(signing) {
    jwtLive.showToken(widget.out("token"), signing.signing_input);
    jwtLive.showHmac(widget, signing.hmac);
    current = signing.signature.base64url;
    show(widget.out("signature"), current);
    compare();
  }

  function compare() {
    /** @type {number[]} */
    const places = ask("changed bits", { before: kept, after: current }).ok;
    const changed = new Set(places);
    const bits = widget.out("bits");
    rows(bits, { length: 256 }, (bit, _, place) => {
      bit.className = changed.has(place) ? "changed" : "";
    });
    const words = changed.size
      ? `${changed.size} of the tag's 256 bits differ from the kept tag.`
      : "This is the kept tag. Change something, and see how many of its bits follow.";
    show(widget.out("changed"), words);
    show(widget.out("kept"), kept);
    bits.setAttribute(
      "aria-label",
      `The tag's bits, 32 in a row, the changed ones filled. ${words}`,
    );
    widget.say(words);
  }

  /** @param {string} letter */
  function next(letter) {
    const ends = /** @type {Record<string, string>} */ ({ 9: "0", z: "a", Z: "A" });
    return ends[letter] ?? String.fromCharCode(letter.charCodeAt(0) + 1);
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  function set(name, text) {
    widget.type(name, text);
    update();
  }

  widget.onPress("letter", () => {
    // The last letter of the first value in quotes goes one on (123456, 123457, …), or
    // else the last digit of all. Where there is neither, the book's claims have one.
    const json = widget.value("json");
    const quoted = json.replace(/(?<!\\)[0-9a-z](?="\s*[,}\]])/i, next);
    const changed = quoted === json ? json.replace(/[0-9](?=\D*$)/, next) : quoted;
    set("json", changed === json ? printed.payload.replace("6", next) : changed);
  });
  widget.onPress("long", () => {
    widget.type("secret_is", "text");
    set(
      "secret",
      "This secret has seventy bytes, and a block of SHA-256 has sixty-four!!",
    );
  });
  widget.onPress("keep", () => {
    kept = current;
    compare();
  });
  widget.onPress("reset", () => {
    kept = book;
    widget.type("json", printed.payload);
    widget.type("secret_is", "text");
    set("secret", printed.secret);
  });
  widget.onInput(update);
});

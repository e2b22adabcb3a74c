// HMAC-SHA256 with the reader's own secret and claims, and the bits that change.

globalThis.jwtLive?.widget("signature", (widget) => {
  const { ask, documented, rows, show } = jwtLive;

  /** The tag to compare with, as base64url. @type {string} */
  let kept = ask("make", documented).ok.signing.signature.base64url;
  let current = kept;

  function update() {
    const secret = {
      secret: widget.value("secret"),
      secret_is: widget.value("secret_is"),
    };
    const question = { ...documented, ...secret, payload: widget.value("json") };
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", question);
    const claims = ask("payload", { json: widget.value("json") });
    widget.mistake("json", claims.error);
    widget.mistake("secret", claims.error ? null : error);
    jwtLive.showWarning(widget.out("warning"), ok ? secret : null);
    if (!ok) return widget.say(jwtLive.sentence(error));
    draw(ok.signing);
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
      ? `${changed.size} of the tag's 256 bits differ from the one that you compare with.`
      : "This is the tag to compare with. Change something above.";
    show(widget.out("changed"), words);
    bits.setAttribute("aria-label", `The tag's bits, 32 in a row. ${words}`);
    widget.say(words);
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
    // The last letter or digit before the last quote goes one on: 123456, 123457, …
    const json = widget.value("json");
    const next = json.replace(/([0-9a-y])(?=")(?!"\s*:)/i, (letter) =>
      letter === "9" ? "0" : String.fromCharCode(letter.charCodeAt(0) + 1),
    );
    set("json", next);
  });
  widget.onPress("long", () =>
    set(
      "secret",
      "This secret has seventy bytes, and a block of SHA-256 has sixty-four!!",
    ),
  );
  widget.onPress("keep", () => {
    kept = current;
    compare();
  });
  widget.onPress("reset", () => {
    widget.type("json", documented.payload);
    widget.type("secret_is", "text");
    set("secret", documented.secret);
  });
  widget.onInput(update);
});

// Claims of the reader's own, and how little it takes to read them back.

globalThis.jwtLive?.widget("payload", (widget) => {
  const { ask, count, printed, lengths, show, showToken } = jwtLive;

  const button = /** @type {HTMLElement} */ (
    widget.root.querySelector('[data-do="decode"]')
  );

  /** The second part of the token, as it travels. */
  let part = "";

  function update() {
    const json = widget.value("json");
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, payload: json });
    widget.mistake("json", error);
    widget.answered(!error);
    if (!ok) return widget.say(jwtLive.sentence(error));
    part = ok.payload.base64url;
    show(widget.out("lengths"), lengths(ok.payload));
    showToken(widget.out("token"), ok.token);
    jwtLive.showDates(widget.out("dates"), json);
    const list = widget.out("dates");
    show(widget.out("decoded"), "Not decoded yet.");
    show(widget.out("verdict"), "");
    show(button, "Decode without the secret");
    widget.say(`${lengths(ok.payload)}. ${list.textContent}`);
  }

  function decode() {
    /** @type {Encoding} */
    const decoded = ask("decode", { text: part }).ok;
    show(widget.out("decoded"), decoded.json ?? "");
    show(button, "Decoded without the secret");
    const read = `Read from ${count(part.length, "character")} of the payload, with no secret: anyone on the token's way can do this.`;
    show(widget.out("verdict"), read);
    widget.say(`${decoded.json}. ${read}`);
  }

  /**
   * @param {string} name
   * @param {string} value as JSON
   */
  function add(name, value) {
    const json = widget.value("json");
    const isRight = !ask("payload", { json }).error;
    if (isRight && !Object.hasOwn(JSON.parse(json), name)) {
      const longer = json.replace(/,?\s*}\s*$/, `,"${name}":${value}}`);
      widget.type("json", longer.replace(/^\s*{,/, "{"));
    }
    update();
  }

  widget.onPress("secretive", () => add("password", '"hunter2"'));
  widget.onPress("milliseconds", () => add("exp", "1690411362000"));
  widget.onPress("reset", () => {
    widget.type("json", printed.payload);
    update();
  });
  widget.onPress("decode", decode);
  widget.onInput(update);
  decode();
});

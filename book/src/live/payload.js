// Claims of the reader's own, and how little it takes to read them back.

globalThis.jwtLive?.widget("payload", (widget) => {
  const { ask, count, documented, lengths, show, showToken } = jwtLive;

  /** The second part of the token, as it travels. */
  let part = "";

  function update() {
    const json = widget.value("json");
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...documented, payload: json });
    widget.mistake("json", error);
    if (!ok) return widget.say(jwtLive.sentence(error));
    part = ok.payload.base64url;
    show(widget.out("lengths"), lengths(ok.payload));
    showToken(widget.out("token"), ok.token);
    jwtLive.showDates(widget.out("dates"), json);
    show(widget.out("decoded"), "Not decoded yet.");
    show(widget.out("verdict"), "");
    widget.say(`${lengths(ok.payload)}.`);
  }

  function decode() {
    /** @type {Encoding} */
    const decoded = ask("decode", { text: part }).ok;
    show(widget.out("decoded"), decoded.json ?? "");
    const read = `Read from ${count(part.length, "character")}, with no secret: anyone on the token's way can do this.`;
    show(widget.out("verdict"), read);
    widget.say(`${decoded.json}. ${read}`);
  }

  /** @param {string} claims to be added at the end */
  function add(claims) {
    const json = widget.value("json");
    widget.type(
      "json",
      json.replace(/,?\s*}\s*$/, `,${claims}}`).replace("{,", "{"),
    );
    update();
  }

  widget.onPress("secretive", () => add('"password":"hunter2"'));
  widget.onPress("milliseconds", () => add('"exp":1690411362000'));
  widget.onPress("reset", () => {
    widget.type("json", documented.payload);
    update();
  });
  widget.onPress("decode", decode);
  widget.onInput(update);
  decode();
});

// Claims of the reader's own, and how little it takes to read them back.

globalThis.startWidgets?.("payload", (widget) => {
  const json = new JsonField(widget.part("json"), "jwt-p");
  const token = new Coloured(widget.out("token"), tokenPieces);
  const way = new Way(widget.part("way"), light);
  pointAlong(way, json);

  /** The second part of the token, as it travels, and where it begins. */
  let part = "";
  let start = 0;

  function update() {
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, payload: json.text });
    json.breakAt(error?.place);
    widget.blame("json", error, widget.out("mistake"));
    for (const place of widget.root.querySelectorAll("[data-answer]")) {
      place.toggleAttribute("data-stale", Boolean(error));
    }
    showWords(widget.out("mistake"), error ? `✗ ${sentence(error)}` : "");
    if (error) return widget.say(sentence(error));
    part = ok.payload.base64url;
    start = ok.header.base64url.length + 1;
    show(widget.out("lengths"), lengths(ok.payload));
    way.draw(ok.payload);
    token.write(ok.token);
    showClaims(widget.out("claims"), json.text);
    show(widget.out("decoded"), "Not decoded yet.");
    show(widget.out("verdict"), "");
    widget.say(`${lengths(ok.payload)}. ${widget.out("claims").textContent}`);
  }

  /** @type {Light} */
  function light(from, to) {
    const isLit = to > from;
    json.mark("lit", isLit ? [lettersOf(json.text, from, to)] : []);
    const characters = [start + Math.floor(from / 6), start + Math.ceil(to / 6)];
    token.mark("lit", isLit ? [[characters[0], characters[1]]] : []);
  }

  function decode() {
    /** @type {Encoding} */
    const decoded = ask("decode", { text: part }).ok;
    show(widget.out("decoded"), decoded.json ?? "");
    const read = `Read from ${count(part.length, "character")} of the payload, with no secret: anyone on the token's way can do this.`;
    show(widget.out("verdict"), read);
    widget.say(`${decoded.json}. ${read}`);
  }

  /**
   * @param {string} name
   * @param {string} value as JSON
   */
  function add(name, value) {
    const { text } = json;
    const isRight = !ask("payload", { json: text }).error;
    if (!isRight || Object.hasOwn(JSON.parse(text), name)) return;
    const longer = text.replace(/,?\s*}\s*$/, `,"${name}":${value}}`);
    json.type(longer.replace(/^\s*{,/, "{"));
  }

  widget.onPress("secretive", () => add("password", '"hunter2"'));
  widget.onPress("milliseconds", () => add("exp", "1690411362000"));
  widget.onPress("reset", () => json.type(printed.payload));
  widget.onPress("decode", decode);
  widget.onInput(update);
  decode();
});

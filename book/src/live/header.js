// A header of the reader's own: its bytes, its characters, and a token that means the
// same or doesn't.

globalThis.startWidgets?.("header", (widget) => {
  const json = new JsonField(widget.part("json"), "jwt-h");
  const token = new Coloured(widget.out("token"), tokenPieces);
  const way = new Way(widget.part("way"), light);
  pointAlong(way, json);
  /** @type {Making} */
  const book = ask("make", printed).ok;

  function update() {
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, header: json.text });
    json.breakAt(error?.place);
    widget.blame("json", error);
    if (error) return widget.unmade("since the header has a mistake", error);
    show(widget.out("lengths"), lengths(ok.header));
    way.draw(ok.header);
    token.write(ok.token);
    const words = [meaning(json.text, ok), changed(ok.token)].join(" ");
    widget.judge(ask("check", { ...printed, token: ok.token }).ok, words);
  }

  /** @type {Light} */
  function light(from, to) {
    json.mark("lit", to > from ? [lettersOf(json.text, from, to)] : []);
    token.mark("lit", to > from ? [[Math.floor(from / 6), Math.ceil(to / 6)]] : []);
  }

  /**
   * @param {string} header
   * @param {Making} made
   */
  function meaning(header, made) {
    if (header === printed.header) return "This is the book's header, to the byte.";
    const same = ask("same meaning", { one: header, other: printed.header }).ok;
    const [now, before] = [made, book].map(({ header }) => header.length);
    const spelling =
      now === before ? "in another order" : `in ${now} bytes, not ${before}`;
    return same
      ? `It means the same as the book's header, ${spelling}.`
      : "It means something else than the book's header.";
  }

  /** @param {string} token */
  function changed(token) {
    const [now, before] = [token, book.token].map((token) => token.split("."));
    const others = PARTS.filter((_, place) => now[place] !== before[place]);
    const same = PARTS.filter((name) => !others.includes(name));
    if (others.length === 0) return "";
    return `Of the token's parts, ${others.join(" and ")} changed, and ${same.join(" and ")} did not.`;
  }

  /** @param {(json: string) => string} change */
  function edit(change) {
    json.type(change(json.text));
  }

  /** @param {(header: Record<string, unknown>) => Record<string, unknown>} change */
  function rewrite(change) {
    edit((json) => {
      // What is no JSON has no names to be swapped.
      const isRight = !ask("header", { json }).error;
      return isRight ? JSON.stringify(change(JSON.parse(json))) : json;
    });
  }

  widget.onPress("space", () => edit((json) => json.replace(/:|,/, "$& ")));
  widget.onPress("swap", () =>
    rewrite((header) => Object.fromEntries(Object.entries(header).reverse())),
  );
  widget.onPress("kid", () => rewrite((header) => ({ ...header, kid: "2026-11" })));
  widget.onPress("reset", () => edit(() => printed.header));
  widget.onInput(update);
});

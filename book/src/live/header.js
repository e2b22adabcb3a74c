// A header of the reader's own: its bytes, its characters, and a token that means the
// same or doesn't.

globalThis.jwtLive?.widget("header", (widget) => {
  const { ask, printed, lengths, show, showGroups, showToken, verdict } =
    jwtLive;
  /** @type {Making} */
  const book = ask("make", printed).ok;

  function update() {
    const header = widget.value("json");
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, header });
    widget.mistake("json", error);
    widget.answered(!error);
    if (!ok) return widget.say(jwtLive.sentence(error));
    show(widget.out("lengths"), lengths(ok.header));
    showGroups(widget.out("groups"), ok.header);
    showToken(widget.out("token"), ok.token);
    const words = `${meaning(header, ok)} ${changes(ok.token)}`;
    show(widget.out("meaning"), words);
    const checked = ask("check", { ...printed, token: ok.token }).ok;
    show(widget.out("verdict"), `A verifier says: ${verdict(checked)}`);
    widget.say(`${lengths(ok.header)}. ${words} ${verdict(checked)}`);
  }

  /**
   * @param {string} header
   * @param {Making} made
   */
  function meaning(header, made) {
    if (header === printed.header)
      return "This is the book's header, to the byte.";
    const same = ask("same meaning", { one: header, other: printed.header }).ok;
    const [now, before] = [made, book].map(({ header }) => header.length);
    const spelling =
      now === before ? "in another order" : `in ${now} bytes, not ${before}`;
    return same
      ? `It means the same as the book's header, ${spelling}.`
      : "It means something else than the book's header.";
  }

  /** @param {string} token */
  function changes(token) {
    const names = ["header", "payload", "signature"];
    const [now, before] = [token, book.token].map((token) => token.split("."));
    const changed = names.filter((_, place) => now[place] !== before[place]);
    const same = names.filter((name) => !changed.includes(name));
    if (changed.length === 0) return "";
    return `Of the token's parts, ${changed.join(" and ")} changed, and ${same.join(" and ")} did not.`;
  }

  /** @param {(json: string) => string} change */
  function edit(change) {
    widget.type("json", change(widget.value("json")));
    update();
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

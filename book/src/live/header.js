// A header of the reader's own: its bytes, its characters, and a token that means the
// same or doesn't.

globalThis.jwtLive?.widget("header", (widget) => {
  const { ask, documented, lengths, show, showGroups, showToken, verdict } =
    jwtLive;
  /** @type {Making} */
  const book = ask("make", documented).ok;

  function update() {
    const header = widget.value("json");
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...documented, header });
    widget.mistake("json", error);
    if (!ok) {
      show(
        widget.out("meaning"),
        "Below is still the last header that could be read.",
      );
      show(widget.out("verdict"), "");
      return widget.say(jwtLive.sentence(error));
    }
    show(widget.out("lengths"), lengths(ok.header));
    showGroups(widget.out("groups"), ok.header);
    showToken(widget.out("token"), ok.token);
    show(widget.out("meaning"), meaning(header, ok));
    const checked = ask("check", { ...documented, token: ok.token }).ok;
    show(widget.out("verdict"), `verify: ${verdict(checked)}`);
    widget.say(`${lengths(ok.header)}. ${meaning(header, ok)} ${verdict(checked)}`);
  }

  /**
   * @param {string} header
   * @param {Making} made
   */
  function meaning(header, made) {
    if (header === documented.header)
      return "This is the book's header, to the byte.";
    const same = ask("same meaning", { one: header, other: documented.header }).ok;
    const bytes = `${made.header.bytes.length} bytes, not ${book.header.bytes.length}`;
    return same
      ? `It means the same as the book's header, in another spelling (${bytes}): another token, with another signature.`
      : `It means something else than the book's header (${bytes}): another token.`;
  }

  /** @param {(json: string) => string} change */
  function edit(change) {
    widget.type("json", change(widget.value("json")));
    update();
  }

  widget.onPress("space", () => edit((json) => json.replace(/:(?=\S)/, ": ")));
  widget.onPress("swap", () => edit(() => '{"typ":"JWT","alg":"HS256"}'));
  widget.onPress("kid", () =>
    edit(() => '{"alg":"HS256","typ":"JWT","kid":"2026-11"}'),
  );
  widget.onPress("reset", () => edit(() => documented.header));
  widget.onInput(update);
});

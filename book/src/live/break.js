// A token to break, thirteen lamps, and one line that says what happened.

globalThis.startWidgets?.("break", (widget) => {
  const token = new TokenField(widget.part("token"));
  const turner = new Turner(token, widget.part("steps"));
  turner.choose(Number(widget.root.dataset.place));

  widget.onInput(() => {
    /** @type {Answer<Checking>} */
    const { ok } = ask("check", {
      token: token.text,
      secret: printed.secret,
      secret_is: "text",
      now: printed.now,
      expected: {},
    });
    if (!ok) return;
    const words = story(token.kept, token.text, ok);
    widget.judge(ok, words || "You have changed no character of it.");
  });
});

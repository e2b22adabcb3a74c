// Secrets, tried on the token that a source document prints.

globalThis.startWidgets?.("guess", (widget) => {
  /** What was tried, the last one first. @type {[secret: string, words: string][]} */
  const tried = [];
  let words = "";

  function update() {
    const secret = {
      // A field of one line holds no line break, so a sign stands for it.
      secret: widget.value("secret").replaceAll("↵", "\n"),
      secret_is: widget.value("secret_is"),
    };
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", { ...printed, ...secret });
    widget.blame("secret", error);
    words = ok ? difference(secret) : "";
    if (error) return widget.unmade("since there is no secret", error);
    widget.judge(ok, words);
  }

  /** @param {{ secret: string, secret_is: string }} secret */
  function difference(secret) {
    /** @type {Making} */
    const { token } = ask("make", { ...printed, ...secret }).ok;
    const [ours, theirs] = [token, printed.token].map(
      (token) => token.split(".")[2],
    );
    const bits = ask("changed bits", { before: ours, after: theirs }).ok.length;
    return `This secret gives \`${ours}\`: ${bits} of 256 bits are not the printed ones.`;
  }

  function keep() {
    const secret = widget.value("secret");
    const bits = /\d+ of 256 bits/.exec(words)?.[0];
    if (!bits || tried[0]?.[0] === secret) return;
    tried.unshift([secret, bits]);
    tried.length = Math.min(tried.length, 5);
    rows(widget.out("tried"), tried, (row, [secret, bits]) => {
      show(row.children[0], secret);
      show(row.children[1], bits);
    });
  }

  widget.onPress("try", (button) => {
    widget.type("secret", JSON.parse(button.dataset.secret ?? '""'));
    widget.type("secret_is", button.dataset.kind ?? "text");
    update();
    keep();
  });
  widget.field("secret").addEventListener("change", keep);
  widget.onInput(update);
  keep();
});

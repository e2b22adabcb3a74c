// A line of time: `nbf`, `exp` and the clock, to be dragged.

globalThis.startWidgets?.("clock", (widget) => {
  const claims = new JsonField(widget.part("json"), "jwt-p");
  const line = new Timeline(widget.part("timeline"), move);
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
    widget.root.querySelectorAll('[data-do="set"]')
  );

  function update() {
    const now = number(widget.value("now"));
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, payload: claims.text });
    claims.breakAt(error?.place);
    widget.blame("json", error);
    widget.blame("now", now === null);
    const moments = ok ? momentsOf(JSON.parse(claims.text)) : {};
    for (const button of buttons) {
      button.disabled = moments[button.dataset.claim ?? ""] === undefined;
      button.toggleAttribute("data-stale", button.disabled);
    }
    line.empty(Boolean(error) || now === null);
    if (error) return widget.unmade("since the claims have a mistake", error);
    if (now === null) {
      return widget.unmade(
        "is checked, since the clock is no number",
        "a number of seconds, as the clock shows",
      );
    }
    line.draw({ ...moments, now }, date);
    const story = Object.entries({ now, ...moments }).map(([name, seconds]) => {
      const words = name === "now" ? "The clock says" : `\`${name}\` is`;
      return `${words} ${date(seconds)}.`;
    });
    const { token } = ok;
    widget.judge(ask("check", { ...printed, token, now }).ok, story.join(" "));
  }

  /**
   * @param {Record<string, unknown>} claims
   * @returns {Record<string, number>}
   */
  function momentsOf(claims) {
    const moments = /** @type {Record<string, number>} */ ({});
    for (const name of ["nbf", "exp"]) {
      const moment = claims[name];
      if (typeof moment === "number") moments[name] = moment;
    }
    return moments;
  }

  /**
   * @param {string} name
   * @param {number} seconds
   */
  function move(name, seconds) {
    if (name === "now") widget.type("now", String(seconds));
    else claims.write(claims.text.replace(valueOf(name), `$1${seconds}`));
    update();
  }

  /** @param {string} name of a claim that is a number */
  function valueOf(name) {
    return new RegExp(`("${name}"\\s*:\\s*)-?[\\d.eE+-]+`);
  }

  widget.onPress("set", ({ dataset }) => {
    const seconds = JSON.parse(claims.text)[dataset.claim ?? ""];
    move("now", seconds + Number(dataset.shift));
  });
  widget.onInput(update);
});

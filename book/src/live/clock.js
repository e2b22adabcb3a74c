// A clock to drag across `nbf` and `exp`.

globalThis.jwtLive?.widget("clock", (widget) => {
  const { ask, date, printed, seconds, show } = jwtLive;
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
    widget.root.querySelectorAll('[data-do="set"]')
  );

  function update() {
    const json = widget.value("json");
    const now = seconds(widget, "now");
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { ...printed, payload: json });
    widget.mistake("json", error);
    widget.answered(Boolean(now && ok));
    /** @type {Record<string, unknown>} */
    const claims = ok ? JSON.parse(json) : {};
    for (const button of buttons) {
      button.disabled = typeof claims[button.dataset.claim ?? ""] !== "number";
    }
    if (!ok) return widget.say(jwtLive.sentence(error));
    if (!now) return widget.say("The clock needs a number of seconds.");
    draw(ok.token, Number(now.value), claims);
  }

  /**
   * @param {string} token
   * @param {number} now
   * @param {Record<string, unknown>} claims
   */
  function draw(token, now, claims) {
    const time = date(now);
    show(widget.out("date"), `The clock says ${time}.`);
    jwtLive.showDates(widget.out("dates"), widget.value("json"));
    drawLine(now, claims);
    widget.type("slider", String(now));
    widget.field("slider").setAttribute("aria-valuetext", time);
    const words = verdict(ask("check", { ...printed, token, now }).ok);
    show(widget.out("verdict"), words);
    widget.say(words);
  }

  /** @param {Checking} checking */
  function verdict({ checks }) {
    const error = checks.find((check) => check.error)?.error;
    return error
      ? `✗ The verifier refuses it at this moment. ${jwtLive.sentence(error)}`
      : "✓ The token is good at this moment.";
  }

  /**
   * The moments among the claims, and room around them.
   *
   * @param {Record<string, unknown>} claims
   */
  function moments({ nbf, exp }) {
    const times = [nbf, exp].filter((time) => typeof time === "number");
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const room = last > first ? (last - first) / 2 : 1800;
    return { from: first - room, to: last + room };
  }

  /**
   * Before `nbf`, between the two, and from `exp` on.
   *
   * @param {number} now
   * @param {Record<string, unknown>} claims
   */
  function drawLine(now, claims) {
    const { from, to } = moments(claims);
    const line = widget.out("line");
    line.hidden = !Number.isFinite(to - from);
    if (line.hidden) return;
    const slider = /** @type {HTMLInputElement} */ (widget.field("slider"));
    slider.min = String(Math.floor(Math.min(from, now)));
    slider.max = String(Math.ceil(Math.max(to, now)));
    const begin = Number(slider.min);
    const end = Number(slider.max);
    const [good, bad] = [claims.nbf ?? begin, claims.exp ?? end].map(Number);
    const never = bad <= good;
    const widths = never
      ? [end - begin, 0, 0]
      : [good - begin, bad - good, end - bad];
    const names = [never ? "never good" : "not yet", "good", "expired"];
    [...line.children].forEach((piece, index) => {
      const share = Math.max(0, widths[index]) / (end - begin);
      /** @type {HTMLElement} */ (piece).style.flexGrow = share.toFixed(4);
      show(piece, share > 0.12 ? names[index] : "");
    });
  }

  widget.field("slider").addEventListener("input", () => {
    widget.type("now", widget.value("slider"));
  });
  widget.onPress("set", ({ dataset }) => {
    const time = JSON.parse(widget.value("json"))[dataset.claim ?? ""];
    widget.type("now", String(time + Number(dataset.shift)));
    update();
  });
  widget.onInput(update);
});

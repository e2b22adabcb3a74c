// A clock to drag across `nbf` and `exp`.

globalThis.jwtLive?.widget("clock", (widget) => {
  const { ask, date, documented, number, show } = jwtLive;

  function update() {
    const now = number(widget.value("now"));
    /** @type {Answer<Making>} */
    const made = ask("make", { ...documented, payload: widget.value("json") });
    widget.mistake("json", made.error);
    if (!made.ok) return widget.say(jwtLive.sentence(made.error));
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", {
      ...documented,
      token: made.ok.token,
      now,
    });
    widget.mistake("now", error);
    if (!ok || now === null) return widget.say("The clock needs a number.");
    const time = date(now);
    show(widget.out("date"), `The clock says ${time}.`);
    drawLine(now);
    widget.type("slider", String(now));
    widget.field("slider").setAttribute("aria-valuetext", time);
    const words = verdict(ok);
    show(widget.out("verdict"), words);
    widget.say(words);
  }

  /** @param {Checking} checking */
  function verdict({ checks }) {
    const time = checks[11];
    return time.error
      ? `✗ refused at check 12: ${jwtLive.sentence(time.error)}`
      : "✓ check 12 passed: the token is good at this moment.";
  }

  /** The moments among the claims, and room around them. */
  function moments() {
    const { nbf, exp } = JSON.parse(widget.value("json"));
    const times = [nbf, exp].filter((time) => typeof time === "number");
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const room = last > first ? (last - first) / 2 : 1800;
    return { nbf, exp, from: first - room, to: last + room };
  }

  // Before `nbf`, between the two, and after `exp`.
  /** @param {number} now */
  function drawLine(now) {
    const { nbf, exp, from, to } = moments();
    const line = widget.out("line");
    line.hidden = !Number.isFinite(to - from);
    if (line.hidden) return;
    const slider = /** @type {HTMLInputElement} */ (widget.field("slider"));
    slider.min = String(Math.floor(Math.min(from, now)));
    slider.max = String(Math.ceil(Math.max(to, now)));
    const begin = Number(slider.min);
    const end = Number(slider.max);
    const good = [nbf ?? begin, exp ?? end];
    const widths = [good[0] - begin, good[1] - good[0], end - good[1]];
    const names = ["not yet", "good", "expired"];
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
    if (typeof time !== "number") return;
    widget.type("now", String(time + Number(dataset.shift)));
    update();
  });
  widget.onInput(update);
});

// The conveyor: thirteen checks, and where a token stops.

globalThis.jwtLive?.widget("verify", (widget) => {
  const { ask, date, documented, number, show, showChecks, showToken } = jwtLive;
  const characters = widget.out("characters");
  const alphabet = jwtLive.alphabet();

  function update() {
    const token = widget.value("token");
    const now = number(widget.value("now"));
    showToken(characters, token);
    showPlace(token);
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", {
      token,
      secret: widget.value("secret"),
      secret_is: "text",
      now,
      expected: { aud: widget.value("aud") || null },
    });
    widget.mistake("now", now === null ? error : null);
    widget.mistake("secret", now === null ? null : error);
    if (now !== null) show(widget.out("date"), `The clock says ${date(now)}.`);
    if (!ok) return widget.say(jwtLive.sentence(error));
    showChecks(widget.out("checks"), ok);
    const words = jwtLive.verdict(ok);
    show(widget.out("verdict"), words);
    widget.root.dataset.accepted = String(ok.accepted);
    widget.say(words);
  }

  // ---------- changing a character ----------

  /** @param {string} token */
  function showPlace(token) {
    const slider = /** @type {HTMLInputElement} */ (widget.field("place"));
    slider.max = String(Math.max(1, token.length));
    const place = slider.valueAsNumber;
    const parts = token.slice(0, place - 1).split(".").length;
    const part = ["header", "payload", "signature"][parts - 1] ?? "rest";
    const character = token[place - 1] ?? "";
    const words = `Character ${place} is ${character}, in the ${part}.`;
    show(widget.out("place"), words);
    slider.setAttribute("aria-valuetext", words);
  }

  /** @param {number} place from 0 */
  function change(place) {
    const token = widget.value("token");
    const next = alphabet[(alphabet.indexOf(token[place]) + 1) % 64];
    widget.type("token", token.slice(0, place) + next + token.slice(place + 1));
    widget.type("place", String(place + 1));
    update();
  }

  // The place of the character under the pointer, or -1.
  /** @param {MouseEvent} event */
  function placeUnder({ clientX, clientY }) {
    const range = document.createRange();
    let before = 0;
    for (const part of characters.children) {
      const text = part.firstChild;
      for (let index = 0; text && index < (text.nodeValue ?? "").length; index++) {
        range.setStart(text, index);
        range.setEnd(text, index + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const isInside =
          left <= clientX && clientX < right && top <= clientY && clientY < bottom;
        if (isInside) return before + index;
      }
      before += part.textContent?.length ?? 0;
    }
    return -1;
  }

  characters.addEventListener("click", (event) => {
    const place = placeUnder(event);
    if (place >= 0) change(place);
  });
  widget.onPress("change", () => change(Number(widget.value("place")) - 1));

  // ---------- tokens to begin with ----------

  /** @param {object} parts */
  function made(parts) {
    return ask("make", { ...documented, ...parts }).ok.token;
  }

  const genuine = made({});
  /** @type {Record<string, () => string>} */
  const tokens = {
    genuine: () => genuine,
    printed: () => documented.printed,
    hour: () =>
      made({ payload: '{"id":"123456","nbf":1690407762,"exp":1690411362}' }),
    audience: () => made({ payload: '{"id":"123456","aud":"api"}' }),
    none: () => made({ header: '{"alg":"none"}' }).replace(/[^.]*$/, ""),
    bearer: () => `Bearer ${genuine}`,
  };

  widget.field("begin").addEventListener("input", () => {
    widget.type("token", tokens[widget.value("begin")]());
    widget.type("secret", documented.secret);
    widget.type("now", String(documented.now));
    widget.type("slider", String(documented.now));
    widget.type("aud", "");
  });
  widget.field("slider").addEventListener("input", () => {
    widget.type("now", widget.value("slider"));
  });
  widget.field("now").addEventListener("input", () => {
    widget.type("slider", widget.value("now"));
  });
  widget.onInput(update);
});

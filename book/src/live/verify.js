// The conveyor: thirteen checks, and where a token stops.

globalThis.jwtLive?.widget("verify", (widget) => {
  const { ask, date, printed, seconds, show, showChecks, showToken } = jwtLive;
  const characters = widget.out("characters");
  const alphabet = jwtLive.alphabet();
  const slider = /** @type {HTMLInputElement} */ (widget.field("place"));
  const button = /** @type {HTMLButtonElement} */ (
    widget.root.querySelector('[data-do="change"]')
  );

  function update() {
    const token = widget.value("token");
    showToken(characters, token);
    showPlace();
    const now = seconds(widget, "now");
    if (now) showDate(Number(now.value));
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", {
      token,
      secret: widget.value("secret"),
      secret_is: "text",
      now: now ? now.value : 0,
      expected: { aud: widget.value("aud") || null },
    });
    widget.mistake("secret", error);
    widget.answered(Boolean(now && ok));
    widget.answered(Boolean(now && ok), "verdict");
    if (error) return widget.say(jwtLive.sentence(error));
    if (!now) return widget.say("The clock needs a number of seconds.");
    showChecks(widget.out("checks"), ok);
    const words = jwtLive.verdict(ok);
    show(widget.out("verdict"), words);
    widget.say(words);
  }

  /** @param {number} now */
  function showDate(now) {
    show(widget.out("date"), `The clock says ${date(now)}.`);
    widget.field("slider").setAttribute("aria-valuetext", date(now));
  }

  // ---------- changing a character ----------

  /** Shows which character the slider has chosen, and gives the words for it. */
  function showPlace() {
    const token = widget.value("token");
    slider.max = String(Math.max(1, token.length));
    const place = slider.valueAsNumber;
    const character = token[place - 1];
    const parts = token.slice(0, place - 1).split(".").length;
    const part = ["header", "payload", "signature"][parts - 1] ?? "rest";
    const words =
      character === undefined
        ? "There is no character."
        : `Character ${place} is ${character}, in the ${part}.`;
    show(widget.out("place"), words);
    slider.setAttribute("aria-valuetext", words);
    button.disabled = character === undefined;
    mark(place - 1);
    return words;
  }

  // Marks the chosen character, where the browser can.
  /** @param {number} place from 0 */
  function mark(place) {
    if (!globalThis.CSS?.highlights) return;
    const range = rangeOf(place);
    if (range) CSS.highlights.set("live-place", new Highlight(range));
    else CSS.highlights.delete("live-place");
  }

  /**
   * Where a character stands.
   *
   * @param {number} place from 0
   */
  function rangeOf(place) {
    for (const part of characters.children) {
      const text = part.firstChild;
      const length = text?.nodeValue?.length ?? 0;
      if (text && place < length) {
        const range = document.createRange();
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        return range;
      }
      place -= length;
    }
    return null;
  }

  /** @param {number} place from 0 */
  function change(place) {
    const token = widget.value("token");
    const next = alphabet[(alphabet.indexOf(token[place]) + 1) % 64];
    widget.type("token", token.slice(0, place) + next + token.slice(place + 1));
    widget.type("begin", "own");
    widget.type("place", String(place + 1));
    update();
  }

  // The place of the character under the pointer, or -1.
  /** @param {MouseEvent} event */
  function placeUnder({ clientX, clientY }) {
    const places = [...widget.value("token")].keys();
    for (const place of places) {
      const box = rangeOf(place)?.getBoundingClientRect();
      if (
        box &&
        box.left <= clientX &&
        clientX < box.right &&
        box.top <= clientY &&
        clientY < box.bottom
      ) {
        return place;
      }
    }
    return -1;
  }

  characters.addEventListener("click", (event) => {
    // Who selects the token wants to copy it.
    if (!getSelection()?.isCollapsed) return;
    const place = placeUnder(event);
    if (place >= 0) change(place);
  });
  widget.onPress("change", () => change(slider.valueAsNumber - 1));
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    widget.say(showPlace());
  });

  // ---------- tokens to begin with ----------

  /** @param {object} parts */
  function made(parts) {
    return ask("make", { ...printed, ...parts }).ok.token;
  }

  const genuine = made({});
  /** @type {Record<string, () => string>} */
  const tokens = {
    genuine: () => genuine,
    printed: () => printed.token,
    hour: () =>
      made({ payload: '{"id":"123456","nbf":1690407762,"exp":1690411362}' }),
    audience: () => made({ payload: '{"id":"123456","aud":"api"}' }),
    none: () => made({ header: '{"alg":"none"}' }).replace(/[^.]*$/, ""),
    bearer: () => `Bearer ${genuine}`,
  };

  /** @param {string} name */
  function begin(name) {
    if (name === "own") return;
    widget.type("begin", name);
    widget.type("token", tokens[name]());
    widget.type("secret", printed.secret);
    widget.type("now", String(printed.now));
    widget.type("slider", String(printed.now));
    widget.type("aud", "");
  }

  widget
    .field("begin")
    .addEventListener("input", () => begin(widget.value("begin")));
  widget.onPress("reset", () => {
    begin("genuine");
    update();
  });
  widget
    .field("token")
    .addEventListener("input", () => widget.type("begin", "own"));
  widget.field("slider").addEventListener("input", () => {
    widget.type("now", widget.value("slider"));
  });
  widget.field("now").addEventListener("input", () => {
    widget.type("slider", widget.value("now"));
  });
  widget.onInput(update);
});

// Everything at once, both ways: from JSON to a token, and from a token to JSON.

globalThis.jwtLive?.widget("playground", (widget) => {
  const { ask, date, printed, seconds, show } = jwtLive;

  /** Whether the token came from the reader, and not from the fields above it. */
  let apart = false;
  /** The lists that were drawn once, and wait to be looked at. @type {Set<string>} */
  const drawn = new Set();
  /** The last token in the making. @type {Making} */
  let making = ask("make", printed).ok;

  function secret() {
    return { secret: widget.value("secret"), secret_is: widget.value("secret_is") };
  }

  // ---------- the two ways ----------

  /** From the fields to the token. */
  function build() {
    const made = make();
    if (made) widget.type("token", made.token);
    show(
      widget.out("direction"),
      made
        ? "Built: what you change above is signed with the secret, each time anew."
        : "Not built: what stands above has a mistake.",
    );
    widget.answered(Boolean(made));
    widget.answered(Boolean(made), "values");
  }

  /** From the token to the fields. */
  function takeApart() {
    /** @type {TakenApart} */
    const { parts } = ask("take apart", { token: widget.value("token") }).ok;
    const [header, payload] = parts;
    widget.type("header", header?.text ?? "");
    widget.type("payload", payload?.text ?? "");
    const made = make();
    if (parts.length === 3) {
      widget.mistake("header", header.error);
      widget.mistake("payload", payload.error);
    }
    show(
      widget.out("direction"),
      "Taken apart: the token stays as it came. Change the header or the payload, and it is built anew.",
    );
    widget.answered(true);
    widget.answered(Boolean(made) && parts.length === 3, "values");
  }

  /** What the fields give; or shows the mistake that is in them. */
  function make() {
    const [header, payload] = [widget.value("header"), widget.value("payload")];
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { header, payload, ...secret() });
    const mistakes = {
      header: error && ask("header", { json: header }).error,
      payload: error && ask("payload", { json: payload }).error,
      secret: error && ask("make", { ...printed, ...secret() }).error,
    };
    widget.mistake("header", mistakes.header);
    widget.mistake("payload", mistakes.payload);
    widget.mistake("secret", mistakes.secret);
    jwtLive.showWarning(widget.out("warning"), mistakes.secret ? null : secret());
    if (ok) making = ok;
    return ok;
  }

  // ---------- what is shown ----------

  function update() {
    if (apart) takeApart();
    else build();
    jwtLive.showToken(widget.out("token"), widget.value("token"));
    jwtLive.showDates(widget.out("dates"), widget.value("payload"));
    check();
    drawValues();
  }

  function check() {
    const now = seconds(widget, "now");
    const leeway = seconds(widget, "leeway", { optional: true });
    const maxAge = seconds(widget, "max_age", { optional: true });
    if (now) show(widget.out("date"), `The clock says ${date(Number(now.value))}.`);
    /** @type {Answer<Checking>} */
    const { ok } = ask("check", {
      token: widget.value("token"),
      ...secret(),
      now: now ? now.value : 0,
      expected: expected(leeway, maxAge),
    });
    const mistake = widget.root.querySelector(".live-error:not([hidden])");
    const isChecked = ok && now && leeway && maxAge && (apart || !mistake);
    if (!isChecked) {
      widget.answered(false);
      return widget.say(mistake?.textContent ?? "Not checked.");
    }
    jwtLive.showChecks(widget.out("checks"), ok);
    const words = jwtLive.verdict(ok);
    show(widget.out("verdict"), words);
    widget.say(words);
  }

  /**
   * @param {{ value: number | null } | null} leeway
   * @param {{ value: number | null } | null} maxAge
   */
  function expected(leeway, maxAge) {
    const names = ["aud", "iss", "sub", "jti", "typ"];
    const texts = names.map((name) => [name, widget.value(name) || null]);
    return {
      ...Object.fromEntries(texts),
      leeway: leeway?.value,
      max_age: maxAge?.value,
      expiry_required: widget.value("expiry") === "required",
    };
  }

  // Long lists are drawn when they are looked at.
  function drawValues() {
    const { header, payload, signing } = making;
    draw("header", header);
    draw("payload", payload);
    draw("signature", signing.signature);
    jwtLive.showHmac(widget, signing.hmac);
    show(widget.out("difference"), difference(signing.signature.base64url));
  }

  /** @param {string} ours the signature that the secret gives */
  function difference(ours) {
    const theirs = widget.value("token").split(".")[2] ?? "";
    if (theirs === ours) return "The token has the same one.";
    /** @type {Answer<Encoding>} */
    const { ok } = ask("decode", { text: theirs });
    if (ok?.length !== 32)
      return "The token has another, which is not 32 bytes.";
    const bits = ask("changed bits", { before: ours, after: theirs }).ok.length;
    return `The token has another: ${bits} of its 256 bits are not those.`;
  }

  /**
   * @param {string} name
   * @param {Encoding} encoding
   */
  function draw(name, encoding) {
    show(widget.out(`${name}-lengths`), jwtLive.lengths(encoding));
    const details = /** @type {HTMLDetailsElement} */ (
      widget.out(`${name}-details`)
    );
    if (details.open || !drawn.has(name)) {
      jwtLive.showGroups(widget.out(`${name}-groups`), encoding);
      drawn.add(name);
    }
  }

  for (const details of widget.root.querySelectorAll("details")) {
    details.addEventListener("toggle", drawValues);
  }

  // ---------- what the reader does ----------

  for (const name of ["header", "payload"]) {
    widget.field(name).addEventListener("input", () => (apart = false));
  }
  widget.field("token").addEventListener("input", () => (apart = true));

  widget.onPress("sign", () => {
    apart = false;
    update();
  });
  widget.onPress("printed", () => {
    widget.type("secret", printed.secret);
    widget.type("secret_is", printed.secret_is);
    widget.type("token", printed.token);
    apart = true;
    update();
  });
  widget.onPress("now", () => {
    widget.type("now", String(Math.floor(Date.now() / 1000)));
    update();
  });
  widget.onPress("reset", () => {
    for (const name of ["aud", "iss", "sub", "jti", "typ", "leeway", "max_age"]) {
      widget.type(name, "");
    }
    widget.type("expiry", "");
    widget.type("now", String(printed.now));
    widget.type("header", printed.header);
    widget.type("payload", printed.payload);
    widget.type("secret", printed.secret);
    widget.type("secret_is", printed.secret_is);
    apart = false;
    update();
  });
  widget.onInput(update);
});

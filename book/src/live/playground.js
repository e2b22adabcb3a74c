// Everything at once, both ways: from JSON to a token, and from a token to JSON.

globalThis.jwtLive?.widget("playground", (widget) => {
  const { ask, date, documented, number, show } = jwtLive;

  /** Whether the token came from the reader, and not from the fields above it. */
  let apart = false;
  /** The last token in the making. @type {Making} */
  let making = ask("make", documented).ok;

  function secret() {
    return { secret: widget.value("secret"), secret_is: widget.value("secret_is") };
  }

  // ---------- the two ways ----------

  function build() {
    const made = make();
    if (made) widget.type("token", made.token);
    show(
      widget.out("direction"),
      "You build: each change above is signed with the secret.",
    );
    return made;
  }

  function takeApart() {
    /** @type {TakenApart} */
    const { parts } = ask("take apart", { token: widget.value("token") }).ok;
    widget.type("header", parts[0]?.text ?? "");
    widget.type("payload", parts[1]?.text ?? "");
    show(
      widget.out("direction"),
      "You take apart: the token is yours, and so is its signature.",
    );
    return make();
  }

  /** What the fields give; or shows the mistake that is in them. */
  function make() {
    const [header, payload] = [widget.value("header"), widget.value("payload")];
    /** @type {Answer<Making>} */
    const { ok, error } = ask("make", { header, payload, ...secret() });
    const mistakes = {
      header: error && ask("header", { json: header }).error,
      payload: error && ask("payload", { json: payload }).error,
    };
    widget.mistake("header", mistakes.header);
    widget.mistake("payload", mistakes.payload);
    widget.mistake("secret", (mistakes.header ?? mistakes.payload) ? null : error);
    jwtLive.showWarning(widget.out("warning"), ok ? secret() : null);
    if (ok) making = ok;
    return ok;
  }

  // ---------- what is shown ----------

  function update() {
    const made = apart ? takeApart() : build();
    jwtLive.showToken(widget.out("token"), widget.value("token"));
    jwtLive.showDates(widget.out("dates"), widget.value("payload"));
    check();
    if (made) drawValues();
  }

  function check() {
    const now = number(widget.value("now"));
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", {
      token: widget.value("token"),
      ...secret(),
      now,
      expected: expected(),
    });
    const isSecretRight =
      !error || !ask("make", { ...documented, ...secret() }).error;
    widget.mistake("now", isSecretRight ? error : null);
    show(widget.out("date"), now === null ? "" : `The clock says ${date(now)}.`);
    if (!ok) {
      show(widget.out("verdict"), "Not checked.");
      return widget.say(jwtLive.sentence(error));
    }
    jwtLive.showChecks(widget.out("checks"), ok);
    const words = jwtLive.verdict(ok);
    show(widget.out("verdict"), words);
    widget.say(words);
  }

  function expected() {
    const names = ["aud", "iss", "sub", "jti", "typ"];
    const texts = names.map((name) => [name, widget.value(name) || null]);
    return {
      ...Object.fromEntries(texts),
      leeway: seconds("leeway"),
      max_age: seconds("max_age"),
      expiry_required: widget.value("expiry") === "required",
    };
  }

  // A text that is no number goes to the crate as it is, which says so.
  /** @param {string} name */
  function seconds(name) {
    const text = widget.value(name).trim();
    return text === "" ? null : (number(text) ?? text);
  }

  // Long lists are drawn when they are looked at.
  function drawValues() {
    const { header, payload, signing } = making;
    draw("header", header);
    draw("payload", payload);
    draw("signature", signing.signature);
    jwtLive.showHmac(widget, signing.hmac);
    /** @type {number[] | undefined} */
    const changed = ask("changed bits", {
      before: signing.signature.base64url,
      after: widget.value("token").split(".")[2] ?? "",
    }).ok;
    const words = changed?.length
      ? `The token's own signature differs from this one in ${changed.length} bits.`
      : "";
    show(widget.out("difference"), words);
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
    if (details.open || !details.dataset.drawn) {
      jwtLive.showGroups(widget.out(`${name}-groups`), encoding);
      details.dataset.drawn = "yes";
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
    widget.type("secret", documented.secret);
    widget.type("secret_is", documented.secret_is);
    widget.type("token", documented.printed);
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
    widget.type("now", String(documented.now));
    widget.type("header", documented.header);
    widget.type("payload", documented.payload);
    widget.type("secret", documented.secret);
    widget.type("secret_is", documented.secret_is);
    apart = false;
    update();
  });
  widget.onInput(update);
});

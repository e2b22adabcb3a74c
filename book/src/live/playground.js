// Everything at once, both ways: from JSON to a token, and from a token to JSON.

globalThis.startWidgets?.("playground", (widget) => {
  const token = new TokenField(widget.part("token"));
  const json = {
    header: new JsonField(widget.part("header"), "jwt-h"),
    payload: new JsonField(widget.part("payload"), "jwt-p"),
  };
  const laid = /** @type {HTMLInputElement} */ (widget.field("laid"));
  /** Whether the token came from the reader, and not from the fields beside it. */
  let apart = false;
  /** The last token in the making. @type {Making} */
  let making = ask("make", printed).ok;

  const secret = () => ({
    secret: widget.value("secret"),
    secret_is: widget.value("secret_is"),
  });

  /**
   * The JSON that is signed: what is laid out has white space only to be read.
   *
   * @param {"header" | "payload"} name
   */
  const signed = (name) =>
    laid.checked ? compact(json[name].text) : json[name].text;

  // ---------- the two ways ----------

  /** From the token to the fields. */
  function takeApart() {
    /** @type {TakenApart} */
    const { parts } = ask("take apart", { token: token.text }).ok;
    const texts = [0, 1].map((place) => parts[place]?.text ?? "");
    // White space that was signed is shown as it is.
    if (texts.some((text) => compact(text) !== text)) laid.checked = false;
    write(texts[0], texts[1]);
  }

  /**
   * @param {string} header
   * @param {string} payload
   */
  function write(header, payload) {
    const shape = laid.checked ? laidOut : (/** @type {string} */ text) => text;
    json.header.write(shape(header));
    json.payload.write(shape(payload));
  }

  /** What the fields give, and what is wrong in each. */
  function make() {
    const [header, payload] = [signed("header"), signed("payload")];
    /** @type {Answer<Making>} */
    const { ok } = ask("make", { header, payload, ...secret() });
    const mistakes = {
      header: ok ? null : ask("header", { json: json.header.text }).error,
      payload: ok ? null : ask("payload", { json: json.payload.text }).error,
      secret: ask("make", { ...printed, ...secret() }).error,
    };
    json.header.breakAt(mistakes.header?.place);
    json.payload.breakAt(mistakes.payload?.place);
    for (const [name, mistake] of Object.entries(mistakes)) {
      widget.blame(name, mistake, widget.part("explanation"));
    }
    if (mistakes.secret) show(widget.out("warning"), "");
    else showWarning(widget.out("warning"), secret());
    if (ok) making = ok;
    return { ok, mistakes };
  }

  function update() {
    if (apart) takeApart();
    const { ok, mistakes } = make();
    if (ok && !apart) token.keep(ok.token);
    if (apart) token.keep(token.text);
    const isBearer = /^\s*Bearer /i.test(token.text);
    widget.out("bare").toggleAttribute("data-away", !isBearer);
    show(widget.out("direction"), apart ? TAKEN : BUILT);
    judge(apart ? { secret: mistakes.secret } : mistakes);
    if (ok) drawValues();
  }

  const BUILT =
    "Built: each change is signed anew, with the secret and HS256, whatever alg says.";
  const TAKEN =
    "Taken apart: it stays as it came, until you change its header or payload.";

  // ---------- the verdict ----------

  /** @param {Record<string, Mistake | null | undefined>} mistakes */
  function judge(mistakes) {
    const now = number(widget.value("now"));
    const leeway = duration("leeway");
    const maxAge = duration("max_age");
    widget.blame("now", now === null, widget.part("explanation"));
    show(widget.out("date"), now === null ? "The clock is no number." : clock(now));
    showClaims(widget.out("claims"), signed("payload"), now ?? undefined);
    for (const [name, mistake] of Object.entries(mistakes)) {
      if (mistake) return widget.unmade(`since the ${name} has a mistake`, mistake);
    }
    if (now === null || leeway === undefined || maxAge === undefined) {
      const what =
        now === null ? "clock" : leeway === undefined ? "leeway" : "maximum age";
      return widget.unmade(
        `is checked, since the ${what} is no number of seconds`,
        "a number of seconds, 0 or more",
      );
    }
    const question = { token: token.text, ...secret(), now, expected: expected() };
    Object.assign(question.expected, { leeway, max_age: maxAge });
    widget.judge(ask("check", question).ok);
  }

  /** @param {number} now */
  function clock(now) {
    const isNow = Math.abs(now - Date.now() / 1000) < 60;
    return `The clock says ${date(now)}${isNow ? ", which is now" : ""}.`;
  }

  /**
   * A number of seconds, or null if there is none; undefined if it is no such number.
   *
   * @param {string} name
   */
  function duration(name) {
    const text = widget.value(name).trim();
    const seconds = number(text);
    const isRight =
      text === "" || (seconds !== null && seconds >= 0 && seconds < 1e15);
    widget.blame(name, !isRight, widget.part("explanation"));
    return isRight ? seconds : undefined;
  }

  function expected() {
    const names = ["aud", "iss", "sub", "jti", "typ"];
    const texts = names.map((name) => [name, widget.value(name) || null]);
    const isRequired = widget.value("expiry") === "required";
    return { ...Object.fromEntries(texts), expiry_required: isRequired };
  }

  // ---------- every value in between ----------

  // Long lists are drawn when they are looked at.
  const values = /** @type {HTMLDetailsElement} */ (widget.out("values"));
  let isDrawn = false;

  function drawValues() {
    if (isDrawn && !values.open) return;
    isDrawn = true;
    const { header, payload, signing } = making;
    for (const [name, encoding] of /** @type {const} */ ([
      ["header", header],
      ["payload", payload],
      ["signature", signing.signature],
    ])) {
      show(widget.out(`${name}-lengths`), lengths(encoding));
      drawGroups(widget.out(`${name}-groups`), encoding);
    }
    show(widget.out("token"), signing.signing_input);
    showHmac(widget, signing.hmac);
    show(widget.out("difference"), difference(signing.signature.base64url));
  }

  /** @param {string} ours the signature that the secret gives */
  function difference(ours) {
    const theirs = token.text.split(".")[2] ?? "";
    if (theirs === ours) return "The token has the same one.";
    /** @type {Answer<Encoding>} */
    const { ok } = ask("decode", { text: theirs });
    if (ok?.length !== 32) return "The token has another, which is not 32 bytes.";
    const bits = ask("changed bits", { before: ours, after: theirs }).ok.length;
    return `The token has another: ${bits} of its 256 bits are not those.`;
  }

  values.addEventListener("toggle", drawValues);

  // ---------- pointing ----------

  /**
   * Lights up a character of the token, and the letters to which its bits belong.
   *
   * @param {number} place
   */
  function light(place) {
    const part = token.partOf(place);
    json.header.mark("lit", []);
    json.payload.mark("lit", []);
    const isLit = place >= 0 && token.text[place] !== ".";
    token.mark("lit", isLit ? [[place, place + 1]] : []);
    if (!isLit || part > 1) return;
    const name = part === 0 ? "header" : "payload";
    const bit = (place - token.startOf(part)) * 6;
    const [from, to] = lettersOf(signed(name), bit, bit + 6);
    const kept = laid.checked ? placesKept(json[name].text) : undefined;
    json[name].mark("lit", [
      [kept?.[from] ?? from, (kept?.[to - 1] ?? to - 1) + 1],
    ]);
  }

  token.onPoint(light);
  token.onCaret(light);
  for (const [part, name] of /** @type {const} */ ([
    "header",
    "payload",
  ]).entries()) {
    const point = (/** @type {number} */ place) => {
      light(-1);
      if (place < 0) return;
      const at = laid.checked ? placesKept(json[name].text).indexOf(place) : place;
      if (at < 0) return;
      const [from, to] = bitsOf(signed(name), at);
      const start = token.startOf(part);
      token.mark("lit", [
        [start + Math.floor(from / 6), start + Math.ceil(to / 6)],
      ]);
      json[name].mark("lit", [[place, place + 1]]);
    };
    json[name].onPoint(point);
  }

  // ---------- what the reader does ----------

  json.header.field.addEventListener("input", () => (apart = false));
  json.payload.field.addEventListener("input", () => (apart = false));
  token.field.addEventListener("input", () => (apart = true));
  token.field.addEventListener("paste", () =>
    widget.type("now", String(thisSecond())),
  );
  laid.addEventListener("input", () => write(...reshaped()));

  /** @returns {[header: string, payload: string]} */
  function reshaped() {
    return [compact(json.header.text), compact(json.payload.text)];
  }

  function thisSecond() {
    return Math.floor(Date.now() / 1000);
  }

  /** @param {number} seconds */
  function setClock(seconds) {
    widget.type("now", String(seconds));
    update();
  }

  /**
   * @param {string} text
   * @param {number} now
   */
  function take(text, now) {
    laid.checked = true;
    apart = true;
    token.write(text);
    setClock(now);
  }

  const EXPECTED = [
    "aud",
    "iss",
    "sub",
    "jti",
    "typ",
    "leeway",
    "max_age",
    "expiry",
  ];

  /** @type {Record<string, () => void | Promise<void>>} */
  const examples = {
    made: () => {
      apart = false;
      laid.checked = true;
      write(printed.header, printed.payload);
      setClock(printed.now);
    },
    printed: () => take(printed.token, printed.now),
    expired: () => take(madeOf({ id: "123456", exp: 1690411362 }), thisSecond()),
    "not yet": () =>
      take(madeOf({ id: "123456", nbf: thisSecond() + 3600 }), thisSecond()),
    none: () =>
      take(made({ header: '{"alg":"none"}' }).replace(/[^.]*$/, ""), printed.now),
    RS256: async () => take(await drawnRs256(), printed.now),
    "at+jwt": () =>
      take(made({ header: '{"alg":"HS256","typ":"at+jwt"}' }), printed.now),
    audience: () => take(madeOf({ id: "123456", aud: "api" }), printed.now),
    long: () =>
      take(madeOf({ id: "123456", text: "long ".repeat(400) }), printed.now),
  };

  /** @param {object} claims */
  function madeOf(claims) {
    return made({ payload: JSON.stringify(claims) });
  }

  widget
    .field("example")
    .addEventListener("input", (/** @type {Event} */ event) => {
      event.stopPropagation();
      const name = widget.value("example");
      for (const field of EXPECTED) widget.type(field, "");
      widget.type("secret", printed.secret);
      widget.type("secret_is", printed.secret_is);
      void examples[name]();
    });

  widget.onPress("sign", () => {
    apart = false;
    update();
  });
  widget.onPress("bare", () => {
    apart = true;
    token.type(token.text.replace(/^\s*Bearer\s+/i, ""));
  });
  widget.onPress("now", () => setClock(thisSecond()));
  widget.onPress("iat", () => {
    /** @type {Claim[]} */
    const claims = ask("claims", { json: signed("payload") }).ok ?? [];
    const iat = claims.find(({ name }) => name === "iat");
    if (iat) setClock(Number(iat.value));
    else tell("The token has no iat.");
  });
  widget.onPress("draw", () => {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    widget.type("secret", btoa(String.fromCharCode(...bytes)));
    widget.type("secret_is", "base64");
    apart = false;
    update();
  });

  // ---------- to take away ----------

  /** @param {string} words */
  function tell(words) {
    show(widget.out("told"), words);
    widget.say(words);
  }

  /**
   * @param {string} text
   * @param {string} words
   */
  async function copy(text, words) {
    try {
      await navigator.clipboard.writeText(text);
      tell(words);
    } catch {
      tell("This browser does not let the page copy.");
    }
  }

  widget.onPress("copy", () => copy(token.text, "The token is copied."));
  widget.onPress("link", () => {
    const settings = ["now", ...EXPECTED].map((name) => [name, widget.value(name)]);
    const given = [["token", token.text], ...settings].filter(([, value]) => value);
    const link = new URL(location.href);
    link.hash = new URLSearchParams(given).toString();
    void copy(link.href, "Link copied. Whoever opens it has to enter the secret.");
  });

  /** Takes what a link holds. */
  function open() {
    const given = new URLSearchParams(location.hash.slice(1));
    const text = given.get("token");
    if (!text) return;
    for (const name of ["now", ...EXPECTED]) {
      const value = given.get(name);
      if (value !== null) widget.type(name, value);
    }
    take(text, number(widget.value("now")) ?? thisSecond());
  }

  write(...reshaped());
  widget.onInput(update);
  open();
  globalThis.addEventListener("hashchange", open);
});

/**
 * A token that is signed by RS256, with a key that is drawn here and forgotten.
 */
async function drawnRs256() {
  const encode = (/** @type {Uint8Array} */ bytes) =>
    ask("bytes", { bytes: [...bytes] }).ok.base64url;
  const text = (/** @type {string} */ text) => new TextEncoder().encode(text);
  const input = `${encode(text('{"alg":"RS256","typ":"JWT"}'))}.${encode(text(printed.payload))}`;
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: "SHA-256",
  };
  const { privateKey } = await crypto.subtle.generateKey(algorithm, false, [
    "sign",
  ]);
  const signature = await crypto.subtle.sign(
    algorithm.name,
    privateKey,
    text(input),
  );
  return `${input}.${encode(new Uint8Array(signature))}`;
}

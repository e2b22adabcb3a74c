// Length extension: the attacker asks the crate without the secret, the two verifiers with
// it. book/live/src/inside.rs has the questions.

globalThis.startWidgets?.("extension", (widget) => {
  const MACS = /** @type {const} */ (["naive", "hmac"]);
  const TAKES = {
    naive: "The server takes your message for its own.",
    hmac: "The server takes your message for its own.",
  };
  const fields = ["secret", "message", "more", "guess"];
  const first = fields.map((name) => widget.value(name));

  /** What the server gives out, and everybody sees. */
  function given() {
    const message = widget.value("message");
    const secret = widget.value("secret");
    return { message, ...askInside("give", { secret, message }).ok };
  }

  /**
   * What the attacker makes of it. The secret is not among the details.
   *
   * @param {{ message: string, naive: string, hmac: string }} seen
   * @param {number} guess
   * @returns {Record<"naive" | "hmac", { message: string, tag: string }>}
   */
  function forge(seen, guess) {
    const details = { ...seen, more: widget.value("more"), secret_length: guess };
    return askInside("extend", details).ok;
  }

  /**
   * @param {"naive" | "hmac"} mac
   * @param {{ message: string, tag: string }} forged
   * @returns {boolean}
   */
  function isTaken(mac, forged) {
    const secret = widget.value("secret");
    return askInside("verify", { ...forged, secret }).ok[mac];
  }

  function update() {
    const seen = given();
    const guess = number(widget.value("guess"));
    const isGuess =
      guess !== null && Number.isInteger(guess) && guess >= 0 && guess <= 64;
    widget.out("answer").toggleAttribute("data-stale", !isGuess);
    const field = widget.field("guess");
    field.toggleAttribute("aria-invalid", false);
    if (!isGuess) {
      field.setAttribute("aria-invalid", "true");
      tell("✗ A guess is a whole number from 0 to 64.");
      return;
    }
    tell("");
    const forged = forge(seen, guess);
    const outcomes = MACS.map((mac) => {
      show(widget.out(`${mac}-seen`), seen[mac]);
      show(widget.out(`${mac}-tag`), forged[mac].tag);
      drawMessage(widget.out(`${mac}-message`), forged[mac].message, seen.message);
      const taken = isTaken(mac, forged[mac]);
      drawVerdict(mac, taken);
      return `${mac === "hmac" ? "HMAC" : "SHA-256(secret ‖ message)"}: ${taken ? "accepted" : "refused"}.`;
    });
    widget.say(outcomes.join(" "));
  }

  /** @param {string} words */
  function tell(words) {
    show(widget.out("tried"), words);
    if (words) widget.say(words);
  }

  /**
   * The message that was seen, the padding that became a part of it, and what the attacker
   * wrote.
   *
   * @param {HTMLElement} place
   * @param {string} digits
   * @param {string} message
   */
  function drawMessage(place, digits, message) {
    const [seen, glue, more] = place.children;
    const length = new TextEncoder().encode(message).length;
    const moreLength = new TextEncoder().encode(widget.value("more")).length;
    const bytes = unhexed(digits);
    const padding = bytes.slice(length, bytes.length - moreLength);
    show(seen, message);
    show(glue, ` ${shortened(padding)} `);
    show(more, widget.value("more"));
  }

  /**
   * @param {"naive" | "hmac"} mac
   * @param {boolean} taken
   */
  function drawVerdict(mac, taken) {
    const place = widget.part(mac);
    place.dataset.verdict = taken ? "accepted" : "refused";
    const [word, rest] = place.children;
    show(word, taken ? "✓ accepted" : "✗ refused");
    show(rest, taken ? TAKES[mac] : "That is not the tag of this message.");
  }

  widget.onPress("try", () => {
    const seen = given();
    const right = MACS.map((mac) =>
      Array.from({ length: 65 }, (_, guess) => guess).filter((guess) =>
        isTaken(mac, forge(seen, guess)[mac]),
      ),
    );
    if (right[0].length > 0) widget.type("guess", String(right[0][0]));
    update();
    const [naive, hmac] = right.map((guesses) =>
      guesses.length ? `takes ${guesses.join(", ")}` : "takes none",
    );
    tell(
      `All lengths from 0 to 64 tried: of them, SHA-256(secret ‖ message) ${naive}. HMAC ${hmac}.`,
    );
  });
  widget.onPress("reset", () => {
    for (const [index, name] of fields.entries()) widget.type(name, first[index]);
    update();
  });
  widget.onInput(update);
});

/** @param {string} digits */
function unhexed(digits) {
  return (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

/**
 * A padding, its zeros counted: "80 00 … 00 a8".
 *
 * @param {number[]} padding
 */
function shortened(padding) {
  return padding
    .map(hex)
    .join(" ")
    .replace(/(?: 00){4,}/, (zeros) => ` ${zeros.length / 3}×00`);
}

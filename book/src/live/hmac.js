// The reader's token as the blocks of its tag, each of which opens into its rounds, and
// what has changed since the token that it is compared with.

globalThis.startWidgets?.("hmac", (widget) => {
  /** @typedef {{ header: string, payload: string, secret: string, secret_is: string }} Parts */
  /** @typedef {{ passes: [PassAnswer, PassAnswer], secret_length: number, tag: string, token: string }} Passes */

  const header = new JsonField(widget.part("header"), "jwt-h");
  const payload = new JsonField(widget.part("payload"), "jwt-p");
  const rounds = new Rounds(widget, openNext);
  const lists = ["first", "second"].map((name) => widget.out(name));
  let current = start();
  let kept = current;
  /** The open block: in which pass, and where in it. */
  let open = { pass: 0, place: 1 };

  /** @returns {Parts & { answer: Passes }} */
  function start() {
    const { header, payload, secret, secret_is } = printed;
    const parts = { header, payload, secret, secret_is };
    return { ...parts, answer: askInside("passes", parts).ok };
  }

  function update() {
    const parts = {
      header: header.text,
      payload: payload.text,
      secret: widget.value("secret"),
      secret_is: "text",
    };
    const { ok } = askInside("passes", parts);
    blame(ok ? start() : parts);
    widget.out("answer").toggleAttribute("data-stale", !ok);
    if (ok) current = { ...parts, answer: ok };
    draw();
  }

  // Each field is tried alone, among values that are right.
  /** @param {Parts} parts */
  function blame(parts) {
    for (const name of /** @type {const} */ (["header", "payload", "secret"])) {
      const alone = { ...start(), [name]: parts[name] };
      const { error } = askInside("passes", alone);
      const place = widget.out(`${name}-error`);
      const words = error ? `✗ ${sentence(error)}` : "";
      place.hidden = !error;
      showWords(place, words);
      widget.blame(name, error, place);
      if (error) widget.say(sentence(error));
    }
  }

  function draw() {
    const { passes } = current.answer;
    const last = passes[open.pass].block_count - 1;
    open.place = Math.min(open.place, last);
    const marks = passes.map((pass, index) =>
      pass.blocks.map((block, place) =>
        compared(block, kept.answer.passes[index].blocks[place]),
      ),
    );
    for (const [index, pass] of passes.entries()) {
      showBlocks(
        lists[index],
        pass.blocks.map(({ bytes, after }, place) => ({
          number: number(current, index, place),
          name: nameOfBlock(index, place, pass),
          bytes: unhex(bytes),
          after,
          stateName: nameOfState(index, place, pass),
          isOpen: open.pass === index && open.place === place,
          ...marks[index][place],
        })),
      );
    }
    if (widget.out("answer").hasAttribute("data-stale")) {
      show(widget.out("verdict"), OLD);
    } else {
      const words = verdict(marks);
      show(widget.out("verdict"), words);
      widget.say(words);
    }
    const texts = current.answer.token.split(".");
    for (const [index, text] of texts.entries()) {
      show(widget.out("token").children[2 * index], text);
    }
    openBlock();
  }

  function openBlock() {
    const { pass, place } = open;
    const isThere = place < kept.answer.passes[pass].block_count;
    const { answer: _, ...parts } = current;
    const { answer: __, ...keptParts } = kept;
    const here = number(current, pass, place);
    const name = nameOfBlock(pass, place, current.answer.passes[pass]);
    rounds.open(
      { ...parts, number: here },
      isThere ? { ...keptParts, number: number(kept, pass, place) } : undefined,
      `Block ${here}, opened: ${name}`,
      Math.max(0, current.answer.passes[pass].length - 64 * place),
    );
  }

  /**
   * The number of a block among all of both passes.
   *
   * @param {{ answer: Passes }} token
   * @param {number} pass
   * @param {number} place
   */
  function number({ answer }, pass, place) {
    return (pass === 0 ? 0 : answer.passes[0].block_count) + place + 1;
  }

  const OLD =
    "No tag: a field above has a mistake. What follows is of the last token without one.";

  /** @param {{ blockMark: string, stateMark: string }[][]} marksOfPasses */
  function verdict(marksOfPasses) {
    const marks = marksOfPasses.flat();
    const [same, other] = ["=", "≠"].map((sign) =>
      marks.flatMap(({ stateMark }, index) =>
        stateMark.startsWith("=") === (sign === "=") ? [index + 1] : [],
      ),
    );
    const made = `This tag takes ${count(marks.length, "block")}.${hashedFirst()}`;
    if (other.length === 0) {
      return `${made} Change something, and see which states follow.`;
    }
    if (same.length === 0) return `${made} Every state is another.`;
    return `${made} The ${states(same)} as ${same.length === 1 ? "it was" : "they were"}; the ${states(other)} ${other.length === 1 ? "another" : "others"}.${moved(marksOfPasses[1][0])}`;
  }

  /** A secret that is longer than a block goes through SHA-256 before the two passes. */
  function hashedFirst() {
    const length = current.answer.secret_length;
    if (length <= 64) return "";
    const blocks = count(Math.ceil((length + 9) / 64), "block");
    return ` Before them the secret, ${length} bytes, is hashed to 32: ${blocks} more, not shown.`;
  }

  /**
   * With more blocks before it, the outer pad has another number.
   *
   * @param {{ blockMark: string }} mark of the outer pad
   */
  function moved({ blockMark }) {
    const [here, there] = [current, kept].map((token) => number(token, 1, 0));
    if (here === there || !blockMark.startsWith("=")) return "";
    return ` Block ${here} has what block ${there} had.`;
  }

  /** @param {number[]} numbers */
  function states(numbers) {
    const list = numbers.join(", ").replace(/, (?=\d+$)/, " and ");
    return numbers.length === 1
      ? `state after block ${list} is`
      : `states after blocks ${list} are`;
  }

  /** @param {-1 | 1} way */
  function openNext(way) {
    const counts = current.answer.passes.map((pass) => pass.block_count);
    const all = counts.flatMap((count, pass) =>
      Array.from({ length: count }, (_, place) => ({ pass, place })),
    );
    const here = number(current, open.pass, open.place) - 1;
    const next = all[here + way];
    if (next) open = next;
    if (next) draw();
    return Boolean(next);
  }

  for (const [pass, list] of lists.entries()) {
    list.addEventListener("click", ({ target }) => {
      const row = /** @type {Element} */ (target).closest("li");
      if (!row) return;
      open = { pass, place: [...list.children].indexOf(row) };
      draw();
    });
  }

  /**
   * @param {Inked} field
   * @param {RegExp} place
   * @param {string | ((found: string) => string)} replacement
   */
  function change(field, place, replacement) {
    field.type(field.text.replace(place, /** @type {any} */ (replacement)));
  }

  widget.onPress("secret", () => {
    const secret = widget.value("secret");
    widget.type(
      "secret",
      secret.slice(0, -1) + nextLetter(secret.slice(-1) || "a"),
    );
    update();
  });
  // The same length: what lies behind the header stays in its place.
  widget.onPress("header", () => {
    const isSmall = header.text.includes('"jwt"');
    if (/"jwt"/i.test(header.text)) {
      change(header, /"jwt"/i, isSmall ? '"JWT"' : '"jwt"');
    } else header.type(printed.header.replace('"JWT"', '"jwt"'));
  });
  widget.onPress("last", () => {
    if (/\d(?=\D*$)/.test(payload.text)) change(payload, /\d(?=\D*$)/, nextLetter);
    else payload.type(printed.payload.replace(/\d(?=\D*$)/, nextLetter));
  });
  // 150 bytes more are 200 characters more.
  widget.onPress("longer", () => {
    const claim = `"more":"${"x".repeat(140)}"`;
    change(payload, /\s*\}\s*$/, (end) =>
      /^\s*\{\s*$/.test(payload.text.replace(/\s*\}\s*$/, ""))
        ? claim + end
        : `,${claim}${end}`,
    );
  });
  widget.onPress("keep", () => {
    kept = current;
    draw();
  });
  widget.onPress("reset", () => {
    kept = current = start();
    open = { pass: 0, place: 1 };
    widget.type("secret", printed.secret);
    header.write(printed.header);
    payload.write(printed.payload);
    update();
  });
  widget.onInput(update);
});

/**
 * What a block and the state after it are, beside the same ones of the other token.
 *
 * @param {{ bytes: string, after: string[] }} block
 * @param {{ bytes: string, after: string[] } | undefined} other
 */
function compared(block, other) {
  if (!other) return { blockMark: "≠ a new block", stateMark: "≠ a new state" };
  const isSame = block.bytes === other.bytes;
  const isSameState = block.after.join() === other.after.join();
  return {
    blockMark: isSame ? "= same block" : "≠ other block",
    stateMark: isSameState ? "= same state" : "≠ other state",
  };
}

/**
 * @param {number} index of the pass
 * @param {number} place of the block in it
 * @param {PassAnswer} pass
 */
function nameOfBlock(index, place, { length }) {
  if (place === 0) return index === 0 ? "inner pad" : "outer pad";
  const what = index === 0 ? "message" : "inner digest";
  if (64 * (place + 1) <= length) return what;
  return 64 * place < length ? `${what}, padding` : "padding";
}

/**
 * What the state after a block is for.
 *
 * @param {number} index of the pass
 * @param {number} place of the block in it
 * @param {PassAnswer} pass
 */
function nameOfState(index, place, { block_count }) {
  if (place === 0) return "kept with the secret";
  if (place < block_count - 1) return "state";
  return index === 0 ? "the inner digest" : "the tag";
}

// What the widgets share: how to ask the crate, and how to show what it answers.
//
// A widget's page is written in book/widgets, whole, with the values that the tests
// pin. Its script finds the places by their names (data-in, data-out, data-do) and
// replaces the text in them. All values come from the crate: nothing is computed here
// but where things go.

"use strict";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

var jwtLive = (() => {
  // ---------- asking the crate ----------

  /** @typedef {{ memory: WebAssembly.Memory, room(length: number): number, answer(): number, answer_start(): number }} Crate */

  /** @type {WebAssembly.Module} */
  let module;
  /** @type {Crate} */
  let crate;

  async function openCrate(/** @type {string} */ base64) {
    const compressed = Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
    const unpacked = new Blob([compressed])
      .stream()
      .pipeThrough(new DecompressionStream("gzip"));
    const bytes = await new Response(unpacked).arrayBuffer();
    module = await WebAssembly.compile(bytes);
    startCrate();
    Object.assign(printed, ask("printed token", {}).ok);
  }

  function startCrate() {
    const instance = new WebAssembly.Instance(module);
    crate = /** @type {Crate} */ (/** @type {unknown} */ (instance.exports));
  }

  /**
   * Asks the crate. book/live/src/lib.rs lists the questions and their answers.
   *
   * @param {string} name
   * @param {object} details
   * @returns {Answer<any>}
   */
  function ask(name, details) {
    // Half an emoji is no Unicode text, and Rust takes none (RFC 8259 §8.2).
    const question = JSON.stringify({ ask: name, ...details }, (_, value) =>
      typeof value === "string" ? wellFormed(value) : value,
    );
    const bytes = new TextEncoder().encode(question);
    try {
      // Room first: it may move the memory that the view shows.
      const room = crate.room(bytes.length);
      new Uint8Array(crate.memory.buffer).set(bytes, room);
      const length = crate.answer();
      const start = crate.answer_start();
      const answer = new Uint8Array(crate.memory.buffer, start, length);
      return JSON.parse(new TextDecoder().decode(answer));
    } catch (error) {
      // It ran out of memory, or panicked. What is left of it can't be used.
      startCrate();
      throw error;
    }
  }

  /**
   * The book's own values: with them every page begins, and to them it returns. The
   * crate brings them along when it opens.
   */
  const printed = /** @type {Printed} */ ({});

  /** @param {string} text */
  function wellFormed(text) {
    return text.replace(/\p{Surrogate}/gu, "\ufffd");
  }

  // ---------- places in a widget ----------

  /**
   * One widget on the page. Names are looked up in it alone, since the print page holds
   * all widgets of the book.
   */
  class Widget {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
    }

    /**
     * The place where something is shown.
     *
     * @param {string} name
     * @param {ParentNode} [within]
     */
    out(name, within = this.root) {
      return /** @type {HTMLElement} */ (
        within.querySelector(`[data-out="${name}"]`)
      );
    }

    /**
     * What the reader types into.
     *
     * @param {string} name
     */
    field(name) {
      return /** @type {Field} */ (this.root.querySelector(`[data-in="${name}"]`));
    }

    /**
     * What the reader typed.
     *
     * @param {string} name
     */
    value(name) {
      return this.field(name).value;
    }

    /**
     * Types into a field, in the reader's place.
     *
     * @param {string} name
     * @param {string} text
     */
    type(name, text) {
      const field = this.field(name);
      if (field.value !== text) field.value = text;
    }

    /**
     * Runs `change` now, and each time that the reader types something.
     *
     * @param {() => void} change
     */
    onInput(change) {
      this.root.addEventListener("input", change);
      change();
    }

    /**
     * Runs `act` when the reader presses the button of that name.
     *
     * @param {string} name
     * @param {(button: HTMLButtonElement) => void} act
     */
    onPress(name, act) {
      const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
        this.root.querySelectorAll(`[data-do="${name}"]`)
      );
      for (const button of buttons) {
        button.addEventListener("click", () => act(button));
      }
    }

    /**
     * Shows a mistake in its place, or that there is none, and ties it to the field in
     * which it was made.
     *
     * @param {string} name of the place, and of the field
     * @param {Explanation | string | null | undefined} error
     */
    mistake(name, error) {
      const place = this.out(`${name}-error`);
      const field = this.root.querySelector(`[data-in="${name}"]`);
      const words =
        typeof error === "string" ? error : error ? sentence(error) : "";
      place.hidden = !words;
      show(place, words && `✗ ${words}`);
      if (words) {
        place.id ||= `live-mistake-${++mistakes}`;
        field?.setAttribute("aria-invalid", "true");
        field?.setAttribute("aria-describedby", place.id);
      } else {
        field?.removeAttribute("aria-invalid");
        field?.removeAttribute("aria-describedby");
      }
    }

    /**
     * Takes answers out of sight while what was typed has none: an old one beside a new
     * mistake would be believed.
     *
     * @param {boolean} hasAnswer
     * @param {string} [name] of the place
     */
    answered(hasAnswer, name = "answer") {
      this.out(name).toggleAttribute("data-stale", !hasAnswer);
    }

    /**
     * Tells those who can't see the page what changed on it, once the reader pauses.
     *
     * @param {string} text
     */
    say(text) {
      clearTimeout(saying);
      if (!this.#started) return;
      saying = setTimeout(() => show(liveRegion(), text), 400);
    }

    /** A page that has only been opened says nothing. */
    start() {
      this.#started = true;
    }

    #started = false;
  }

  /** How many mistakes have an id. */
  let mistakes = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saying;
  /** @type {HTMLElement | undefined} */
  let region;

  /** The one place on the page that screen readers listen to. */
  function liveRegion() {
    if (!region) {
      region = document.createElement("p");
      region.className = "live-said";
      region.setAttribute("role", "status");
      (document.querySelector("main") ?? document.body).append(region);
    }
    return region;
  }

  // ---------- showing ----------

  /**
   * @param {Element} place
   * @param {string} text
   */
  function show(place, text) {
    if (place.textContent !== text) place.textContent = text;
  }

  /**
   * Shows a list: a copy of its first element for each item, filled by `draw`.
   *
   * @template T
   * @param {HTMLElement} list
   * @param {ArrayLike<T>} items
   * @param {(element: HTMLElement, item: T, index: number) => void} draw
   */
  function rows(list, items, draw) {
    let pattern = patterns.get(list);
    if (!pattern) {
      pattern = /** @type {HTMLElement} */ (
        list.firstElementChild?.cloneNode(true)
      );
      patterns.set(list, pattern);
    }
    while (list.children.length > items.length) list.lastElementChild?.remove();
    while (list.children.length < items.length)
      list.append(pattern.cloneNode(true));
    for (let index = 0; index < items.length; index++) {
      draw(/** @type {HTMLElement} */ (list.children[index]), items[index], index);
    }
  }

  /** @type {WeakMap<HTMLElement, HTMLElement>} */
  const patterns = new WeakMap();

  /**
   * A mistake as a sentence or two.
   *
   * @param {Explanation} error
   */
  function sentence({ found, expected, rule, likely_cause }) {
    const cause = likely_cause ? ` Likely cause: ${likely_cause}.` : "";
    return `Found ${found}; expected ${expected} (${rule}).${cause}`;
  }

  /**
   * Shows a token with its parts in their colours: five elements, of which the second
   * and the fourth are dots, and a sixth for what follows a third dot.
   *
   * @param {HTMLElement} place
   * @param {string} token
   */
  function showToken(place, token) {
    const [header, payload, signature, ...others] = token.split(".");
    const rest = others.map((part) => `.${part}`).join("");
    const dot = (/** @type {unknown} */ part) => (part === undefined ? "" : ".");
    const texts = [header, dot(payload), payload, dot(signature), signature, rest];
    texts.forEach((text, index) => show(place.children[index], text ?? ""));
  }

  /**
   * Shows bytes on their way, three at a time: letters, hexadecimal, characters.
   *
   * @param {HTMLElement} place
   * @param {Encoding} encoding
   */
  function showGroups(place, encoding) {
    rows(place, encoding.groups, (row, group) => {
      const [letters, bytes, characters] = row.children;
      const isText = encoding.json !== null;
      show(letters, isText ? group.bytes.map(letter).join("") : "");
      show(bytes, group.bytes.map(hex).join(" "));
      show(characters, group.characters);
    });
  }

  /**
   * "27 bytes → 36 characters"
   *
   * @param {Encoding} encoding
   */
  function lengths({ length, base64url }) {
    return `${count(length, "byte")} → ${count(base64url.length, "character")}`;
  }

  /**
   * @param {number} number
   * @param {string} thing
   */
  function count(number, thing) {
    return number === 1 ? `1 ${thing}` : `${number} ${thing}s`;
  }

  /** @param {number} byte */
  function hex(byte) {
    return byte.toString(16).padStart(2, "0");
  }

  /**
   * Hexadecimal with a space after each byte, so that it can be read and can wrap.
   *
   * @param {string} digits
   */
  function spaced(digits) {
    return digits.replace(/..(?!$)/g, "$& ");
  }

  /**
   * A byte as the letter that it is in ASCII, or a dot in the middle.
   *
   * @param {number} byte
   */
  function letter(byte) {
    return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
  }

  /**
   * Shows the thirteen checks.
   *
   * @param {HTMLElement} place
   * @param {Checking} checking
   */
  function showChecks(place, { checks }) {
    const signs = { passed: "✓", failed: "✗", "not reached": "·" };
    rows(place, checks, (row, check) => {
      row.dataset.outcome = check.outcome;
      const [sign, statement, outcome, rule, why] = row.children;
      show(sign, signs[check.outcome]);
      show(statement, `${check.number}. ${check.statement}`);
      show(outcome, check.outcome);
      show(rule, check.rule);
      show(why, check.error ? sentence(check.error) : "");
    });
  }

  /**
   * What came of the thirteen checks, in words.
   *
   * @param {Checking} checking
   */
  function verdict({ checks }) {
    const failed = checks.find((check) => check.error);
    return failed?.error
      ? `✗ refused at check ${failed.number}. ${sentence(failed.error)}`
      : "✓ accepted: all thirteen checks passed";
  }

  /**
   * Shows the insides of HMAC.
   *
   * @param {Widget} widget
   * @param {HmacSteps} hmac
   */
  function showHmac(widget, hmac) {
    show(widget.out("filled"), filled(hmac.secret_length));
    for (const step of STEPS) show(widget.out(step), spaced(hmac[step]));
  }

  const STEPS = /** @type {const} */ ([
    "padded_key",
    "inner_pad",
    "inner_digest",
    "outer_pad",
    "tag",
  ]);

  /** @param {number} length of the secret */
  function filled(length) {
    const bytes = `a secret of ${count(length, "byte")}`;
    if (length > 64)
      return `${bytes}, more than a block: hashed to 32, then zeros to 64`;
    return length === 64
      ? `${bytes}, a block exactly`
      : `${bytes}, then zeros to 64`;
  }

  /**
   * Says why a program must not use such a secret, if so.
   *
   * @param {HTMLElement} place
   * @param {{ secret: string, secret_is: string } | null} secret
   */
  function showWarning(place, secret) {
    /** @type {Explanation | null | undefined} */
    const warning = secret && ask("warning", secret).ok;
    show(place, warning ? `! For lessons only. ${sentence(warning)}` : "");
  }

  /**
   * Shows the moments among claims as dates.
   *
   * @param {HTMLElement} list
   * @param {string} json
   */
  function showDates(list, json) {
    /** @type {InkedLine[]} */
    const lines = ask("dates", { json }).ok ?? [];
    rows(list, lines, (item, line) => {
      show(item, line.map(([, text]) => text.replace(/ +/g, " ")).join(""));
    });
  }

  /** The 64 characters, in the order of the numbers that they stand for. */
  function alphabet() {
    return /** @type {string} */ (ask("alphabet", {}).ok);
  }

  /**
   * A moment as the crate writes it: the number, and the date.
   *
   * @param {number} seconds
   * @returns {string}
   */
  function date(seconds) {
    return ask("date", { seconds }).ok ?? "";
  }

  /**
   * A number that the reader typed, or nothing.
   *
   * @param {string} text
   */
  function number(text) {
    const number = Number(text);
    return text.trim() === "" || !Number.isFinite(number) ? null : number;
  }

  /**
   * Shows what is wrong with a number of seconds, and gives the number if nothing is.
   *
   * @param {Widget} widget
   * @param {string} name of its field
   * @param {{ optional?: boolean }} [options] nothing typed is a number, too
   */
  function seconds(widget, name, { optional = false } = {}) {
    const text = widget.value(name).trim();
    const given = number(text);
    const isRight = optional
      ? text === "" || (given !== null && given >= 0 && given < 1e15)
      : given !== null;
    const wanted = optional ? "0 or more" : `such as ${printed.now}`;
    widget.mistake(
      name,
      isRight ? null : `This needs a number of seconds, ${wanted}.`,
    );
    return isRight ? { value: given } : null;
  }

  // ---------- starting ----------

  /** @type {Promise<void> | undefined} */
  const opened =
    typeof jwtByHandWasm === "string" ? openCrate(jwtByHandWasm) : undefined;

  /**
   * Starts every widget of that name, once the crate is there.
   *
   * @param {string} name
   * @param {(widget: Widget) => void} start
   */
  async function widget(name, start) {
    const roots = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll(`[data-live="${name}"]`)
    );
    try {
      await opened;
      if (!opened) return;
    } catch (error) {
      // A browser that is too old: the page stays as it was written.
      console.warn("The book's fields stay still:", error);
      for (const root of roots) root.dataset.state = "off";
      return;
    }
    for (const root of roots) {
      const widget = new Widget(root);
      // mdBook turns pages with the arrow keys, and opens its search with `s`.
      root.addEventListener("keydown", (event) => event.stopPropagation());
      start(widget);
      widget.start();
      root.querySelector("fieldset")?.removeAttribute("disabled");
      root.dataset.state = "on";
    }
  }

  return {
    alphabet,
    ask,
    count,
    date,
    printed,
    hex,
    lengths,
    letter,
    rows,
    seconds,
    sentence,
    show,
    showChecks,
    showDates,
    showGroups,
    showHmac,
    showToken,
    showWarning,
    verdict,
    widget,
  };
})();

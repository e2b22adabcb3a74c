// An instrument on the page: its places by their names (data-in, data-out, data-do), and
// what most of them have.
//
// Its page is written in book/widgets, whole, with the values that the tests pin. Its
// script replaces the text in it.

"use strict";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * Names are looked up in it alone, since the print page holds all instruments of the book.
 */
class Widget {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
  }

  /**
   * The element of a part: `data-part` says which.
   *
   * @param {string} name
   */
  part(name) {
    return within(this.root, `[data-part="${name}"]`);
  }

  /**
   * The place where something is shown.
   *
   * @param {string} name
   */
  out(name) {
    return within(this.root, `[data-out="${name}"]`);
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
   * What the reader typed, or nothing if there is no such field here.
   *
   * @param {string} name
   */
  value(name) {
    return this.field(name)?.value ?? "";
  }

  /**
   * Types into a field, in the reader's place.
   *
   * @param {string} name
   * @param {string} text
   */
  type(name, text) {
    const field = this.field(name);
    if (field && field.value !== text) field.value = text;
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

  // ---------- lamps and verdict ----------

  /** @type {Lamps | undefined} */
  #lamps;
  /** @type {Verdict | undefined} */
  #verdict;

  /**
   * @param {number} passed
   * @param {boolean} isAsked
   * @param {Word} word
   * @param {string} rest
   * @param {string} story
   * @param {[string, string | null][]} details
   */
  #judge(passed, isAsked, word, rest, story, details) {
    this.#lamps ??= new Lamps(this.part("lamps"));
    this.#verdict ??= new Verdict(
      this.part("verdict"),
      this.part("explanation") ?? undefined,
    );
    this.#lamps.draw(passed, isAsked);
    this.#lamps.list.dataset.verdict = word;
    this.#verdict.draw(word, rest, story, details);
    this.say(this.#verdict.said);
  }

  /**
   * Shows what the thirteen checks say.
   *
   * @param {Checking} checking
   * @param {string} [story] what the reader did
   */
  judge({ checks, verdict, payload_json }, story = "") {
    this.#hasToken(true);
    const failed = checks.find((check) => check.error);
    if (failed?.error) {
      // Where there is room for an explanation, the rule is a line of it.
      const rule = this.root.querySelector("dl") ? "" : ` (${failed.rule})`;
      const rest = `at check ${failed.number}, “${failed.statement}”${rule}`;
      const details = explained(failed.error);
      this.#judge(failed.number - 1, true, verdict, rest, story, details);
    } else {
      this.#judge(13, true, verdict, "by all thirteen checks", story, [
        ["claims", payload_json && `\`${payload_json}\``],
      ]);
    }
  }

  /**
   * Shows that there is no token to check, and why. What was made before it stays where it
   * is, in grey: an old answer beside a new mistake would be believed.
   *
   * @param {string} rest
   * @param {Explanation | string} mistake
   */
  unmade(rest, mistake) {
    this.#hasToken(false);
    /** @type {[string, string | null][]} */
    const details =
      typeof mistake === "string" ? [["expected", mistake]] : explained(mistake);
    this.#judge(0, false, "no token", rest, "", details);
  }

  /** @param {boolean} hasToken */
  #hasToken(hasToken) {
    for (const place of this.root.querySelectorAll("[data-answer]")) {
      place.toggleAttribute("data-stale", !hasToken);
    }
  }

  /**
   * Ties a field to a mistake in it, which is explained elsewhere.
   *
   * @param {string} name
   * @param {unknown} mistake
   * @param {HTMLElement} [place] where it is explained
   */
  blame(name, mistake, place = this.part("verdict")) {
    const field = this.field(name);
    if (mistake) {
      place.id ||= `explained-${++explanations}`;
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", place.id);
    } else {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }

  // ---------- words ----------

  /**
   * Tells those who can't see the page what changed on it, once the reader pauses.
   *
   * @param {string} text
   */
  say(text) {
    clearTimeout(saying);
    if (!this.#started) return;
    saying = setTimeout(() => show(liveRegion(), text.replaceAll("`", "")), 400);
  }

  /** A page that has only been opened says nothing. */
  start() {
    this.#started = true;
  }

  #started = false;
}

/** How many explanations have an id. */
let explanations = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;
/** @type {HTMLElement | undefined} */
let region;

/** The one place on the page that screen readers listen to. */
function liveRegion() {
  if (!region) {
    region = document.createElement("p");
    region.className = "heard";
    region.setAttribute("role", "status");
    (document.querySelector("main") ?? document.body).append(region);
  }
  return region;
}

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
 * "27 bytes → 36 characters"
 *
 * @param {Encoding} encoding
 */
function lengths({ length, base64url }) {
  return `${count(length, "byte")} → ${count(base64url.length, "character")}`;
}

/**
 * Shows claims with their meanings, and their moments beside the clock.
 *
 * @param {HTMLElement} table its body
 * @param {string} json
 * @param {number} [now]
 */
function showClaims(table, json, now) {
  /** @type {Answer<Claim[]>} */
  const { ok: claims } = ask("claims", { json });
  table.toggleAttribute("data-stale", !claims);
  if (!claims) return;
  rows(table, claims, (row, claim) => {
    const [name, value, meaning] = row.children;
    const isPast = Number(claim.value) <= (now ?? NaN);
    row.dataset.claim = claim.name;
    row.dataset.past = String(isPast);
    show(name, claim.name);
    show(value, claim.date ?? claim.value);
    const words = claim.is_milliseconds
      ? "milliseconds, and must be seconds: divide it by 1000"
      : claim.date && now !== undefined
        ? `${claim.meaning}; ${distance(Number(claim.value) - now)}`
        : (claim.meaning ?? "a name of the application's own");
    show(meaning, words);
  });
}

/**
 * Pointing at a letter of JSON lights up its bits, wherever they are.
 *
 * @param {Way} way
 * @param {Inked} json
 */
function pointAlong(way, json) {
  const point = (/** @type {number} */ place) => {
    if (place >= 0 && json.text) way.light(...bitsOf(json.text, place));
  };
  json.onPoint(point);
  json.onCaret(point);
}

/**
 * Says why a program must not use such a secret, if so.
 *
 * @param {HTMLElement} place
 * @param {{ secret: string, secret_is: string }} secret
 */
function showWarning(place, secret) {
  /** @type {Explanation | null | undefined} */
  const warning = ask("warning", secret).ok;
  showWords(
    place,
    warning ? `For lessons only: ${warning.found}. ${RULE_FOR_SECRETS}` : "",
  );
}

const RULE_FOR_SECRETS =
  "HS256 wants at least 32, drawn at random (RFC 7518 §3.2).";

/**
 * Shows the insides of HMAC.
 *
 * @param {Widget} widget
 * @param {HmacSteps} hmac
 */
function showHmac(widget, hmac) {
  show(widget.out("filled"), filled(hmac.secret_length));
  for (const step of HMAC_STEPS) show(widget.out(step), spaced(hmac[step]));
}

const HMAC_STEPS = /** @type {const} */ ([
  "padded_key",
  "inner_pad",
  "inner_digest",
  "outer_pad",
  "tag",
]);

/** @param {number} length of the secret */
function filled(length) {
  const bytes = count(length, "byte");
  if (length > 64)
    return `${bytes}, more than a block: hashed to 32, then zeros to 64`;
  return length === 64 ? `${bytes}, a block exactly` : `${bytes}, then zeros to 64`;
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
 * How far a moment is from the clock, in the largest unit of which there is one.
 *
 * @param {number} seconds
 */
function distance(seconds) {
  if (seconds === 0) return "this very second";
  const units = /** @type {const} */ ([
    ["year", 31_556_952],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ]);
  const [unit, length] =
    units.find(([, length]) => Math.abs(seconds) >= length) ?? units[4];
  const number = Math.floor(Math.abs(seconds) / length);
  const side = seconds < 0 ? "before the clock" : "after the clock";
  return `${count(number, unit)} ${side}`;
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

// ---------- starting ----------

/**
 * Starts every instrument of that name, once the crate is there.
 *
 * @param {string} name
 * @param {(widget: Widget) => void} start
 */
async function startWidgets(name, start) {
  const roots = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll(`[data-live="${name}"]`)
  );
  // Its file is missing.
  if (typeof crates === "undefined") return;
  const crate = roots[0]?.dataset.crate === "inside" ? crates.inside : crates.wasm;
  try {
    await crate.opened;
    if (!crate.opened) return;
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
    root.querySelector("fieldset")?.removeAttribute("disabled");
    start(widget);
    widget.start();
    root.dataset.state = "on";
  }
}

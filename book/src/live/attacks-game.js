// Break in: one level at a time. The chapter has all of them, with their code and their
// answers; this shows one, puts the bench into it, and asks both verifiers.

"use strict";

class Game {
  /** @type {Set<HTMLElement>} */
  #solved = new Set();

  /**
   * @param {HTMLElement} root where the levels are listed
   * @param {HTMLTemplateElement} template
   */
  constructor(root, template) {
    this.root = root;
    this.levels = /** @type {HTMLElement[]} */ ([
      ...document.querySelectorAll("section.attack"),
    ]);
    const copy = /** @type {Element} */ (template.content.firstElementChild);
    const form = /** @type {HTMLElement} */ (copy.cloneNode(true));
    this.level = this.levels[0];
    this.bench = new Bench(form, (level) => this.#win(level));
    for (const level of this.levels) this.#offer(level);
    addEventListener("hashchange", () => this.#go());
    document.documentElement.classList.add("attack-on");
    root.hidden = false;
    this.#show(this.#asked() ?? this.levels[0]);
    if (this.#asked()) this.#face();
    // mdBook has put its menu where the reader was, which may be far below now.
    document.getElementById("mdbook-menu-bar")?.style.removeProperty("top");
  }

  /** The level that the address names. */
  #asked() {
    const heading = document.getElementById(
      decodeURIComponent(location.hash.slice(1)),
    );
    return this.levels.find((level) => level.contains(heading));
  }

  #go() {
    const level = this.#asked();
    if (!level) return;
    this.#show(level);
    this.#face();
  }

  /** Where the reader looks, and what a screen reader says. */
  #face() {
    const heading = within(this.level, "h3");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.root.scrollIntoView();
  }

  /** @param {HTMLElement} level */
  #show(level) {
    this.level = level;
    for (const other of this.levels) other.hidden = other !== level;
    within(level, ".attack-more").before(this.bench.root);
    this.bench.begin(level);
    this.#list();
  }

  /** @param {HTMLElement} level */
  #win(level) {
    this.#solved.add(level);
    this.#list();
  }

  #list() {
    const place = this.levels.indexOf(this.level);
    rows(within(this.root, "ol"), this.levels, (row, level, index) => {
      const link = /** @type {HTMLAnchorElement} */ (row.firstElementChild);
      const heading = within(level, "h3");
      const isSolved = this.#solved.has(level);
      link.href = `#${heading.id}`;
      link.dataset.solved = String(isSolved);
      link.ariaCurrent = level === this.level ? "step" : null;
      link.title = heading.textContent ?? "";
      link.ariaLabel = `Level ${index + 1}: ${link.title}${isSolved ? ", solved" : ""}`;
      show(link, isSolved ? "✓" : String(index + 1));
    });
    const words = `Level ${place + 1} of ${this.levels.length}. ${this.#solved.size} solved.`;
    show(within(this.root, ".attack-place"), words);
    const [before, after] = this.root.querySelectorAll("a.attack-turn");
    this.#lead(before, place - 1);
    this.#lead(after, place + 1);
  }

  /**
   * @param {Element} link
   * @param {number} place
   */
  #lead(link, place) {
    const level = this.levels[place];
    link.toggleAttribute("hidden", !level);
    if (level) link.setAttribute("href", `#${within(level, "h3").id}`);
  }

  /**
   * Beside the answer, a button that puts it into the field.
   *
   * @param {HTMLElement} level
   */
  #offer(level) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Put this token into the field";
    button.addEventListener("click", () => this.bench.takeTheAnswer());
    within(level, ".attack-more details:last-of-type > .token").after(button);
  }
}

/** The token that the reader makes, and what both verifiers say of it. */
class Bench {
  /** @type {HTMLElement | undefined} */
  level;

  /**
   * @param {HTMLElement} root a form
   * @param {(level: HTMLElement) => void} onWin
   */
  constructor(root, onWin) {
    this.root = root;
    this.onWin = onWin;
    this.widget = new Widget(root);
    this.widget.start();
    this.token = new TokenField(this.widget.part("token"));
    this.header = new JsonField(this.widget.part("header"), "jwt-h");
    this.payload = new JsonField(this.widget.part("payload"), "jwt-p");
    this.theirs = new Verdict(this.widget.part("theirs"));
    this.ours = new Verdict(this.widget.part("ours"));
    this.lamps = new Lamps(this.widget.part("lamps"));
    this.answers = this.widget.part("answers");

    this.token.field.addEventListener("input", () => this.#takeApart());
    for (const field of [this.header.field, this.payload.field])
      field.addEventListener("input", () => this.#make());
    for (const name of ["sign", "key"])
      this.widget.field(name).addEventListener("input", () => this.#make());
    root.addEventListener("input", () =>
      this.answers.toggleAttribute("data-stale", true),
    );
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    // A token is one line, so Enter sends it. mdBook turns pages with the arrows.
    root.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" || event.target !== this.token.field) return;
      event.preventDefault();
      this.#send();
    });
    this.widget.onPress("again", () => this.level && this.begin(this.level));
    this.widget.onPress("wish", () => {
      const wish = this.widget.value("wish");
      this.#take(this.#ask("wish", { wish }).ok);
    });
    this.widget.onPress("hand", () => {
      this.widget.type("key", this.widget.out("hand").textContent ?? "");
      this.widget.type("sign", "key");
      this.#make();
    });
  }

  /**
   * @param {string} name
   * @param {object} [details]
   */
  #ask(name, details) {
    return ask(name, { level: this.level?.dataset.level, ...details });
  }

  /** @param {HTMLElement} level */
  begin(level) {
    this.level = level;
    const { token, now, makes_tokens, wish, at_hand, is_flood } =
      this.#ask("begin").ok;
    this.isFlood = is_flood;
    this.widget.type("key", "");
    this.widget.type("wish", wish ?? "");
    this.widget.part("wish").hidden = !makes_tokens;
    this.widget.part("hand").hidden = !at_hand;
    if (at_hand) {
      show(this.widget.out("hand-what"), `At hand: ${at_hand.what}`);
      show(this.widget.out("hand"), at_hand.text);
    }
    show(this.widget.out("now"), `The clock says ${now}.`);
    this.answers.hidden = true;
    this.#take(token);
  }

  takeTheAnswer() {
    this.#take(this.#ask("forge").ok);
    this.widget.field("sign").focus({ preventScroll: true });
    this.root.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} token */
  #take(token) {
    this.token.keep(token);
    this.#takeApart();
  }

  /** The texts of a token that was typed or taken. */
  #takeApart() {
    const { header, payload } = ask("parts", { token: this.token.text }).ok;
    this.header.write(header ?? "");
    this.payload.write(payload ?? "");
    this.widget.type("sign", "kept");
    this.#showKey();
  }

  /** The token of the texts that were typed. */
  #make() {
    const sign = this.widget.value("sign");
    const [, , signature = ""] = this.token.kept.split(".");
    const { ok } = ask("make", {
      header: this.header.text,
      payload: this.payload.text,
      signature: sign === "kept" ? signature : "",
      key: sign === "key" ? this.widget.value("key") : null,
    });
    this.token.write(ok);
    this.#showKey();
  }

  #showKey() {
    this.widget.part("key").hidden = this.widget.value("sign") !== "key";
  }

  #send() {
    const token = this.token.text;
    const { claims, refusal, ours } = this.#ask("send", { token }).ok;
    const isWon = this.isFlood
      ? this.#isFlooded(token)
      : this.#ask("won", { token }).ok;
    this.answers.hidden = false;
    this.answers.toggleAttribute("data-stale", false);
    if (refusal === null)
      this.theirs.draw("accepted", "", "", [["claims", `\`${claims}\``]]);
    else this.theirs.draw("refused", "", "", [["it says", refusal]]);
    const stop = this.#showOurs(ours);
    const goal = this.level?.dataset.goal ?? "";
    const words = isWon
      ? `Solved. Your goal was to ${goal}. ${stop}`
      : `Not yet: your goal is to ${goal}.`;
    const verdict = this.widget.out("won");
    verdict.dataset.won = String(isWon);
    showWords(verdict, isWon ? `✓ ${words}` : words);
    this.widget.say(`The broken verifier: ${this.theirs.said} ${words}`);
    if (isWon && this.level) this.onWin(this.level);
  }

  /**
   * @param {Checking} ours
   * @returns {string} where it stopped, in a sentence
   */
  #showOurs({ checks, payload_json }) {
    const failed = checks.find((check) => check.error);
    if (failed?.error) {
      const rest = `at check ${failed.number}: ${failed.statement}`;
      this.lamps.draw(failed.number - 1);
      this.ours.draw("refused", rest, "", explained(failed.error));
      return `Ours stops it at check ${failed.number}.`;
    }
    this.lamps.draw(13);
    this.ours.draw("accepted", "by all thirteen checks", "", [
      ["claims", `\`${payload_json}\``],
    ]);
    return "Ours takes it as well.";
  }

  /**
   * Whether a text takes a hundred times as long as a short one. The page holds the
   * stopwatch, and since it is a coarse one, it takes many together.
   *
   * @param {string} token
   */
  #isFlooded(token) {
    const took = (/** @type {string} */ token, /** @type {number} */ times) => {
      const start = performance.now();
      this.#ask("repeat", { token, times });
      return (performance.now() - start) / times;
    };
    const short = took("no.token", 20_000);
    return took(token, 50) > 100 * short;
  }
}

startAttack("game", (root) => {
  const bench = document.querySelector("#attack-bench");
  if (bench instanceof HTMLTemplateElement) new Game(root, bench);
});

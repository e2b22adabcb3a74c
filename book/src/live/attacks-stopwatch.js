// The stopwatch: one byte of a tag at a time, by the time that each answer takes.

"use strict";

const LENGTH = 32;

class Stopwatch {
  /** What is known of the tag. @type {number[]} */
  #known = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.widget = new Widget(root);
    this.widget.start();
    this.payload = new JsonField(this.widget.part("payload"), "jwt-p");
    this.payload.field.addEventListener("input", () => this.#again());
    this.widget.onPress("next", () => this.#measure());
    this.widget.onPress("all", () => {
      while (this.#known.length < LENGTH) this.#measure();
    });
    this.widget.onPress("again", () => this.#again());
    this.#again();
  }

  #again() {
    this.#known = [];
    this.#draw([]);
    this.#tell("Nothing is known yet.");
  }

  /** Tries all bytes in the next place, and takes the one that took longest. */
  #measure() {
    const place = this.#known.length;
    if (place === LENGTH) return;
    const { times } = this.#ask(place);
    const byte = times.indexOf(Math.max(...times));
    this.#known.push(byte);
    this.#draw(times, byte);
    const usual = Math.min(...times) / 1000;
    const longest = times[byte] / 1000;
    const words = `Byte ${place + 1} is \`${hex(byte)}\`: it took ${longest} µs, and the others ${usual} µs.`;
    this.#tell(place + 1 < LENGTH ? words : this.#judge(words));
  }

  /** @param {number} place */
  #ask(place) {
    const tag = Array.from(
      { length: LENGTH },
      (_, index) => this.#known[index] ?? 0,
    );
    /** @type {{ times: number[], token: string }} */
    const answer = ask("times", { payload: this.payload.text, tag, place }).ok;
    return answer;
  }

  /** @param {string} words about the last byte */
  #judge(words) {
    const { token } = this.#ask(0);
    const level = "compared-byte-by-byte";
    const { claims, refusal } = ask("send", { level, token }).ok;
    return refusal === null
      ? `${words} That was the last one. The server takes \`${token}\`, with the claims \`${claims}\`. Nobody knew the secret.`
      : `${words} The server says: ${refusal}.`;
  }

  /**
   * @param {number[]} times
   * @param {number} [byte] the one that took longest
   */
  #draw(times, byte) {
    const [least, most] = [Math.min(...times), Math.max(...times)];
    const bars = Array.from({ length: 256 }, (_, index) => times[index] ?? least);
    rows(this.widget.out("bars"), bars, (bar, time, index) => {
      bar.style.setProperty(
        "--share",
        String((time - least) / (most - least || 1)),
      );
      bar.toggleAttribute("data-longest", index === byte);
    });
    const tag = this.#known.map(hex).join(" ");
    show(this.widget.out("tag"), tag || "–");
  }

  /** @param {string} words */
  #tell(words) {
    showWords(this.widget.out("verdict"), words);
    this.widget.say(words);
  }
}

startAttack("stopwatch", (root) => new Stopwatch(root));

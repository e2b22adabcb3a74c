// Thirteen lamps in one strip, one for each check. Those that passed are lit.

/** What each check is about, in the words that fit under a lamp. */
const LAMPS = [
  "length",
  "three parts",
  "header decodes",
  "header JSON",
  "nothing critical",
  "algo\u00adrithm",
  "type",
  "32 bytes",
  "signa\u00adture",
  "payload JSON",
  "claim types",
  "time",
  "parties",
];

class Lamps {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
  }

  /**
   * Shows what came of the checks.
   *
   * @param {number} passed how many passed, up to the first that did not
   * @param {boolean} [isAsked] false: there is no token to check
   */
  draw(passed, isAsked = true) {
    rows(this.list, LAMPS, (lamp, name, index) => {
      const number = index + 1;
      const isFailed = isAsked && index === passed;
      const outcome =
        index < passed ? "passed" : isFailed ? "failed" : "not reached";
      const [light, words, heard] = lamp.children;
      lamp.dataset.outcome = outcome;
      show(light, String(number));
      show(words, name);
      show(heard, outcome);
    });
  }
}

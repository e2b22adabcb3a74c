// What came of it: a sign, a word and a colour; what happened, in a line; and why.

/** @typedef {"accepted" | "refused" | "not yet" | "no token"} Word */

const SIGNS = { accepted: "✓", refused: "✗", "not yet": "◷", "no token": "–" };

class Verdict {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement | null} [list] where it is explained
   */
  constructor(root, list = root.querySelector("dl")) {
    this.root = root;
    this.list = list;
    this.said = "";
  }

  /**
   * @param {Word} word
   * @param {string} rest what stands behind the word
   * @param {string} story what the reader did, in a line
   * @param {[label: string, text: string | null][]} details found, expected, rule, cause
   */
  draw(word, rest, story, details) {
    this.root.dataset.verdict = word;
    show(within(this.root, ".verdict-word"), `${SIGNS[word]} ${word}`);
    showWords(within(this.root, ".verdict-rest"), rest);
    const place = this.root.querySelector(".verdict-story");
    if (place) showWords(place, story);
    const given = details.filter(([, text]) => text);
    this.#list(given);
    const words = given.map(([label, text]) => `${label}: ${text}`);
    this.said = [`${word} ${rest}.`, story, ...words].filter(Boolean).join(" ");
  }

  /** @param {[label: string, text: string | null][]} details */
  #list(details) {
    const { list } = this;
    if (!list) return;
    rows(list, details, (row, [label, text]) => {
      show(row.children[0], label);
      showWords(row.children[1], text ?? "");
    });
    // What scrolls can be reached.
    if (list.scrollHeight > list.clientHeight + 1) list.tabIndex = 0;
    else list.removeAttribute("tabindex");
  }
}

/**
 * An error, taken apart, as rows of a verdict.
 *
 * @param {Explanation} error
 * @returns {[label: string, text: string | null][]}
 */
function explained({ found, expected, rule, likely_cause }) {
  return [
    ["found", found],
    ["expected", expected],
    ["likely cause", likely_cause],
    ["rule", rule],
  ];
}

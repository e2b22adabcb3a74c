// Many small things that are one stop for Tab: arrows move among them, and what is
// pointed at, by mouse, finger or key, is chosen.

class Stops {
  /** The place of the chosen one. */
  chosen = 0;

  /**
   * @param {HTMLElement} root
   * @param {string} selector of the small things in it
   * @param {(place: number) => void} point what is done when one is pointed at
   */
  constructor(root, selector, point) {
    this.root = root;
    this.selector = selector;
    this.point = point;
    root.addEventListener("pointerover", (event) => this.#reach(event.target));
    root.addEventListener("click", (event) => this.#reach(event.target));
    root.addEventListener("focusin", (event) => this.#reach(event.target));
    root.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @returns {HTMLElement[]} */
  get all() {
    return [...this.root.querySelectorAll(this.selector)].map(
      (element) => /** @type {HTMLElement} */ (element),
    );
  }

  /** After the things are drawn anew. */
  settle() {
    this.choose(Math.min(this.chosen, this.all.length - 1));
  }

  /** @param {number} place */
  choose(place) {
    this.chosen = Math.max(0, place);
    for (const [index, one] of this.all.entries()) {
      one.tabIndex = index === this.chosen ? 0 : -1;
      one.toggleAttribute("data-chosen", index === this.chosen);
      if (one.role === "option") one.ariaSelected = String(index === this.chosen);
    }
  }

  /** @param {EventTarget | null} target */
  #reach(target) {
    const one = /** @type {Element} */ (target).closest(this.selector);
    const place = this.all.indexOf(/** @type {HTMLElement} */ (one));
    if (place < 0 || !this.root.contains(one)) return;
    this.choose(place);
    this.point(place);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const steps = /** @type {Record<string, number>} */ ({
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
      Home: -Infinity,
      End: Infinity,
    });
    const step = steps[event.key];
    const { all } = this;
    if (!step || all.length === 0) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(all.length - 1, this.chosen + step));
    all[place].focus();
  }
}

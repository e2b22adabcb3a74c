// A line of time with moments to drag: `nbf`, `exp`, and the clock. Each is a range of the
// browser's own, so that a mouse, a finger and the arrow keys move it, by a second at
// least. All lie on the same line.

class Timeline {
  #from = 0;
  #to = 1;
  #isHeld = false;

  /**
   * @param {HTMLElement} root
   * @param {(name: string, seconds: number) => void} onMove
   */
  constructor(root, onMove) {
    this.root = root;
    this.marks = /** @type {NodeListOf<HTMLInputElement>} */ (
      root.querySelectorAll("input")
    );
    within(root, ".timeline-line").addEventListener("click", (event) => {
      const { left, width } = within(
        root,
        ".timeline-line",
      ).getBoundingClientRect();
      const share = (event.clientX - left) / width;
      onMove("now", Math.round(this.#from + share * (this.#to - this.#from)));
    });
    for (const mark of this.marks) {
      const name = mark.name;
      mark.addEventListener("pointerdown", () => (this.#isHeld = true));
      mark.addEventListener("change", () => (this.#isHeld = false));
      mark.addEventListener("input", (event) => {
        event.stopPropagation();
        onMove(name, this.#isHeld ? this.#near(mark) : mark.valueAsNumber);
      });
    }
  }

  // A hand hits no single second: what is dragged near another mark lands on it.
  /** @param {HTMLInputElement} moved */
  #near(moved) {
    const reach = (this.#to - this.#from) / 150;
    const value = moved.valueAsNumber;
    const others = [...this.marks].filter((mark) => mark !== moved && !mark.hidden);
    const near = others.map((mark) => mark.valueAsNumber);
    return near.find((other) => Math.abs(other - value) <= reach) ?? value;
  }

  /**
   * @param {Record<string, number | undefined>} moments by their names
   * @param {(seconds: number) => string} date
   */
  draw(moments, date) {
    this.#makeRoom(Object.values(moments).filter((moment) => moment !== undefined));
    for (const mark of this.marks) {
      const moment = moments[mark.name];
      const label = /** @type {HTMLElement} */ (mark.parentElement);
      label.hidden = mark.hidden = moment === undefined;
      if (moment === undefined) continue;
      mark.min = String(this.#from);
      mark.max = String(this.#to);
      mark.value = String(moment);
      mark.setAttribute("aria-valuetext", date(moment));
      label.style.setProperty("--at", String(this.#share(moment)));
    }
    const { nbf = -Infinity, exp = Infinity } = moments;
    const good = this.#share(Math.max(this.#from, nbf));
    const bad = Math.max(good, this.#share(Math.min(this.#to, exp)));
    const isNever = exp <= nbf;
    this.root.style.setProperty("--good", String(isNever ? 0 : good));
    this.root.style.setProperty("--bad", String(isNever ? 0 : bad));
  }

  /** @param {boolean} isEmpty without moments, there is nothing to say about them */
  empty(isEmpty) {
    for (const mark of this.marks) {
      const label = /** @type {HTMLElement} */ (mark.parentElement);
      if (isEmpty) label.hidden = mark.hidden = true;
    }
    for (const stretch of within(this.root, ".timeline-line").children) {
      stretch.toggleAttribute("hidden", isEmpty);
    }
  }

  // The line stays as it is while something is dragged along it.
  /** @param {number[]} moments */
  #makeRoom(moments) {
    if (this.#isHeld) return;
    const [first, last] = [Math.min(...moments), Math.max(...moments)];
    const span = last - first;
    const isInside = first > this.#from && last < this.#to;
    if (isInside && span * 8 > this.#to - this.#from) return;
    const room = Math.max(600, Math.ceil(span / 3));
    this.#from = Math.floor(first - room);
    this.#to = Math.ceil(last + room);
  }

  /** @param {number} moment */
  #share(moment) {
    const share = (moment - this.#from) / (this.#to - this.#from);
    return Math.max(0, Math.min(1, share));
  }
}

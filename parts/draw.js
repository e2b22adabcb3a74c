// How things are shown: what all parts need.

/** @typedef {[className: string, text: string]} Piece a text in one colour */

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
    pattern = /** @type {HTMLElement} */ (list.firstElementChild?.cloneNode(true));
    patterns.set(list, pattern);
  }
  while (list.children.length > items.length) list.lastElementChild?.remove();
  while (list.children.length < items.length) list.append(pattern.cloneNode(true));
  for (let index = 0; index < items.length; index++) {
    draw(/** @type {HTMLElement} */ (list.children[index]), items[index], index);
  }
}

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const patterns = new WeakMap();

/**
 * Shows a sentence in which `code` stands between backticks and rules are named.
 *
 * @param {Element} place
 * @param {string} text
 */
function showWords(place, text) {
  if (shown.get(place) === text) return;
  shown.set(place, text);
  const pieces = text.split("`").map((piece, index) => {
    if (index % 2 === 0) return piece;
    const code = document.createElement("code");
    code.textContent = piece;
    return code;
  });
  place.replaceChildren(...pieces);
  linkRules(place);
}

/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();

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
 * A byte as the letter that it is in ASCII, or a dot in the middle.
 *
 * @param {number} byte
 */
function letter(byte) {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}

/**
 * An element of a part, by its name, which is in the page's markup.
 *
 * @param {ParentNode} root
 * @param {string} selector
 */
function within(root, selector) {
  return /** @type {HTMLElement} */ (root.querySelector(selector));
}

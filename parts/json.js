// JSON in colours, and the place where it breaks.

/** A string, with the colon behind a name; a number or a word; all else. */
const JSON_PIECE =
  /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|[^"\dtfn-]+|./gs;

/**
 * JSON in its colours.
 *
 * @param {string} text
 * @param {string} ink the class of its colour
 * @returns {Piece[]}
 */
function jsonPieces(text, ink) {
  return [...text.matchAll(JSON_PIECE)].flatMap(([all, string, colon, word]) => {
    const kind = colon ? "name" : string || word ? "value" : "rest";
    const piece = /** @type {Piece} */ ([`${ink} json-${kind}`, string ?? all]);
    return colon ? [piece, /** @type {Piece} */ (["json-rest", colon])] : [piece];
  });
}

class JsonField extends Inked {
  /**
   * @param {HTMLElement} root
   * @param {string} ink the class of its colour
   */
  constructor(root, ink) {
    super(root, (text) => jsonPieces(text, ink));
    this.paint();
  }

  /**
   * Marks the character at which the text is no JSON any more, if there is one.
   *
   * @param {number | null | undefined} place counted from 1, in characters
   */
  breakAt(place) {
    const characters = [...this.text];
    const isAtTheEnd = Boolean(place && place > characters.length);
    this.beneath.toggleAttribute("data-broken", isAtTheEnd);
    const from = characters.slice(0, (place ?? 1) - 1).join("").length;
    const length = characters[(place ?? 0) - 1]?.length ?? 0;
    this.mark("broken", length ? [[from, from + length]] : []);
  }
}

/** White space between JSON's pieces; a string is left whole. */
const SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/**
 * JSON without the white space that means nothing.
 *
 * @param {string} json
 */
function compact(json) {
  return json.replace(SPACE, (_, string) => string ?? "");
}

/**
 * JSON with a line for each member, as people read it.
 *
 * @param {string} json
 */
function laidOut(json) {
  let depth = 0;
  const line = () => `\n${"  ".repeat(Math.max(0, depth))}`;
  return compact(json).replace(
    /"(?:[^"\\]|\\.)*"|[{[}\],:]/g,
    (piece, /** @type {number} */ at, /** @type {string} */ all) => {
      if (piece === ",") return `,${line()}`;
      if (piece === ":") return ": ";
      if (piece === "{" || piece === "[") {
        depth++;
        return /[}\]]/.test(all[at + 1]) ? piece : piece + line();
      }
      if (piece === "}" || piece === "]") {
        depth--;
        return /[{[]/.test(all[at - 1]) ? piece : line() + piece;
      }
      return piece;
    },
  );
}

/**
 * Where the characters of the compact text stand in the laid out one.
 *
 * @param {string} json
 */
function placesKept(json) {
  const places = [...json].keys();
  const gaps = new Set();
  for (const match of json.matchAll(SPACE)) {
    if (match[1] !== undefined) continue;
    for (let place = 0; place < match[0].length; place++)
      gaps.add(match.index + place);
  }
  return [...places].filter((place) => !gaps.has(place));
}

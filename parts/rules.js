// Names of standards become links: "RFC 7515 §2, 4648 §3.5" leads to both sections.

/** A standard, a section, or both; a section alone is of the standard before it. */
const RULE =
  /(?:RFC (\d{4})|(?<=[,;] )(\d{4})(?= §))?(?:(?:(?<=\d{4}) )?§(\d+(?:\.\d+)*)(?:[–-]\d+)?)?/g;

/**
 * Makes links of the rules that are named in a place's text.
 *
 * @param {Element} place
 * @param {string} [skip] elements whose text stays as it is
 */
function linkRules(
  place,
  skip = "a, button, code, pre, svg, textarea, h1, h2, h3",
) {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = /** @type {Text[]} */ ([]);
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) {
    if (!text.data.includes("RFC ") || text.parentElement?.closest(skip)) continue;
    text.replaceWith(...linked(text.data));
  }
}

/** @param {string} text */
function linked(text) {
  const pieces = /** @type {(string | HTMLElement)[]} */ ([]);
  let end = 0;
  let standard = "";
  for (const match of text.matchAll(RULE)) {
    const [words, first, next, section] = match;
    standard = first ?? next ?? standard;
    if (!words || !standard) continue;
    pieces.push(text.slice(end, match.index), linkTo(words, standard, section));
    end = match.index + words.length;
  }
  return [...pieces, text.slice(end)];
}

/**
 * @param {string} words
 * @param {string} standard its number
 * @param {string} [section]
 */
function linkTo(words, standard, section) {
  const link = document.createElement("a");
  link.href = `https://www.rfc-editor.org/rfc/rfc${standard}`;
  if (section) link.href += `#section-${section}`;
  link.textContent = words;
  return link;
}

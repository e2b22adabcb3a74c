// What a change did to a token, and to what it says.

/**
 * What a change did to a token, in a line.
 *
 * @param {string} before
 * @param {string} after
 * @param {Checking} checking
 */
function story(before, after, { checks }) {
  const ranges = changes(before, after);
  if (ranges.length === 0) return "";
  if (before.length !== after.length) {
    const more = after.length - before.length;
    return `The token is ${count(Math.abs(more), "character")} ${more > 0 ? "longer" : "shorter"}.`;
  }
  const [[place]] = ranges;
  const what =
    ranges.length === 1
      ? `Character ${place + 1} was \`${before[place]}\` and is \`${after[place]}\`.`
      : `${ranges.length} characters are changed.`;
  const parts = after.split(".");
  const part = before.split(".").findIndex((part, index) => part !== parts[index]);
  const result =
    parts.length === 3 && consequence(part, before.split(".")[part], parts[part]);
  const error = checks.find((check) => check.error)?.error;
  const found = error ? `Found ${error.found}.` : "";
  return `${what} ${result || found}`;
}

/**
 * What a part says now, and what it said.
 *
 * @param {number} part
 * @param {string} before
 * @param {string} after
 */
function consequence(part, before, after) {
  /** @type {(Encoding | undefined)[]} */
  const [was, is] = [before, after].map((text) => ask("decode", { text }).ok);
  if (!was || !is) return "";
  if (part === 2) {
    const { ok } = ask("changed bits", { before, after });
    return `${count(ok.length, "bit")} of the signature's 256 ${ok.length === 1 ? "is" : "are"} another.`;
  }
  if (was.json === null) return "";
  if (is.json === null) return `The ${PARTS[part]} is no text any more.`;
  const [[from, to]] = changes(was.json, is.json);
  const end = changes(was.json, is.json).at(-1)?.[1] ?? to;
  const [said, says] = [was.json, is.json].map((json) =>
    json.slice(Math.max(0, from - 8), end + 3).replace(/[\p{C}`]/gu, "·"),
  );
  return `The ${PARTS[part]} said \`${said}\` and says \`${says}\`.`;
}

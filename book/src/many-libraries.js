// Filters the tables of this chapter, and shows the token and the words behind a cell.
// Without it, the tables are whole. A classic script: the page may be opened as a file.

"use strict";

(() => {
  const MODES = ["as its README calls it", "as strict as it can be"];

  const room = document.getElementById("peers");
  const form = document.querySelector(".peers-filter");
  if (!room || !(form instanceof HTMLFormElement)) return;

  /**
   * What was asked, the words, and for each question the numbers of the words, two for
   * each library.
   *
   * @typedef {{
   *   questions: [string, string | [string], number, Record<string, unknown>][],
   *   words: string[],
   *   answers: number[][],
   * }} Said
   */

  /** @type {Promise<Said> | undefined} */
  let loaded;

  /** Loads it as a script: a page that is opened as a file may fetch nothing. */
  function load() {
    loaded ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "many-libraries-said.js";
      script.addEventListener("load", () => {
        const { peersSaid } =
          /** @type {typeof globalThis & { peersSaid: Said }} */ (globalThis);
        resolve(peersSaid);
      });
      script.addEventListener("error", () => {
        loaded = undefined;
        reject(new Error("many-libraries-said.js can't be loaded"));
      });
      document.head.append(script);
    });
    return loaded;
  }

  const tables = [...room.querySelectorAll("table")];
  const libraries = [...(tables[0].tHead?.rows[0].cells ?? [])]
    .slice(1)
    .map((cell) => cell.textContent ?? "");

  // ---- Filters ----

  const library = select("library");
  const check = select("check");
  const output = form.querySelector("output");
  const onlyDifferences = form.elements.namedItem("differences");

  libraries.forEach((name, column) => {
    if (column > 0) library.add(new Option(name, String(column)));
  });
  const groups = [...room.querySelectorAll("details")];
  groups.forEach((group, place) => {
    const summary = group.querySelector("summary")?.firstChild?.textContent ?? "";
    check.add(new Option(summary.trim(), String(place)));
  });
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());

  /** @param {string} name */
  function select(name) {
    const field = /** @type {HTMLFormElement} */ (form).elements.namedItem(name);
    return /** @type {HTMLSelectElement} */ (field);
  }

  function filter() {
    const column = Number(library.value || -1);
    const differing =
      onlyDifferences instanceof HTMLInputElement && onlyDifferences.checked;
    const isShown = (/** @type {number} */ place) =>
      column < 0 || place === 0 || place === column;
    let all = 0;
    groups.forEach((group, place) => {
      let count = 0;
      for (const row of group.querySelectorAll("tr")) {
        const cells = [...row.cells].slice(1);
        cells.forEach((cell, place) => (cell.hidden = !isShown(place)));
        if (!row.dataset.q) continue;
        const differs = cells.some((cell) => !cell.hidden && cell.className !== "");
        row.hidden = differing && !differs;
        if (!row.hidden) count += 1;
      }
      const asked = check.value === "" || check.value === String(place);
      group.hidden = !asked || count === 0;
      group.open =
        !group.hidden && (check.value !== "" || column >= 0 || differing);
      const shown = group.querySelector("summary span");
      if (shown) shown.textContent = `(${questions(count)})`;
      if (asked) all += count;
    });
    if (output) output.textContent = questions(all);
  }

  const questions = (/** @type {number} */ count) =>
    `${count} ${count === 1 ? "question" : "questions"}`;

  // ---- What was said ----

  const dialog = document.createElement("dialog");
  dialog.className = "peers-said";
  document.body.append(dialog);
  // mdBook has uses of its own for Escape and the arrows.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  room.classList.add("pressable");
  for (const row of room.querySelectorAll("tr")) {
    const name = row.cells[0].firstChild;
    if (!row.dataset.q || !name) continue;
    const button = document.createElement("button");
    button.type = "button";
    name.replaceWith(button);
    button.append(name);
  }
  room.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const cell = event.target.closest("td, th button");
    const row = cell?.closest("tr");
    if (!cell || !row?.dataset.q) return;
    const column = cell instanceof HTMLTableCellElement ? cell.cellIndex - 1 : -1;
    show(row, Number(row.dataset.q), column);
  });

  /**
   * @param {HTMLTableRowElement} row
   * @param {number} place of the question
   * @param {number} pressed the column, or none
   */
  async function show(row, place, pressed) {
    const said = await load();
    const [token, secret, now, expected] = said.questions[place];
    const title = row.querySelector("button")?.textContent?.trim() ?? "";
    const rule = row.querySelector("small")?.textContent ?? "";

    const close = element("button", "Close");
    close.addEventListener("click", () => dialog.close());
    const asked = element("dl");
    add(asked, "Token", token === "" ? "(the empty string)" : token);
    if (Array.isArray(secret)) add(asked, "Secret, in base64url", secret[0]);
    else add(asked, "Secret", secret);
    add(asked, "Now", String(now));
    const wishes = Object.entries(expected).map((wish) => wish.join(": "));
    if (wishes.length > 0) add(asked, "Expected", wishes.join(", "));

    const answers = element("dl");
    libraries.forEach((name, column) => {
      if (pressed > 0 && column !== pressed && column !== 0) return;
      const term = element("dt", name);
      answers.append(term);
      const signs = row.cells[column + 1].textContent ?? "";
      const numbers = said.answers[place].slice(2 * column, 2 * column + 2);
      const lines = numbers.map((number, mode) => [
        signs[mode],
        said.words[number],
      ]);
      const isTheSame = String(lines[0]) === String(lines[1]);
      lines.slice(isTheSame ? 1 : 0).forEach(([sign, words], line) => {
        const how = isTheSame ? "both ways" : MODES[line];
        const definition = element("dd", `${how}: ${sign} `);
        definition.append(element("code", words));
        if (column === pressed) definition.className = "pressed";
        answers.append(definition);
      });
    });

    dialog.replaceChildren(
      close,
      element("h3", title),
      element("p", rule),
      asked,
      element("h4", "What they said"),
      answers,
    );
    dialog.setAttribute("aria-label", title);
    dialog.showModal();
    dialog.scrollTop = 0;
  }

  /**
   * @param {HTMLElement} list
   * @param {string} term
   * @param {string} definition
   */
  function add(list, term, definition) {
    const value = element("dd");
    value.append(element("code", definition));
    list.append(element("dt", term), value);
  }

  /**
   * @param {string} name
   * @param {string} [text]
   */
  function element(name, text) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  }
})();

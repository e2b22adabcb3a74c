// Loads what the widgets of this page need, and nothing on a page that has none.
// Classic scripts, in their order: a page that is opened as a file may load no others.
// parts/rules.js is on every page already.
// Where one is missing, the page stays as it was written, and is whole.

(() => {
  "use strict";

  const widgets = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-live]")
  );
  /**
   * What the widgets name, each once: the crate that they ask, what they share with a few
   * others, and themselves.
   *
   * @param {"crate" | "with" | "live"} word
   * @param {string} otherwise
   */
  const named = (word, otherwise = "") =>
    new Set(
      [...widgets].map(({ dataset }) => dataset[word] ?? otherwise).filter(Boolean),
    );
  const names = named("live");
  if (names.size === 0) return;

  const parts = [
    ...["draw", "stops", "inked", "token", "turner", "json"],
    ...["lamps", "verdict", "way", "timeline"],
  ];
  const live = ["crate", "widget", "story", ...named("with"), ...names];
  const files = [
    ...[...named("crate", "wasm")].map((name) => `live/${name}`),
    ...parts.map((name) => `parts/${name}`),
    ...live.map((name) => `live/${name}`),
  ];
  for (const file of files) {
    const script = document.createElement("script");
    script.src = `${path_to_root}${file}.js`;
    script.async = false;
    script.addEventListener("error", () => {
      for (const widget of widgets) widget.dataset.state = "off";
    });
    document.body.append(script);
  }
})();

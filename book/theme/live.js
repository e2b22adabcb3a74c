// Loads what the widgets of this page need, and nothing on a page that has none.
// Classic scripts, in their order: a page that is opened as a file may load no others.
// Where one is missing, the page stays as it was written, and is whole.

(() => {
  "use strict";

  const all = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-live]")
  );
  // A page asks one crate. The page that is for printing has all widgets of the book:
  // there, those that ask another one than most stay as they are written.
  const crates = new Set([...all].map(({ dataset }) => dataset.crate ?? "wasm"));
  const crate = crates.size > 1 ? "wasm" : [...crates][0];
  const widgets = [...all].filter((widget) => {
    const isStarted = (widget.dataset.crate ?? "wasm") === crate;
    if (!isStarted) widget.dataset.state = "off";
    return isStarted;
  });
  const names = new Set(widgets.map((widget) => widget.dataset.live));
  if (names.size === 0) return;

  /** What a few widgets share. */
  const shared = new Set(widgets.flatMap(({ dataset }) => dataset.with ?? []));
  const parts = [
    ...["draw", "rules", "stops", "inked", "token", "turner", "json"],
    ...["lamps", "verdict", "way", "timeline"],
  ];
  const live = ["crate", "widget", "story", ...shared, ...names];
  const files = [
    `live/${crate}`,
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

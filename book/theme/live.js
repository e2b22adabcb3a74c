// Loads what the widgets of this page need, and nothing on a page that has none.
// Classic scripts, in their order (parts/rules.js is on every page already): a page that is opened as a file may load no others.
// Where one is missing, the page stays as it was written, and is whole.

(() => {
  "use strict";

  const widgets = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-live]")
  );
  const names = new Set([...widgets].map((widget) => widget.dataset.live));
  if (names.size === 0) return;

  const parts = [
    ...["draw", "stops", "inked", "token", "turner", "json"],
    ...["lamps", "verdict", "way", "timeline"],
  ];
  const files = [
    "live/wasm",
    ...parts.map((name) => `parts/${name}`),
    ...["crate", "widget", "story", ...names].map((name) => `live/${name}`),
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

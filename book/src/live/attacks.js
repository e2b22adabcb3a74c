// Loads what the chapters on attacks need, and nothing on any other page. On the page that
// is for printing they stay as they are written: whole, and still.

(() => {
  "use strict";

  const places = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-attack]")
  );
  const leave = () => {
    for (const place of places) place.dataset.state = "off";
  };
  if (/\/print\.html$/.test(location.pathname)) return leave();

  const files = [
    "live/attacks-wasm",
    ...["draw", "inked", "token", "json", "lamps", "verdict"].map(
      (name) => `parts/${name}`,
    ),
    ...["live/crate", "live/widget"],
    ...[...places].map((place) => `live/attacks-${place.dataset.attack}`),
  ];
  for (const file of files) {
    const script = document.createElement("script");
    script.src = `${path_to_root}${file}.js`;
    script.async = false;
    script.addEventListener("error", leave);
    document.body.append(script);
  }
})();

/**
 * Starts a thing of that name, once the crate is there.
 *
 * @param {string} name
 * @param {(root: HTMLElement) => unknown} start
 */
async function startAttack(name, start) {
  const root = document.querySelector(`[data-attack="${name}"]`);
  if (!(root instanceof HTMLElement)) return;
  try {
    await crates.wasm.opened;
    root.querySelector("fieldset")?.removeAttribute("disabled");
    // mdBook turns pages with the arrow keys, and opens its search with `s`.
    root.addEventListener("keydown", (event) => event.stopPropagation());
    start(root);
    root.dataset.state = "on";
  } catch (error) {
    console.warn("The page stays as it is written:", error);
    root.dataset.state = "off";
  }
}

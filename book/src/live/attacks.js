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
    ...["draw", "rules", "inked", "token", "json", "lamps", "verdict"].map(
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

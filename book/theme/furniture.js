// Mends mdBook's own page furniture for those who use a keyboard or a screen reader.
// mdBook's template stays untouched, and nothing looks or works differently for
// others. Each mend says what is wrong and which rule says so: WCAG 2.2, ARIA 1.2,
// or a rule of axe-core by its name. Without this script the page is as mdBook made it.

(() => {
  "use strict";

  /**
   * A part of mdBook's page, by its id.
   *
   * @param {string} name
   */
  const part = (name) => document.getElementById(`mdbook-${name}`);

  // The bar with the buttons and the title is in no landmark, so a screen reader's list
  // of landmarks doesn't lead to it, nor to the search (axe: region).
  function nameLandmarks() {
    part("menu-bar")?.setAttribute("role", "banner");
    part("search-wrapper")?.setAttribute("role", "search");
  }

  // What shows the sidebar is a <label>. Tab passes it by (WCAG 2.1.1), and a label may
  // have neither a name of its own nor a state (axe: aria-allowed-attr,
  // aria-prohibited-attr). A button takes its place and its look, and clicks it.
  function replaceSidebarToggle() {
    const label = part("sidebar-toggle");
    if (!label) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.title = label.title;
    button.setAttribute("aria-controls", "mdbook-sidebar");
    button.append(...label.childNodes);
    button.addEventListener("click", () => label.click());
    label.hidden = true;
    label.after(button);

    const tellState = () => {
      const isExpanded = label.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(isExpanded));
    };
    tellState();
    const filter = { attributeFilter: ["aria-expanded"] };
    new MutationObserver(tellState).observe(label, filter);
  }

  // Colour alone says which chapter is open (WCAG 1.4.1), and each title of a part of
  // the book stands behind a list item with nothing in it (WCAG 1.3.1).
  function mendContents() {
    const link = document.querySelector("#mdbook-sidebar a.active");
    link?.setAttribute("aria-current", "page");
    for (const item of document.querySelectorAll("#mdbook-sidebar li:empty")) {
      item.setAttribute("aria-hidden", "true");
    }
  }

  // The search field's name is its placeholder, and it is described by an id that isn't
  // there (WCAG 1.3.1, 4.1.2). How many results there are shows up in silence
  // (WCAG 4.1.3), and each excerpt has a label, which hides its words (ARIA 1.2 §5.2.8.6).
  // And mdBook searches when a key comes up: what the mouse pastes, it would not look for.
  function mendSearch() {
    const field = part("searchbar");
    field?.setAttribute("aria-label", "Search this book");
    field?.setAttribute("aria-describedby", "mdbook-searchresults-header");
    part("searchresults-header")?.setAttribute("role", "status");
    field?.addEventListener("input", () => {
      field.dispatchEvent(new KeyboardEvent("keyup"));
    });

    const results = part("searchresults");
    if (!results) return;
    const unlabel = () => {
      for (const excerpt of results.querySelectorAll(".teaser")) {
        excerpt.removeAttribute("aria-label");
      }
    };
    new MutationObserver(unlabel).observe(results, { childList: true });
  }

  // The list of keys opens over the page without a word, and Tab goes on behind it
  // (WCAG 2.4.3, 4.1.2; axe: region). It is a dialog: it takes the focus, the page
  // behind it is out of reach, and at its end the focus returns.
  function mendHelp() {
    const container = part("help-container");
    const dialog = part("help-popup");
    const page = part("body-container");
    if (!container || !dialog || !page) return;
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.setAttribute(
      "aria-label",
      dialog.querySelector("h2")?.textContent ?? "",
    );
    dialog.tabIndex = -1;

    let opener = document.activeElement;
    const follow = () => {
      const isOpen = container.style.display === "flex";
      if (isOpen === page.inert) return;
      if (isOpen) opener = document.activeElement;
      page.inert = isOpen;
      const next = isOpen ? dialog : opener;
      if (next instanceof HTMLElement) next.focus();
    };
    new MutationObserver(follow).observe(container, { attributeFilter: ["style"] });
  }

  const BLOCKS = "main pre > code, main .table-wrapper";

  // A block that is wider than the page scrolls, but not with every browser's keyboard
  // (WCAG 2.1.1; axe: scrollable-region-focusable). As long as it really scrolls, Tab
  // reaches it, and it has a name. A group and not a region: no page needs a hundred
  // landmarks.
  function mendBlocks() {
    const blocks = [...document.querySelectorAll(BLOCKS)];
    const mend = () => blocks.forEach(mendBlock);
    const observer = new ResizeObserver(mend);
    for (const block of blocks) {
      observer.observe(block);
      const table = block.querySelector("table");
      if (table) observer.observe(table);
    }
    document.fonts.addEventListener("loadingdone", mend);
  }

  /** @param {Element} block */
  function mendBlock(block) {
    const { overflowX } = getComputedStyle(block);
    const canScroll = overflowX === "auto" || overflowX === "scroll";
    const scrolls = canScroll && block.scrollWidth > block.clientWidth;
    if (scrolls === block.hasAttribute("tabindex")) return;
    if (scrolls) {
      const kind = block.matches("code") ? "Code" : "Table";
      block.setAttribute("tabindex", "0");
      block.setAttribute("role", "group");
      block.setAttribute("aria-label", `${kind}, scrolls sideways`);
    } else {
      for (const name of ["tabindex", "role", "aria-label"])
        block.removeAttribute(name);
    }
  }

  // In such a block, the arrows to the left and to the right scroll. mdBook would turn
  // the page.
  function keepArrows() {
    document.querySelector("main")?.addEventListener("keydown", (event) => {
      const isArrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
      const { target } = event;
      const isInBlock = target instanceof Element && target.matches(BLOCKS);
      if (isArrow && isInBlock) event.stopPropagation();
    });
  }

  // Where the book is published, mdBook offers to suggest an edit, behind a picture of a
  // pen. Whoever finds a mistake need not know how to mend it: the page ends with both, in
  // words.
  function offerToMend() {
    const pen = document.querySelector("a[rel=edit]");
    if (!(pen instanceof HTMLAnchorElement)) return;
    const [code, file] = pen.href.split("/edit/main/");
    const asked = new URLSearchParams({ template: "book.yml", page: file ?? "" });
    const offer = document.createElement("p");
    offer.className = "mend";
    offer.append(
      "Is something on this page wrong, or unclear? ",
      link("Report a mistake", `${code}/issues/new?${asked}`),
      ", or ",
      link("suggest a change", pen.href),
      ".",
    );
    document.querySelector("main")?.append(offer);
  }

  /**
   * @param {string} text
   * @param {string} address
   */
  function link(text, address) {
    const element = document.createElement("a");
    element.href = address;
    element.textContent = text;
    return element;
  }

  // The arrows at the sides say "next chapter", and not which (WCAG 2.4.4).
  function nameNeighbours() {
    const contents = [...document.querySelectorAll("#mdbook-sidebar a[href]")];
    for (const arrow of document.querySelectorAll("a.nav-chapters")) {
      const { href } = /** @type {HTMLAnchorElement} */ (arrow);
      const chapter = contents.find(
        (link) => /** @type {HTMLAnchorElement} */ (link).href === href,
      );
      const title = chapter?.textContent?.replace(/^[\d.]+\s*/, "");
      if (!title) continue;
      const words = `${arrow.getAttribute("aria-label")}: ${title}`;
      arrow.setAttribute("title", words);
      arrow.setAttribute("aria-label", words);
    }
  }

  nameLandmarks();
  nameNeighbours();
  replaceSidebarToggle();
  mendContents();
  mendSearch();
  mendHelp();
  mendBlocks();
  keepArrows();
  offerToMend();

  // What a page says of a standard leads to the standard.
  const main = document.querySelector("main");
  if (main) linkRules(main);
})();

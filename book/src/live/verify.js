// The conveyor: a token to break, another secret, the clock, an audience, and where it
// stops.

const NO_NUMBER = "seconds since 1970, in digits, such as `1690407762`";

globalThis.startWidgets?.("verify", (widget) => {
  const token = new TokenField(widget.part("token"));
  const turner = new Turner(token, widget.part("steps"));
  turner.choose(Number(widget.root.dataset.place));

  function update() {
    const now = number(widget.value("now"));
    showDate(now);
    /** @type {Answer<Checking>} */
    const { ok, error } = ask("check", {
      token: token.text,
      secret: widget.value("secret"),
      secret_is: "text",
      now: now ?? 0,
      expected: { aud: widget.value("aud") || null },
    });
    widget.blame("secret", error);
    widget.blame("now", now === null);
    if (error) return widget.unmade("since there is no secret", error);
    if (now === null) {
      return widget.unmade("is checked, since the clock is no number", NO_NUMBER);
    }
    const words = story(token.kept, token.text, ok);
    widget.judge(ok, words || "You have changed no character of it.");
    showChecks(ok);
  }

  /** @param {Checking} checking */
  function showChecks({ checks }) {
    const signs = { passed: "✓", failed: "✗", "not reached": "·" };
    rows(widget.out("checks"), checks, (row, check) => {
      row.dataset.outcome = check.outcome;
      const [sign, statement, outcome, rule] = row.children;
      show(sign, signs[check.outcome]);
      show(statement, `${check.number}. ${check.statement}`);
      show(outcome, check.outcome);
      showWords(rule, check.rule);
    });
  }

  /** @param {number | null} now */
  function showDate(now) {
    const words = now === null ? "no number" : date(now);
    show(widget.out("date"), `The clock says ${words}.`);
    widget.field("slider").setAttribute("aria-valuetext", words);
  }

  // ---------- tokens to begin with ----------

  /** @type {Record<string, () => string>} */
  const tokens = {
    genuine: () => made(),
    printed: () => printed.token,
    hour: () =>
      made({ payload: '{"id":"123456","nbf":1690407762,"exp":1690411362}' }),
    audience: () => made({ payload: '{"id":"123456","aud":"api"}' }),
    none: () => made({ header: '{"alg":"none"}' }).replace(/[^.]*$/, ""),
    bearer: () => `Bearer ${made()}`,
  };

  function begin() {
    token.keep(tokens[widget.value("begin") || "genuine"]());
    turner.choose(turner.place);
    widget.type("secret", printed.secret);
    widget.type("now", String(printed.now));
    widget.type("slider", String(printed.now));
    // A token for an audience is accepted by whoever expects that one.
    if (widget.value("begin") !== "audience") widget.type("aud", "");
  }

  widget.field("begin").addEventListener("input", begin);
  widget.field("slider").addEventListener("input", () => {
    widget.type("now", widget.value("slider"));
  });
  widget.field("now").addEventListener("input", () => {
    widget.type("slider", widget.value("now"));
  });
  widget.onInput(update);
});

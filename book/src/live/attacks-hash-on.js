// Hash on from there: the server's token, what is put behind its message, and the guess
// how long the secret is.

"use strict";

class HashOn {
  #level = "hash-of-secret-and-message";

  /** @param {HTMLElement} root */
  constructor(root) {
    this.widget = new Widget(root);
    this.theirs = new Verdict(this.widget.part("theirs"));
    this.ours = new Verdict(this.widget.part("ours"));
    this.held = ask("begin", { level: this.#level }).ok.token;
    drawToken(this.widget.out("held"), this.held);
    this.widget.onPress("every", () => this.#every());
    this.widget.onInput(() => this.#update());
    this.widget.start();
  }

  /** @param {number} length of the secret */
  #extended(length) {
    const added = this.widget.value("added");
    const details = { token: this.held, secret_length: length, added };
    /** @type {{ message: string, padding: number[], token: string }} */
    const answer = ask("extend", details).ok;
    return answer;
  }

  /** @param {string} token */
  #send(token) {
    return ask("send", { level: this.#level, token }).ok;
  }

  #update() {
    const length = Number(this.widget.value("length"));
    const { message, padding, token } = this.#extended(length);
    show(this.widget.out("length"), count(length, "byte"));
    show(this.widget.out("message"), message);
    show(this.widget.out("padding"), ` ${shortened(padding)} `);
    show(this.widget.out("added"), this.widget.value("added"));
    drawToken(this.widget.out("forged"), token);

    const { claims, refusal, ours } = this.#send(token);
    const isTaken = refusal === null;
    this.theirs.draw(
      isTaken ? "accepted" : "refused",
      isTaken ? `with \`${claims}\`` : `: ${refusal}`,
      "",
      [],
    );
    const failed = /** @type {Checking} */ (ours).checks.find(
      (check) => check.error,
    );
    this.ours.draw(
      "refused",
      `at check ${failed?.number}: ${failed?.statement}`,
      "",
      [],
    );
    this.widget.say(`The device: ${this.theirs.said} Ours: ${this.ours.said}`);
  }

  /** Tries the lengths one after the other, as an attacker does. */
  #every() {
    for (let length = 1; length <= 64; length++) {
      this.widget.type("length", String(length));
      if (this.#send(this.#extended(length).token).refusal === null) break;
    }
    this.#update();
  }
}

/**
 * Padding in hexadecimal, its zeros counted.
 *
 * @param {number[]} bytes
 */
function shortened(bytes) {
  const zeros = bytes.slice(1).findIndex((byte) => byte !== 0);
  if (zeros < 2) return bytes.map(hex).join(" ");
  return [hex(bytes[0]), `${zeros}×00`, ...bytes.slice(1 + zeros).map(hex)].join(
    " ",
  );
}

/**
 * @param {HTMLElement} place
 * @param {string} token
 */
function drawToken(place, token) {
  const spans = tokenPieces(token).map(([className, text]) => {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = text;
    return span;
  });
  place.replaceChildren(...spans);
}

startAttack("hash-on", (root) => new HashOn(root));

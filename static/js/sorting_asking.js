// A new question that somebody types while sorting. It is about the card that was shown when they began to type: what
// comes in the meantime, or another card that they look at, does not change that.
import { number } from "./sorting_coming.js";

export class Asking {
  // `now` gives the card of now, or null.
  constructor(form, now) {
    this.form = form;
    this.field = form.elements.sentence;
    this.hint = form.querySelector(".hint");
    this.usual = this.hint.textContent;
    this.now = now;
    this.began = undefined; // the card of the words that are being typed; null when that went, undefined without words
    this.field.addEventListener("input", () => this.typedFor(now()));
  }

  get card() {
    return this.began === undefined ? this.now() : this.began;
  }

  typedFor(card) {
    if (!this.field.value) this.began = undefined;
    else if (this.began === undefined) this.began = card;
    this.draw();
  }

  // Says to which card the question goes when that is not the one that is shown.
  draw() {
    const { other, none } = this.hint.dataset;
    if (this.card === this.now()) this.hint.textContent = this.usual;
    else this.hint.textContent = this.card ? other.replace("{number}", number(this.card)) : none;
  }

  // The words, which are on their way from now on.
  take() {
    const words = this.field.value.trim();
    this.field.value = "";
    this.typedFor(null);
    return words;
  }

  // The words of a question that was not made, to mend; beside what somebody types by now they are not lost either.
  giveBack(words, card) {
    const { value } = this.field;
    this.field.value = value.includes(words) ? value : `${value} ${words}`.trim();
    this.typedFor(card);
    this.field.dispatchEvent(new Event("input", { bubbles: true })); // for what keeps it in this window
  }

  leave(card) {
    if (this.began === card) this.began = null;
    this.draw();
  }
}

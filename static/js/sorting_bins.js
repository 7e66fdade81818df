// The places where a card can be laid: the questions of the pile, one case, and nowhere.
import { plain } from "./sorting_sieve.js";

export class Bins {
  constructor(form) {
    this.form = form;
    this.all = [...form.querySelectorAll("button[name=vak]")];
  }

  get offered() {
    return this.all.filter((bin) => !bin.parentElement.hidden);
  }

  named(value) {
    return this.all.find((bin) => bin.value === value);
  }

  alone(action) {
    return this.offered.find((bin) => bin.dataset.action === action);
  }

  isAlone(value) {
    return Boolean(this.named(value)?.dataset.action);
  }

  at(figure) {
    return this.all.find((bin) => bin.dataset.key === figure);
  }

  words(bin) {
    return bin.children[1].textContent;
  }

  // Those whose words have the typed ones in them; only that one when it says exactly the same.
  matching(typed) {
    const wanted = plain(typed);
    const same = this.offered.filter((bin) => plain(this.words(bin)) === wanted);
    return same.length ? same : this.offered.filter((bin) => wanted && plain(this.words(bin)).includes(wanted));
  }

  // Which places somebody may still lay at is what the server counts: a colleague takes one away or gives it back.
  offer(numbers) {
    for (const bin of this.all) bin.parentElement.hidden = !(bin.value in numbers);
  }

  numbersAt(bin) {
    const shown = [bin.querySelector("[data-number]"), bin.querySelector("[data-texts] span")];
    return shown.map((node) => Number(node.textContent.replace(".", "")));
  }

  drawNumbers(bin, cases, told) {
    bin.querySelector("[data-number]").textContent = cases;
    bin.querySelector("[data-texts]").hidden = cases === told;
    bin.querySelector("[data-texts] span").textContent = told;
  }
}

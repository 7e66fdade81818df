// The places where a card can be laid: the questions of the pile, one case, and nowhere.
import { plain } from "./sorting_sieve.js";

export function figure(number) {
  return number.toLocaleString(document.documentElement.lang);
}

export function places(card) {
  return card ? card.dataset.places.split(" ").filter(Boolean) : [];
}

export class Bins {
  constructor(form, questions) {
    this.form = form;
    this.questions = questions; // their keys
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

  at(place) {
    return this.all.find((bin) => bin.dataset.place === place);
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

  // The question in exactly these words.
  saying(sentence) {
    return this.offered.find((bin) => !bin.dataset.action && plain(this.words(bin)) === plain(sentence));
  }

  // A question that was made while sorting stands last, before the places of their own. Whether it is a new one.
  add({ slug, sentence, language }) {
    if (this.named(slug)) return false;
    const own = this.all.findIndex((bin) => bin.dataset.action);
    const item = this.all[own].parentElement.cloneNode(true);
    const bin = item.querySelector("button");
    const named = document.createElement("span");
    bin.className = "bin";
    bin.value = slug;
    delete bin.dataset.action;
    bin.setAttribute("aria-pressed", "false");
    named.textContent = sentence;
    named.lang = language;
    bin.children[1].replaceWith(named);
    this.all.splice(own, 0, bin);
    this.figure(bin, own + 1);
    this.all[own + 1].parentElement.before(item);
    document.querySelector("#vakken").append(new Option("", sentence));
    return true;
  }

  figure(bin, place) {
    const sign = bin.firstElementChild;
    const shown = document.createElement(sign.matches("kbd") && place <= 9 ? "kbd" : "span");
    shown.setAttribute("aria-hidden", "true");
    shown.textContent = shown.matches("kbd") ? this.questions.at(place) : "·";
    sign.replaceWith(shown);
    if (place <= 9) bin.dataset.place = place;
  }

  // Which places somebody may still lay at is what the server counts: a colleague takes one away or gives it back.
  offer(numbers) {
    for (const bin of this.all) bin.parentElement.hidden = !(bin.value in numbers);
  }

  // Counts a card that goes from some places to others. Its case counts once, however many cards there tell it.
  count(card, before, after, cards) {
    const same = cards.filter((other) => other !== card && other.dataset.case === card.dataset.case);
    for (const bin of this.all) {
      const step = after.includes(bin.value) - before.includes(bin.value);
      const isTold = same.some((other) => places(other).includes(bin.value));
      const [cases, told] = this.numbersAt(bin);
      this.drawNumbers(bin, cases + (isTold ? 0 : step), told + step);
    }
  }

  numbersAt(bin) {
    const shown = [bin.querySelector("[data-number]"), bin.querySelector("[data-texts] span")];
    return shown.map((node) => Number(node.textContent.replace(/\D/g, "")));
  }

  drawNumbers(bin, cases, told) {
    bin.querySelector("[data-number]").textContent = figure(cases);
    bin.querySelector("[data-texts]").hidden = cases === told;
    bin.querySelector("[data-texts] span").textContent = figure(told);
  }
}

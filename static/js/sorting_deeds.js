// What was done with cards in this window and can be put back; and before all of that, the last of an earlier visit.
export class Deeds {
  // `toast` is the form that puts the last one back: it holds the key of what was done before this window opened.
  constructor(toast) {
    this.toast = toast;
    this.earliest = toast.hidden ? "" : toast.elements.deed.value;
    this.all = []; // { card, key, before, words of a new question }
  }

  add(deed) {
    this.all.push(deed);
    this.offer();
  }

  // The last one, or nothing.
  take() {
    const last = this.all.pop();
    this.offer();
    return last;
  }

  takeEarliest() {
    const key = this.earliest;
    this.earliest = "";
    this.offer();
    return key;
  }

  // Those that are forgotten, the last first.
  forget(which) {
    const gone = this.all.filter(which);
    this.all = this.all.filter((deed) => !which(deed));
    this.offer();
    return gone.reverse();
  }

  // Whether a new question in these words took this card, and its place is not there yet.
  asked(card, sentence) {
    return this.all.some((deed) => deed.card === card && deed.words === sentence);
  }

  offer() {
    this.toast.elements.deed.value = this.all.at(-1)?.key || this.earliest;
    this.toast.hidden = !this.toast.elements.deed.value;
  }
}

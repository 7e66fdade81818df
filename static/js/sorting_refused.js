// What could not be laid: a list with a link to each card, until somebody puts it away. Said once, when no more comes.
export const PAUSE = 800; // a screen reader hears the last thing, once somebody pauses

export class Refused {
  constructor(section, alarm, back) {
    this.section = section;
    this.alarm = alarm; // the one line that is read out
    this.list = section.querySelector("ul");
    this.found = new Map(); // by card, as only what was said last of one counts
    section.querySelector("button").addEventListener("click", () => {
      this.clear();
      back();
    });
  }

  get isEmpty() {
    return !this.found.size;
  }

  // `typed` are the words of questions that were not made, where they can be read nowhere else.
  add(id, number, words, link, typed = []) {
    this.found.get(id)?.remove();
    const item = document.createElement("li");
    const named = number && this.section.dataset.named.replace("{number}", number);
    const kept = typed.map((sentence) => this.section.dataset.typed.replace("{words}", sentence));
    const whole = [named ? `${named}: ${words}` : words, ...kept].join(" ");
    if (link) link.textContent = whole;
    item.append(link || whole);
    this.found.set(id, item);
    this.list.append(item);
    this.section.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), PAUSE);
  }

  tell() {
    const { several } = this.section.dataset;
    const only = this.list.firstElementChild.textContent;
    this.say(this.found.size > 1 ? several.replace("{number}", this.found.size) : only);
  }

  // Also for what is wrong with the page as a whole.
  say(words) {
    this.alarm.textContent = words;
    this.alarm.hidden = false;
  }

  // What was only about the last key goes at the next one; the list stays.
  rest() {
    this.alarm.hidden = this.alarm.hidden || this.isEmpty;
  }

  clear() {
    clearTimeout(this.timer);
    this.found.clear();
    this.list.replaceChildren();
    this.section.hidden = true;
    this.alarm.hidden = true;
  }
}

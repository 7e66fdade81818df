// What the table says to who does not see it: the last thing, in whole sentences, once somebody pauses.
import { PAUSE } from "./sorting_refused.js";

export class Saying {
  constructor(line) {
    this.line = line;
    this.last = [];
    this.news = []; // what colleagues did: it waits for the pause too, and nothing takes its place
  }

  say(sentences) {
    this.last = sentences.filter(Boolean);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.line.textContent = [...this.last, ...this.news].map(closed).join(" ");
      [this.last, this.news] = [[], []];
    }, PAUSE);
  }

  // The card that somebody is at now, as who sees it begins to read.
  words(card) {
    const title = card.querySelector("h3").textContent;
    return [this.line.dataset.now.replace("{title}", title), card.querySelector(".les")?.textContent];
  }

  came(questions) {
    const { came, several } = this.line.dataset;
    const one = ({ sentence }) => came.replace("{sentence}", sentence);
    this.news.push(questions.length > 1 ? several.replace("{number}", questions.length) : one(questions[0]));
    this.say(this.last);
  }
}

const closed = (words) => (/[.?!]$/.test(words) ? words : `${words}.`);

// What was laid, asked or starred and is on its way to the server: one after another, each exactly once, also after a
// reload or a fault, and from every window of one member. What stands here goes as soon as the server has it.
const PAUSES = [1000, 2000, 5000, 10000];
const PREFIX = "sorteren:";
const DAY = 24 * 60 * 60 * 1000;

export class Queue {
  // `who` tells members at one computer apart: what one of them laid never goes out under the name of another.
  constructor(who, pile, token, told) {
    this.name = `${PREFIX}${who}:${pile}`;
    this.token = token;
    this.told = told; // { answer(facts, sent, own), waits(number), stuck(status) }; own: this window sent it
    this.items = [];
    this.keeps = true;
    this.busy = null;
    this.failures = 0;
    this.windows = new BroadcastChannel(this.name);
    this.windows.addEventListener("message", ({ data }) => this.told.answer(data.facts, data.sent, false));
    addEventListener("online", () => this.drain());
    this.look();
  }

  // What waits now: another window of this member adds to it too.
  look() {
    try {
      if (this.keeps) this.items = JSON.parse(localStorage.getItem(this.name)) || [];
    } catch {
      this.keeps = false; // storage is switched off: then only this window knows
    }
    return this.items;
  }

  change(items) {
    this.items = items;
    try {
      if (items.length) localStorage.setItem(this.name, JSON.stringify(items));
      else localStorage.removeItem(this.name);
    } catch {
      this.keeps = false;
    }
  }

  waitingFor(card) {
    return this.look().filter((item) => item.card === card).length;
  }

  // `kind` is what was done: laid (or put back), asked, starred. Only cards that move have a place in `card`.
  add(kind, card, url, fields) {
    const item = { id: crypto.randomUUID(), at: Date.now(), kind, card, url, fields };
    this.change([...this.look(), item]);
    this.drain();
  }

  // What was refused, and what waits for the same card: that was laid on what is not so. Gives all of it.
  drop(sent) {
    const rests = (item) => item.id !== sent.id && sent.card && item.card === sent.card;
    const waits = this.look().filter(rests);
    if (waits.length) this.change(this.items.filter((item) => !rests(item)));
    return [sent, ...waits];
  }

  drain() {
    clearTimeout(this.timer);
    this.busy ||= this.inTurn(() => this.sendAll()).then((goesOn) => {
      this.busy = null;
      return goesOn && this.look().length ? this.drain() : undefined;
    });
    return this.busy;
  }

  // One window at a time sends, so that what was done first arrives first.
  inTurn(work) {
    return navigator.locks ? navigator.locks.request(this.name, work) : work();
  }

  // Whether it may go on at once with what came meanwhile.
  async sendAll() {
    while (this.look().length) {
      const [item] = this.items;
      const answer = await this.send(item);
      if (!answer) {
        this.told.waits(this.look().length);
        this.timer = setTimeout(() => this.drain(), PAUSES[Math.min(this.failures++, PAUSES.length - 1)]);
        return false;
      }
      if (!answer.facts) {
        this.told.stuck(answer.status); // what waits stays, and goes once the page is loaded anew
        return false;
      }
      this.failures = 0;
      this.change(this.look().filter((other) => other.id !== item.id));
      this.told.answer(answer.facts, item, true);
      this.windows.postMessage({ facts: answer.facts, sent: item });
    }
    this.told.waits(0);
    return true;
  }

  // The facts are null on the page of somebody who is not signed in, or whose token is too old.
  async send({ url, fields }) {
    const body = new URLSearchParams({ ...fields, csrf_token: this.token });
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status >= 500 || answer.status === 429) return null;
      const speaks = answer.headers.get("Content-Type")?.includes("application/json");
      return { status: answer.status, facts: speaks ? await answer.json() : null };
    } catch {
      return null; // no connection
    }
  }
}

// Words that somebody typed wait a day at most; what was laid before a name stood with it belongs to nobody.
export function tidy() {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    const fresh = JSON.parse(localStorage.getItem(name)).filter((item) => item.kind !== "asked" || Date.now() - item.at < DAY);
    if (name.split(":").length < 3 || !fresh.length) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(fresh));
  }
}

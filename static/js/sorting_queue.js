// What was laid, asked or starred and is on its way to the server: one after another, each exactly once, also after a
// reload or a fault, and from every window of one member. What stands here goes as soon as the server has it.
const PAUSES = [1000, 2000, 5000, 10000];
const PREFIX = "sorteren:";
const LATE = "sorteren-te-laat:"; // the moment at which something of a pile was dropped unsent; no more than that
const DAY = 24 * 60 * 60 * 1000;
const MONTH = 30 * DAY;
const NEVER = [404, 409]; // a page with one of these says no for good: sending it again changes nothing

export class Queue {
  // `who` tells members at one computer apart: what one of them laid never goes out under the name of another.
  constructor(who, pile, token, told) {
    this.pile = `${who}:${pile}`;
    this.prefix = `${PREFIX}${this.pile}:`; // each has a key of its own: two windows never write over each other
    this.window = crypto.randomUUID();
    this.token = token;
    this.told = told; // { answer(facts, sent, dropped), waits(number), stuck(), words: { never, late } }
    this.items = [];
    this.keeps = true;
    this.busy = null;
    this.failures = 0;
    this.windows = new BroadcastChannel(this.prefix);
    this.windows.addEventListener("message", ({ data }) => this.told.answer(data.facts, data.sent, data.dropped));
    addEventListener("online", () => this.drain());
    this.inStorage(tidy);
  }

  // When storage is switched off or full, only this window knows from then on.
  inStorage(work) {
    try {
      return this.keeps ? work() : undefined;
    } catch {
      this.keeps = false;
      return undefined;
    }
  }

  // What waits now, what was done first in front: another window of this member adds to it too.
  look() {
    this.items = this.inStorage(() => waiting(this.prefix)) || this.items;
    return this.items;
  }

  waitingFor(card) {
    return this.look().filter((item) => item.card === card).length;
  }

  // The stars of one text that wait: by sentence, whether it gets one (or else loses it).
  starsAt(url) {
    const path = url.split("?")[0];
    const stars = this.look().filter((item) => item.kind === "starred" && item.url.split("?")[0] === path);
    return new Map(stars.map(({ fields }) => [fields.zin, fields.aan === "ja"]));
  }

  isOwn(item) {
    return item.window === this.window;
  }

  // `kind` is what was done: laid (or put back), asked, starred. Only cards that move have a place in `card`.
  add(kind, card, url, fields) {
    const at = Math.max(Date.now(), ...this.look().map((item) => item.at + 1)); // after all that waits, whatever the clock says
    const item = { id: crypto.randomUUID(), at, window: this.window, kind, card, url, fields };
    this.items = [...this.items, item];
    this.inStorage(() => localStorage.setItem(this.prefix + item.id, JSON.stringify(item)));
    this.drain();
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
    return navigator.locks ? navigator.locks.request(this.prefix, work) : work();
  }

  // Whether it may go on at once with what came meanwhile.
  async sendAll() {
    while (this.look().length) {
      const [item] = this.items;
      const isLate = item.at < Date.now() - DAY;
      if (isLate) this.inStorage(() => localStorage.setItem(LATE + this.pile, Date.now())); // said until it was read
      const answer = isLate ? { facts: { message: this.told.words.late } } : await this.send(item);
      if (!answer) {
        this.told.waits(this.look().length);
        this.timer = setTimeout(() => this.drain(), PAUSES[Math.min(this.failures++, PAUSES.length - 1)]);
        return false;
      }
      if (!answer.facts) {
        this.told.stuck(); // what waits stays, and goes once the page is loaded anew
        return false;
      }
      this.failures = 0;
      this.settle(item, { card: item.card, ...answer.facts });
    }
    this.told.waits(0);
    return true;
  }

  // What waits for a card that was refused goes with it: that was laid on what is not so. Only the window that sends
  // decides what that is. The others hear it: by the time they do, something may have been laid at that card anew.
  settle(sent, facts) {
    const rests = ({ id, card }) => id === sent.id || (facts.message && sent.card && card === sent.card);
    const gone = this.look().filter(rests);
    this.items = this.items.filter((item) => !rests(item));
    this.inStorage(() => gone.forEach((item) => localStorage.removeItem(this.prefix + item.id)));
    const told = { facts, sent, dropped: facts.message ? [sent, ...gone.filter(({ id }) => id !== sent.id)] : [] };
    this.told.answer(told.facts, told.sent, told.dropped);
    this.windows.postMessage(told);
  }

  // The facts are null on the page of somebody who is not signed in, or whose token is too old.
  async send({ url, fields }) {
    const body = new URLSearchParams({ ...fields, csrf_token: this.token });
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status >= 500 || answer.status === 429) return null;
      const speaks = answer.status !== 400 && answer.headers.get("Content-Type")?.includes("application/json");
      if (speaks) return { facts: await answer.json() };
      return { facts: NEVER.includes(answer.status) ? { message: this.told.words.never } : null };
    } catch {
      return null; // no connection
    }
  }

  // Whether something of this pile waited too long, until the member has read so.
  get wasLate() {
    return Boolean(this.inStorage(() => localStorage.getItem(LATE + this.pile)));
  }

  lateIsRead() {
    this.inStorage(() => localStorage.removeItem(LATE + this.pile));
  }
}

function waiting(prefix) {
  const found = keysOf(prefix).map((key) => JSON.parse(localStorage.getItem(key)));
  return found.filter(Boolean).sort((one, other) => one.at - other.at || one.id.localeCompare(other.id));
}

function keysOf(prefix) {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

// What could not be sent within a day goes, on whichever page its member comes back, with what was laid on top of it.
export function tidy() {
  const now = Date.now();
  for (const key of keysOf(PREFIX)) if (key.split(":").length < 4) localStorage.removeItem(key); // of an earlier form
  for (const pile of new Set(keysOf(PREFIX).map((key) => key.split(":").slice(1, 3).join(":")))) {
    const items = waiting(`${PREFIX}${pile}:`);
    const late = items.filter((item) => item.at < now - DAY);
    const cards = late.map((item) => item.card).filter(Boolean);
    const gone = items.filter((item) => late.includes(item) || cards.includes(item.card));
    for (const item of gone) localStorage.removeItem(`${PREFIX}${pile}:${item.id}`);
    if (gone.length) localStorage.setItem(LATE + pile, now);
  }
  for (const key of keysOf(LATE)) if (localStorage.getItem(key) < now - MONTH) localStorage.removeItem(key);
}

// What was laid and is on its way to the server: one after another, each exactly once, also after a reload or a fault.
// Only ids stand here, and only until the server has them.
const PAUSES = [1000, 2000, 5000, 10000];

export class Queue {
  constructor(name, token, told) {
    this.name = `sorteren:${name}`;
    this.token = token;
    this.told = told; // { answer(facts, sent), waits(number), stuck(status) }
    this.items = this.read();
    this.busy = false;
    this.failures = 0;
    addEventListener("online", () => this.drain());
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name)) || [];
    } catch {
      return []; // storage is switched off
    }
  }

  keep() {
    try {
      if (this.items.length) localStorage.setItem(this.name, JSON.stringify(this.items));
      else localStorage.removeItem(this.name);
    } catch {
      // then only this window knows
    }
  }

  waitingFor(card) {
    return this.items.filter((item) => item.card === card).length;
  }

  add(card, url, fields) {
    this.items.push({ card, url, fields });
    this.keep();
    this.drain();
  }

  async drain() {
    if (this.busy) return this.busy;
    this.busy = this.sendAll();
    await this.busy;
    this.busy = false;
  }

  async sendAll() {
    while (this.items.length) {
      const answer = await this.send(this.items[0]);
      if (!answer) {
        const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
        this.told.waits(this.items.length);
        setTimeout(() => this.drain(), pause);
        return;
      }
      const facts = await factsIn(answer);
      if (!facts) {
        this.told.stuck(answer.status); // what waits stays, and goes once the page is loaded anew
        return;
      }
      this.failures = 0;
      const sent = this.items.shift();
      this.dropped = [sent];
      this.keep();
      this.told.answer(facts, sent);
    }
    this.told.waits(0);
  }

  // What was refused, and what waits for the same card: that was laid on what is not so. Gives all of it.
  drop(card) {
    const waits = this.items.filter((item) => item.card === card);
    this.items = this.items.filter((item) => item.card !== card);
    this.keep();
    return [...this.dropped, ...waits];
  }

  async send(item) {
    const body = new URLSearchParams({ ...item.fields, csrf_token: this.token });
    try {
      const answer = await fetch(item.url, { method: "POST", body, headers: { Accept: "application/json" } });
      return answer.status >= 500 || answer.status === 429 ? null : answer;
    } catch {
      return null; // no connection
    }
  }
}

// What a table answers; null for the page of somebody who is not signed in, or whose token is too old.
async function factsIn(answer) {
  const speaks = answer.headers.get("Content-Type")?.includes("application/json");
  return speaks ? answer.json() : null;
}

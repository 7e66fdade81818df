// What was laid and is on its way to the server: one after another, each exactly once, also after a reload or a fault.
// Only ids stand here, and only until the server has them.
const PAUSES = [1000, 2000, 5000, 10000];

export class Queue {
  constructor(name, token, told) {
    this.name = `sorteren:${name}`;
    this.token = token;
    this.told = told; // { answer(facts), waits(number), stuck(status) }
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
      if ([400, 401, 403].includes(answer.status)) {
        this.told.stuck(answer.status); // what waits stays, and goes once the page is loaded anew
        return;
      }
      this.failures = 0;
      const sent = this.items.shift();
      this.keep();
      if (answer.status !== 404) this.told.answer(await answer.json(), sent);
    }
    this.told.waits(0);
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

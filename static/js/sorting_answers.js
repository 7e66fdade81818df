// What the server says of what was laid, asked or starred: drawn in every window of the member who did it. None of it
// puts another card under somebody's hands, but for a card that is not there any more.
import { address, linkTo, number } from "./sorting_coming.js";
import { plain } from "./sorting_sieve.js";
import { renew } from "./sorting_text.js";

export class Answers {
  // `table` is what sort.js has: the cards, and what draws them.
  constructor(table) {
    this.table = table;
  }

  // `dropped` is what was not done: what was refused, and what rested on it.
  take(facts, sent, dropped) {
    const { byId, queue, said, saying, stars } = this.table;
    const card = byId.get(facts.card);
    if (facts.message) this.refuse(card, facts, sent, dropped);
    if (!facts.numbers) {
      if (card && sent.kind === "starred") renew(card, stars);
      return;
    }
    if (sent.kind === "earlier" && !facts.message && queue.isOwn(sent)) {
      location.assign(address({ kaart: facts.card }));
      return;
    }
    this.drawPlaces(facts, sent);
    if (card && !facts.gone) this.settle(card, facts);
    if (sent.kind === "asked" && !sent.fields.card && !facts.message && queue.isOwn(sent)) saying.say([said.dataset.made]);
    if (!queue.look().length) this.drawNumbers(facts);
  }

  // What a colleague asked meanwhile comes behind the others, whose keys stay the same; it is said, once.
  drawPlaces(facts, sent) {
    const { bins, now, saying } = this.table;
    const pressed = document.activeElement;
    const own = sent.kind === "asked" && plain(sent.fields.sentence);
    const came = facts.bins.filter((bin) => bins.add(bin)).filter(({ sentence }) => plain(sentence) !== own);
    if (came.length) saying.came(came);
    bins.offer(facts.numbers);
    if (bins.all.includes(pressed) && pressed.parentElement.hidden) now()?.focus();
  }

  drawNumbers(facts) {
    const { bins, drawProgress } = this.table;
    drawProgress(facts.done);
    document.querySelector("[data-to-go]").textContent = facts.to_go;
    for (const bin of bins.all) bins.drawNumbers(bin, facts.cases[bin.value] ?? 0, facts.numbers[bin.value] ?? 0);
  }

  // The card as the server has it, once nothing of it is on its way.
  settle(card, facts) {
    card.dataset.version = facts.version;
    if (this.table.queue.waitingFor(facts.card)) return;
    card.dataset.places = facts.places.join(" ");
    card.dataset.open = facts.open ? "ja" : "nee";
    this.table.describe(card, facts.words);
    if (card === this.table.now()) this.table.drawBins();
    else if (facts.message) this.table.drawComing();
  }

  // Listed until it was read, with a link to the card. What somebody typed goes back where they typed it; in another
  // window, or when that one was loaded anew, the words stand in the list.
  refuse(card, facts, sent, dropped) {
    const { asking, byId, queue, refused, said, show } = this.table;
    const named = card && number(card);
    this.table.takeBack(dropped.map((item) => item.fields.key));
    const asked = dropped.filter((item) => item.kind === "asked");
    if (card && facts.gone) this.leave(card);
    for (const item of asked.filter((one) => queue.isOwn(one))) {
      asking.giveBack(item.fields.sentence, byId.get(item.card) || null);
    }
    const elsewhere = asked.filter((item) => !queue.isOwn(item)).map((item) => item.fields.sentence);
    const link = card && !facts.gone && linkTo(card, show);
    said.textContent = ""; // beside it stands what puts the last deed back, and that is another one
    refused.add(facts.card || sent.id, named, facts.message, link, elsewhere);
  }

  leave(card) {
    const { asking, byId, cards, now, showNext, drawComing, deeds } = this.table;
    cards.splice(cards.indexOf(card), 1);
    byId.delete(card.dataset.card);
    deeds.forget((deed) => deed.card === card);
    asking.leave(card);
    if (card === now()) showNext();
    else drawComing();
    card.remove();
  }
}

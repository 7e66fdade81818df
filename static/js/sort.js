// The sorting table: keys, cards that follow at once, and filters without waiting. Without it every button is a form.
import { Bins } from "./sorting_bins.js";
import { address, drawNext, linkTo, number } from "./sorting_coming.js";
import { start as startFinding } from "./sorting_find.js";
import { Queue } from "./sorting_queue.js";
import { Refused } from "./sorting_refused.js";
import { listen } from "./sorting_keys.js";
import { sieve } from "./sorting_sieve.js";
import { open, renew, sentences, star, walk } from "./sorting_text.js";

const PAUSE = 800; // a screen reader hears the last thing, once somebody pauses

export function start(bench) {
  const find = (selector) => bench.querySelector(selector);
  const cards = [...bench.querySelectorAll("[data-card]")];
  const byId = new Map(cards.map((card) => [card.dataset.card, card]));
  const form = find("[data-bins]");
  const bins = new Bins(form);
  const filters = find("[data-filters]");
  const toast = find("[data-toast]");
  const said = find("[data-said]");
  let deeds = []; // what was done in this window, to put back: { card, key, before }
  let earliest = toast.hidden ? "" : toast.elements.deed.value; // what was done last before this window opened
  let current = cards.find((card) => !card.hidden) || null;

  const asking = find("[data-new]");
  const queue = new Queue(bench.dataset.who, bench.dataset.pile, form.elements.csrf_token.value, {
    answer: (facts, sent, own) => answered(facts, sent, own),
    waits: (number) => {
      const line = find("[data-waiting]");
      line.hidden = number === 0;
      line.textContent = line.dataset.words.replace("{number}", number);
    },
    stuck: () => refused.say(find("[data-trouble]").dataset.gone),
  });
  const refused = new Refused(find("[data-refused]"), find("[data-trouble]"), () => current?.focus());

  // ——— which cards there are ———
  function passing() {
    const passes = sieve(filters);
    return cards.filter((card) => passes(card));
  }

  function following(left) {
    return left.find((card) => !current || number(card) > number(current)) || left.find((card) => card !== current);
  }

  // ——— showing one ———
  // `before` is what was just done: it is said in one breath with the card that comes, or that would go unheard.
  function show(card, before = "") {
    if (current) current.hidden = true;
    current = card || null;
    find("[data-empty]").hidden = Boolean(current);
    if (current) {
      current.hidden = false;
      history.replaceState(null, "", address({ kaart: current.dataset.card }));
    }
    say([before, current ? find("[data-live]").dataset.now.replace("{title}", current.querySelector("h3").textContent) : find("[data-empty]").textContent.trim()]);
    drawBins();
    drawComing();
  }

  function places(card) {
    return card ? card.dataset.places.split(" ").filter(Boolean) : [];
  }

  function drawBins() {
    const here = places(current);
    for (const bin of bins.all) {
      bin.setAttribute("aria-pressed", here.includes(bin.value));
      bin.disabled = !current;
    }
  }

  function drawComing() {
    const left = passing().filter((card) => card !== current);
    drawNext(find("[data-coming] ol"), left, current, show);
    find("[data-go=previous]").hidden = !cardBefore();
    find("[data-go=next]").hidden = !left.length;
    find("[data-found]").textContent = find("[data-found]").textContent.replace(/[\d.]+/, left.length + (current && sieve(filters)(current) ? 1 : 0));
  }

  // ——— laying one ———
  function seen(card) {
    return Number(card.dataset.version) + queue.waitingFor(card.dataset.card);
  }

  function lay(bin, stays) {
    if (!current || !bin) return;
    if (bin.parentElement.hidden) {
      refused.say(find("[data-trouble]").dataset.takenAway);
      return;
    }
    const card = current;
    const before = places(card);
    const alone = bin.dataset.action;
    const without = before.filter((place) => place !== bin.value);
    const others = without.filter((place) => !bins.isAlone(place));
    const after = before.includes(bin.value) ? without : alone ? [bin.value] : [...others, bin.value];
    move("laid", card, after, urlOf(card), { vak: bin.value, gezien: seen(card) });
    if (stays) drawBins();
    else show(following(passing()), said.textContent);
  }

  // What is done with a card is shown at once, and on its way; until then it can be put back in this window.
  function move(kind, card, after, url, fields, words) {
    const key = crypto.randomUUID();
    refused.rest();
    deeds.push({ card, key, before: places(card) });
    put(card, after, words);
    offerToPutBack();
    tell(after.length ? "laid" : "openAgain", card);
    queue.add(kind, card.dataset.card, url, { ...fields, key });
  }

  // A new question takes the card of now. Only the server makes its place: until then it stands with the card.
  function ask(sentence) {
    const card = current;
    asking.elements.sentence.value = "";
    if (!card) {
      queue.add("asked", "", asking.action, { sentence, card: "", key: crypto.randomUUID() });
      return;
    }
    const after = [...places(card).filter((place) => !bins.isAlone(place)), "new"];
    move("asked", card, after, asking.action, { sentence, card: card.dataset.card, seen: seen(card) }, sentence);
    show(following(passing()), said.textContent);
    current?.focus();
  }

  function urlOf(card) {
    return form.dataset.url.replace("KAART", card.dataset.card);
  }

  function put(card, after, words) {
    bins.count(card, places(card), after, cards);
    const wasOpen = card.dataset.open === "ja";
    card.dataset.places = after.join(" ");
    card.dataset.open = after.length ? "nee" : "ja";
    const names = bins.all.filter((bin) => after.includes(bin.value)).map(bins.words);
    describe(card, [...names, words].filter(Boolean).join(" · "));
    const bar = find("progress");
    drawProgress(bar.value + (wasOpen ? 1 : 0) - (after.length ? 0 : 1));
  }

  function describe(card, words) {
    const where = card.querySelector("[data-where]");
    where.hidden = card.dataset.open === "ja";
    where.querySelector("span").textContent = words;
  }

  function drawProgress(done) {
    const line = find("[data-progress]");
    find("progress").value = done;
    find("progress").max = cards.length;
    line.textContent = line.dataset.words.replace("{done}", figure(done)).replace("{total}", figure(cards.length));
  }

  function figure(number) {
    return number.toLocaleString(document.documentElement.lang);
  }

  function putBack() {
    const last = deeds.pop();
    if (!last) {
      if (!toast.hidden) putEarlierBack();
      return;
    }
    put(last.card, last.before);
    const kaart = last.card.dataset.card;
    queue.add("laid", kaart, toast.action, { deed: last.key, kaart });
    offerToPutBack();
    tell("back", last.card);
    show(last.card, said.textContent);
  }

  // Of an earlier visit: which card that was the server says, and the page comes anew with what was done before it.
  function putEarlierBack() {
    queue.add("earlier", "", toast.action, { deed: earliest, kaart: "" });
    earliest = "";
    offerToPutBack();
  }

  function offerToPutBack() {
    toast.elements.deed.value = deeds.at(-1)?.key || earliest;
    toast.hidden = !toast.elements.deed.value;
  }

  // ——— what the server says ———
  function answered(facts, sent, own) {
    const card = byId.get(facts.card);
    if (facts.message) {
      forget(queue.drop(sent));
      toldOf(card, facts, sent);
    }
    if (!facts.numbers) {
      if (card) renew(card, keepStar); // of a star
      return;
    }
    if (own && sent.kind === "earlier" && !facts.message) {
      location.assign(address({ kaart: facts.card }));
      return;
    }
    drawPlaces(facts);
    if (card && !facts.gone) settle(card, facts);
    if (!queue.look().length) {
      drawProgress(facts.done);
      for (const bin of bins.all) bins.drawNumbers(bin, facts.cases[bin.value] ?? 0, facts.numbers[bin.value] ?? 0);
    }
  }

  function drawPlaces(facts) {
    const pressed = document.activeElement;
    if (facts.bin) bins.add(facts.bin);
    bins.offer(facts.numbers);
    if (bins.all.includes(pressed) && pressed.parentElement.hidden) current?.focus();
  }

  // The card as the server has it, once nothing of it is on its way.
  function settle(card, facts) {
    card.dataset.version = facts.version;
    if (queue.waitingFor(facts.card)) return;
    card.dataset.places = facts.places.join(" ");
    card.dataset.open = facts.open ? "ja" : "nee";
    describe(card, facts.words);
    if (facts.message && refused.found.size === 1) show(card); // of more than one the list leads to each
    else if (card === current) drawBins();
    else if (facts.message) drawComing();
  }

  // What rested on what was refused was never done: there is nothing to put back of it.
  function forget(dropped) {
    for (const { kind, fields } of dropped) if (kind === "asked") giveBack(fields.sentence);
    const keys = dropped.map((item) => item.fields.key);
    deeds = deeds.filter((deed) => !keys.includes(deed.key));
    offerToPutBack();
  }

  // The words of a question that was not made, to mend; beside what somebody types by now they are not lost either.
  function giveBack(words) {
    const { sentence } = asking.elements;
    sentence.value = sentence.value.includes(words) ? sentence.value : `${sentence.value} ${words}`.trim();
  }

  function toldOf(card, facts, sent) {
    const named = card && number(card);
    if (card && facts.gone) leave(card);
    said.textContent = refused.add(facts.card || sent.id, named, facts.message, card && !facts.gone && linkTo(card, show));
  }

  function leave(card) {
    cards.splice(cards.indexOf(card), 1);
    byId.delete(card.dataset.card);
    deeds = deeds.filter((deed) => deed.card !== card);
    offerToPutBack();
    if (card === current) show(following(passing()));
    else drawComing();
    card.remove();
  }

  // ——— saying it ———
  let timer;
  function say(sentences) {
    const whole = sentences.filter(Boolean).map((words) => (/[.?!]$/.test(words) ? words : `${words}.`));
    clearTimeout(timer);
    timer = setTimeout(() => (find("[data-live]").textContent = whole.join(" ")), PAUSE);
  }

  function tell(which, card) {
    const where = card.querySelector("[data-where] span").textContent;
    said.textContent = said.dataset[which].replace("{number}", number(card)).replace("{where}", where);
    say([said.textContent]);
  }

  // ——— what somebody does ———
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    lay(event.submitter, form.elements.blijf.checked);
  });
  toast.addEventListener("submit", (event) => {
    event.preventDefault();
    putBack();
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", () => {
    const asked = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    for (const going of [form, asking, toast]) going.action = `${going.action.split("?")[0]}?${asked}`; // they come back here
    history.replaceState(null, "", `${location.pathname}?${asked}`);
    const left = passing();
    if (!current || !left.includes(current)) show(following(left));
    else drawComing();
  });
  asking.addEventListener("submit", (event) => {
    event.preventDefault();
    const sentence = asking.elements.sentence.value.trim();
    if (sentence) ask(sentence);
    else refused.say(asking.dataset.empty);
  });
  const waits = () => refused.say(find("[data-trouble]").dataset.noText);
  const keepStar = (url, fields) => {
    queue.add("starred", "", url, fields);
    say([find("[data-trouble]").dataset.starWaits]);
  };
  const openText = (card) => open(card, waits, keepStar);
  bench.addEventListener("click", (event) => {
    const away = event.target.closest("[data-card] a:not([data-go])");
    if (away) away.search = location.search; // its page leads back here
    const link = event.target.closest("[data-fetch]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    openText(link.closest("[data-card]")).then(() => sentences(current)[0]?.focus());
  });

  startFinding(find("[data-find]"), bins, lay);
  function cardBefore() {
    const passes = sieve(filters);
    return cards.filter((card) => passes(card, true) && (!current || number(card) < number(current))).at(-1);
  }
  const previous = () => cardBefore() && show(cardBefore());
  const next = () => show(following(passing()) || current);
  for (const [go, move] of Object.entries({ previous, next })) {
    find(`[data-go=${go}]`).addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      move();
      if (event.target.hidden) current?.focus();
    });
  }
  listen(bench, {
    next,
    previous,
    one_case: () => lay(bins.alone("one_case")),
    nowhere: () => lay(bins.alone("nowhere")),
    text: () => current && openText(current),
    star: () => current && star(current, openText),
    undo: putBack,
    filter: () => find("#zoek").focus(),
    question: () => find("#sentence").focus(),
    find: () => find("#vind").focus(),
    compare: () => current?.querySelector("[data-go=compare]")?.click(),
    keys: () => find(".keys a").click(),
    walk: (step) => Boolean(current) && walk(current, step),
    bin: (figure, stays) => lay(bins.at(figure), stays),
  });

  bench.dataset.ready = "";
  queue.drain();
}

// The sorting table: keys, cards that follow at once, and filters without waiting. Without it every button is a form.
import { Answers } from "./sorting_answers.js";
import { Asking } from "./sorting_asking.js";
import { Bins, figure, places } from "./sorting_bins.js";
import { address, bringIntoView, drawNext, number } from "./sorting_coming.js";
import { Deeds } from "./sorting_deeds.js";
import { start as startFinding } from "./sorting_find.js";
import { Queue } from "./sorting_queue.js";
import { Refused } from "./sorting_refused.js";
import { listen, questionKeys } from "./sorting_keys.js";
import { Saying } from "./sorting_saying.js";
import { sieve } from "./sorting_sieve.js";
import { star, start as startTexts, walk } from "./sorting_text.js";

export function start(bench) {
  const find = (selector) => bench.querySelector(selector);
  const cards = [...bench.querySelectorAll("[data-card]")];
  const byId = new Map(cards.map((card) => [card.dataset.card, card]));
  const form = find("[data-bins]");
  const questions = questionKeys(bench);
  const bins = new Bins(form, questions);
  const filters = find("[data-filters]");
  const toast = find("[data-toast]");
  const said = find("[data-said]");
  const saying = new Saying(find("[data-live]"));
  const deeds = new Deeds(toast);
  let current = cards.find((card) => !card.hidden) || null;

  const asking = new Asking(find("[data-new]"), () => current);
  const queue = new Queue(bench.dataset.who, bench.dataset.pile, form.elements.csrf_token.value, {
    answer: (...told) => answers.take(...told),
    waits: (number) => {
      const line = find("[data-waiting]");
      line.hidden = number === 0;
      line.textContent = line.dataset.words.replace("{number}", number);
    },
    stuck: () => refused.say(find("[data-trouble]").dataset.gone),
    words: find("[data-refused]").dataset, // of what never arrives, and of what is too late
  });
  const refused = new Refused(find("[data-refused]"), find("[data-trouble]"), () => {
    queue.lateIsRead();
    current?.focus();
  });
  const stars = {
    waiting: (url) => queue.starsAt(url),
    say: (words) => saying.say([words]),
    keep: (url, fields) => {
      queue.add("starred", "", url, fields);
      saying.say([find("[data-trouble]").dataset.starWaits]);
    },
  };

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
    saying.say([before, ...(current ? saying.words(current) : [find("[data-empty]").textContent.trim()])]);
    drawBins();
    drawComing();
    asking.draw();
  }

  function showNext(before) {
    show(following(passing()), before);
  }

  // Where somebody went themselves: what they see then is that card.
  function go(card, before) {
    show(card, before);
    bringIntoView(current);
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
    find("[data-found]").textContent = find("[data-found]").textContent.replace(/\d[\d.,]*/, figure(left.length + (current && sieve(filters)(current) ? 1 : 0)));
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
    else go(following(passing()), said.textContent);
  }

  // What is done with a card is shown at once, and on its way; until then it can be put back in this window.
  function move(kind, card, after, url, fields, words) {
    const key = crypto.randomUUID();
    refused.rest();
    deeds.add({ card, key, before: places(card), words });
    put(card, after, words);
    tell(after.length ? "laid" : "openAgain", card);
    queue.add(kind, card.dataset.card, url, { ...fields, key });
  }

  // A new question takes its card. Only the server makes its place: until then it stands with the card. Where the card
  // lies already nothing is done, so there is nothing to put back; the server only sees whether it still lies there.
  function ask() {
    const { card, form: { action } } = asking;
    const sentence = asking.take();
    if (!card) {
      queue.add("asked", "", action, { sentence, card: "", key: crypto.randomUUID() });
      return;
    }
    const known = bins.saying(sentence);
    const here = places(card);
    if (here.includes(known?.value) || (here.includes("new") && deeds.asked(card, sentence))) {
      queue.add("asked", "", action, { sentence, card: card.dataset.card, seen: seen(card), key: crypto.randomUUID() });
      const words = wordsOf("laid", card);
      said.textContent = ""; // beside it stands what puts the last deed back, and that is another one
      saying.say([words]);
      goOnFrom(card, words);
      return;
    }
    const after = new Set([...here.filter((place) => !bins.isAlone(place)), known?.value ?? "new"]);
    move("asked", card, [...after], action, { sentence, card: card.dataset.card, seen: seen(card) }, known ? "" : sentence);
    goOnFrom(card, said.textContent);
  }

  function goOnFrom(card, before) {
    if (card === current) showNext(before);
    else drawComing();
    current?.focus({ preventScroll: true });
    bringIntoView(current);
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

  function putBack() {
    const last = deeds.take();
    if (!last) {
      if (!toast.hidden) putEarlierBack();
      return;
    }
    put(last.card, last.before);
    const kaart = last.card.dataset.card;
    queue.add("laid", kaart, toast.action, { deed: last.key, kaart });
    tell("back", last.card);
    go(last.card, said.textContent);
  }

  // Of an earlier visit: which card that was the server says, and the page comes anew with what was done before it.
  function putEarlierBack() {
    queue.add("earlier", "", toast.action, { deed: deeds.takeEarliest(), kaart: "" });
  }

  // What was never done: there is nothing to put back of it, and it lies as before.
  function takeBack(keys) {
    for (const { card, before } of deeds.forget(({ key }) => keys.includes(key))) put(card, before);
    drawBins();
    drawComing();
  }

  // ——— saying it ———
  function tell(which, card) {
    said.textContent = wordsOf(which, card);
    saying.say([said.textContent]);
  }

  function wordsOf(which, card) {
    const where = card.querySelector("[data-where] span").textContent;
    return said.dataset[which].replace("{number}", number(card)).replace("{where}", where);
  }

  const answers = new Answers({
    ...{ cards, byId, bins, queue, asking, refused, said, saying, stars, now: () => current, takeBack, deeds },
    ...{ show, showNext, describe, drawBins, drawComing, drawProgress },
  });
  if (queue.wasLate) refused.add("late", 0, queue.told.words.late);

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
    for (const going of [form, asking.form, toast]) going.action = `${going.action.split("?")[0]}?${asked}`; // they come back here
    history.replaceState(null, "", `${location.pathname}?${asked}`);
    const left = passing();
    if (!current || !left.includes(current)) show(following(left));
    else drawComing();
  });
  asking.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (asking.field.value.trim()) ask();
    else refused.say(asking.form.dataset.empty);
  });
  const texts = startTexts(bench, () => current, stars, () => refused.say(find("[data-trouble]").dataset.noText));
  startFinding(find("[data-find]"), bins, questions, lay);
  function cardBefore() {
    const passes = sieve(filters);
    return cards.filter((card) => passes(card, true) && (!current || number(card) < number(current))).at(-1);
  }
  const previous = () => cardBefore() && go(cardBefore());
  const next = () => go(following(passing()) || current);
  for (const [where, move] of Object.entries({ previous, next })) {
    find(`[data-go=${where}]`).addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      move();
      if (event.target.hidden) current?.focus();
    });
  }
  listen(bench, questions, {
    next,
    previous,
    one_case: () => lay(bins.alone("one_case")),
    nowhere: () => lay(bins.alone("nowhere")),
    text: () => current && texts.turn(),
    star: () => current && star(current, texts.opens),
    undo: putBack,
    filter: () => find("#zoek").focus(),
    question: () => find("#sentence").focus(),
    find: () => find("#vind").focus(),
    compare: () => current?.querySelector("[data-go=compare]")?.click(),
    keys: () => find(".keys a").click(),
    walk: (step) => Boolean(current) && walk(current, step),
    bin: (place, stays) => lay(bins.at(place), stays),
  });

  bench.dataset.ready = "";
  queue.drain();
}

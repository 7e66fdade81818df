// The whole text of a card and its stars, fetched when somebody asks for it, and put in the card; closed, it stays there.
import { bringIntoView } from "./sorting_coming.js";

async function fetched(address, options) {
  try {
    const answer = await fetch(address, options);
    if (answer.status >= 500) return {};
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { whole: page.querySelector("[data-whole]"), answered: true };
  } catch {
    return {}; // no connection
  }
}

const wholeOf = (card) => card.querySelector("[data-whole]");

const isOpen = (card) => Boolean(wholeOf(card)) && !wholeOf(card).hidden;

function draw(card, opens) {
  wholeOf(card).hidden = !opens;
  card.querySelector("[data-opens]").hidden = opens;
  card.querySelector("[data-closes]").hidden = !opens;
}

// Who was in the text goes on at the card, who came by the link stays there.
function close(card) {
  draw(card, false);
  if (!document.activeElement.matches("[data-fetch]")) card.focus({ preventScroll: true });
}

// Puts who asked for the text at its first sentence; one that may not be quoted has none to choose.
function enter(card) {
  if (isOpen(card)) (sentences(card)[0] || wholeOf(card)).focus();
}

// Fetches the text of a card. `waits()` hears that there is no connection. `stars` are those that wait meanwhile:
// keep(url, fields) takes one, waiting(url) gives by sentence whether it will have one; say(words) is heard, not seen.
async function open(card, waits, stars) {
  const place = card.querySelector("[data-text]");
  const link = place.querySelector("[data-fetch]");
  const { whole, answered } = wholeOf(card) ? {} : await fetched(link.href);
  if (whole) put(place, whole, stars);
  if (wholeOf(card)) draw(card, true);
  else if (answered) location.assign(link.href); // the page itself says what is wrong
  else waits();
}

// On the card itself and in its text, how many sentences of it are kept, also those that wait.
function drawKept(card, whole = wholeOf(card)) {
  const number = whole.querySelectorAll("button[data-zin][aria-pressed=true]").length;
  for (const line of card.querySelectorAll("[data-kept]")) {
    line.textContent = number === 1 ? line.dataset.one : line.dataset.several.replace("{number}", number);
  }
  card.querySelector("[data-has-kept]").hidden = !number;
}

function put(place, whole, stars) {
  const zin = document.activeElement?.dataset?.zin;
  const [fresh, old] = [document.importNode(whole, true), place.querySelector("[data-whole]")];
  fresh.tabIndex = -1;
  fresh.hidden = Boolean(old?.hidden);
  old?.remove();
  place.append(fresh);
  const form = place.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    press(place, form, event.submitter, stars);
  });
  for (const [called, hasStar] of form ? stars.waiting(form.action) : []) {
    place.querySelector(`button[data-zin="${CSS.escape(called)}"]`)?.setAttribute("aria-pressed", hasStar);
  }
  drawKept(place.closest("[data-card]"));
  if (zin) place.querySelector(`button[data-zin="${CSS.escape(zin)}"]`)?.focus();
}

// The button itself does the opposite of what the server has. While a star waits that is not what is shown: then what
// is wanted waits too, behind it.
async function press(place, form, sentence, stars) {
  if (stars.waiting(form.action).has(sentence.dataset.zin)) return wish(form, sentence, stars);
  const sent = new FormData(form, sentence);
  const { whole, answered } = await fetched(form.action, { method: "POST", body: new URLSearchParams(sent) });
  if (whole) {
    put(place, whole, stars);
    stars.say(place.querySelector(".fout, [data-kept]")?.textContent); // why not, or how many there are
  } else if (answered) location.assign(textOf(form));
  else wish(form, sentence, stars);
  return undefined;
}

function wish(form, sentence, stars) {
  const isStarred = sentence.getAttribute("aria-pressed") === "true";
  sentence.setAttribute("aria-pressed", !isStarred);
  drawKept(form.closest("[data-card]"));
  stars.keep(form.action, { zin: sentence.dataset.zin, gezien: form.elements.gezien.value, aan: isStarred ? "nee" : "ja" });
}

const textOf = (form) => form.action.replace(/\/sterren(?=$|\?)/, "/tekst");

// After a star that waited: how the sentences stand by now.
export async function renew(card, stars) {
  const place = card.querySelector("[data-text]");
  const form = place.querySelector("form");
  const { whole } = await fetched(form ? textOf(form) : place.querySelector("[data-fetch]").href);
  if (whole && form) put(place, whole, stars);
  else if (whole) drawKept(card, whole);
}

function sentences(card) {
  return [...card.querySelectorAll("[data-whole]:not([hidden]) button[data-zin]")];
}

// `opens` opens the text of a card, and tells whether the focus stayed where it was meanwhile.
export async function star(card, opens) {
  if (!sentences(card).length && !(await opens(card))) return;
  const found = sentences(card);
  const here = found.indexOf(document.activeElement);
  if (here >= 0) found[here].click();
  else found[0]?.focus();
}

export function walk(card, step) {
  const found = sentences(card);
  const here = found.indexOf(document.activeElement);
  if (here < 0) return false;
  found[Math.max(0, Math.min(found.length - 1, here + step))].focus();
  return true;
}

// `now` gives the card of now. Its link opens the text and closes it again, and so does a key.
export function start(bench, now, stars, waits) {
  // On a slow line somebody types already when the text comes: the focus stays with them, or letters become keys.
  async function opens(card) {
    const from = document.activeElement;
    await open(card, waits, stars);
    return document.activeElement === from;
  }

  async function turn() {
    const card = now();
    if (isOpen(card)) {
      close(card);
      bringIntoView(card);
      return;
    }
    if ((await opens(card)) && card === now()) enter(card);
  }

  bench.addEventListener("click", (event) => {
    const away = event.target.closest("[data-card] a:not([data-go])");
    if (away) away.search = location.search; // its page leads back here
    if (!event.target.closest("[data-fetch]") || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    turn();
  });
  return { opens, turn };
}

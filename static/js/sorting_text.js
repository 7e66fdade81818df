// The whole text of a card and its stars, fetched when somebody asks for it, and put in the card.
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

// Fetches the text of a card. `waits()` hears that there is no connection. `stars` are those that wait meanwhile:
// keep(url, fields) takes one, waiting(url) gives by sentence whether it will have one.
export async function open(card, waits, stars) {
  const place = card.querySelector("[data-text]");
  const link = place.querySelector("[data-fetch]");
  if (!link) return;
  const { whole, answered } = await fetched(link.href);
  if (whole) put(place, whole, stars);
  else if (answered) location.assign(link.href); // the page itself says what is wrong
  else waits();
}

function put(place, whole, stars) {
  const zin = document.activeElement?.dataset?.zin;
  place.replaceChildren(document.importNode(whole, true));
  const form = place.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    press(place, form, event.submitter, stars);
  });
  for (const [called, hasStar] of form ? stars.waiting(form.action) : []) {
    place.querySelector(`button[data-zin="${CSS.escape(called)}"]`)?.setAttribute("aria-pressed", hasStar);
  }
  if (zin) place.querySelector(`button[data-zin="${CSS.escape(zin)}"]`)?.focus();
}

// The button itself does the opposite of what the server has. While a star waits that is not what is shown: then what
// is wanted waits too, behind it.
async function press(place, form, sentence, stars) {
  if (stars.waiting(form.action).has(sentence.dataset.zin)) return wish(form, sentence, stars);
  const sent = new FormData(form, sentence);
  const { whole, answered } = await fetched(form.action, { method: "POST", body: new URLSearchParams(sent) });
  if (whole) put(place, whole, stars);
  else if (answered) location.assign(textOf(form));
  else wish(form, sentence, stars);
  return undefined;
}

function wish(form, sentence, stars) {
  const isStarred = sentence.getAttribute("aria-pressed") === "true";
  sentence.setAttribute("aria-pressed", !isStarred);
  stars.keep(form.action, { zin: sentence.dataset.zin, gezien: form.elements.gezien.value, aan: isStarred ? "nee" : "ja" });
}

const textOf = (form) => form.action.replace(/\/sterren(?=$|\?)/, "/tekst");

// After a star that waited: how the sentences stand by now, if the text is open.
export async function renew(card, stars) {
  const place = card.querySelector("[data-text]");
  const form = place.querySelector("form");
  if (!form) return;
  const { whole } = await fetched(textOf(form));
  if (whole) put(place, whole, stars);
}

export function sentences(card) {
  return [...card.querySelectorAll("[data-text] button[data-zin]")];
}

export async function star(card, opens) {
  if (!sentences(card).length) await opens(card);
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

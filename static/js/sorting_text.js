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

// Fetches the text of a card. `waits()` hears that there is no connection, `keep(url, fields)` takes a star meanwhile.
export async function open(card, waits, keep) {
  const place = card.querySelector("[data-text]");
  const link = place.querySelector("[data-fetch]");
  if (!link) return;
  const { whole, answered } = await fetched(link.href);
  if (whole) put(place, whole, keep);
  else if (answered) location.assign(link.href); // the page itself says what is wrong
  else waits();
}

function put(place, whole, keep) {
  const zin = document.activeElement?.dataset?.zin;
  place.replaceChildren(document.importNode(whole, true));
  place.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    press(place, event.target, event.submitter, keep);
  });
  if (zin) place.querySelector(`button[data-zin="${CSS.escape(zin)}"]`)?.focus();
}

async function press(place, form, sentence, keep) {
  const sent = new FormData(form, sentence);
  const { whole, answered } = await fetched(form.action, { method: "POST", body: new URLSearchParams(sent) });
  if (whole) put(place, whole, keep);
  else if (answered) location.assign(textOf(form));
  else {
    const isStarred = sentence.getAttribute("aria-pressed") === "true";
    sentence.setAttribute("aria-pressed", !isStarred);
    keep(form.action, { zin: sentence.dataset.zin, gezien: form.elements.gezien.value, aan: isStarred ? "nee" : "ja" });
  }
}

const textOf = (form) => form.action.replace(/\/sterren(?=$|\?)/, "/tekst");

// After a star that waited: how the sentences stand by now, if the text is open.
export async function renew(card, keep) {
  const place = card.querySelector("[data-text]");
  const form = place.querySelector("form");
  if (!form) return;
  const { whole } = await fetched(textOf(form));
  if (whole) put(place, whole, keep);
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

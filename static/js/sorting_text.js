// The whole text of a card and its stars, fetched when somebody asks for it, and put in the card.
async function fetched(address, options) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-whole]");
}

export async function open(card) {
  const place = card.querySelector("[data-text]");
  const link = place.querySelector("[data-fetch]");
  if (!link) return;
  put(place, await fetched(link.href).catch(() => null), link.href);
}

function put(place, whole, address) {
  if (!whole) {
    location.assign(address); // the page itself says what is wrong
    return;
  }
  const zin = document.activeElement?.value;
  place.replaceChildren(document.importNode(whole, true));
  place.querySelector("form")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    put(place, await fetched(form.action, { method: "POST", body }).catch(() => null), address);
  });
  if (zin) place.querySelector(`button[data-zin="${CSS.escape(zin)}"]`)?.focus();
}

export function sentences(card) {
  return [...card.querySelectorAll("[data-text] button[data-zin]")];
}

export async function star(card) {
  if (!sentences(card).length) await open(card);
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

// The cards around the card of now: what comes after it, and the links to one of them.
const SHOWN = 5;

export const number = (card) => Number(card.dataset.number);

export function address(changed) {
  const found = new URL(location.href);
  for (const [name, value] of Object.entries(changed)) found.searchParams.set(name, value);
  return found;
}

// A link that shows a card without leaving the page; `go` shows it.
export function linkTo(card, go) {
  const link = document.createElement("a");
  link.href = address({ kaart: card.dataset.card });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go(card);
    card.focus({ preventScroll: true });
    bringIntoView(card);
  });
  return link;
}

// On a small screen the places stand below the card, so that who lays at one would not see what comes. It jumps, as
// nothing may move for three hundred cards; what is in view already stays where it is, and so does the focus.
export function bringIntoView(card) {
  if (!card) return;
  const { top, bottom } = card.querySelector("h3").getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) card.scrollIntoView({ block: "start", behavior: "instant" });
}

// Draws the first of those that are left, counted on from the card of now.
export function drawNext(list, left, current, go) {
  const here = current ? number(current) : 0;
  const around = [...left.filter((card) => number(card) > here), ...left.filter((card) => number(card) < here)];
  list.replaceChildren(...around.slice(0, SHOWN).map((card) => line(card, go)));
}

function line(card, go) {
  const item = document.createElement("li");
  item.className = "row";
  const link = linkTo(card, go);
  const title = card.querySelector("h3");
  link.lang = title.lang;
  link.textContent = title.textContent;
  item.append(card.querySelector(".kind").cloneNode(true), link);
  return item;
}

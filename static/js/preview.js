// Keeps a part of the page up to date while somebody types: the card that others see, the stories that look
// alike. Without it the card has a button, and the stories stand on the next screen.
export function start(card) {
  const form = card.closest("form");
  const button = form.querySelector("[data-refresh]");
  const wait = Number(card.dataset.wait || 900);
  let waiting = 0;
  let asked = 0;
  let shown = "";
  if (button) button.hidden = true;

  async function refresh() {
    const number = ++asked;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(card.dataset.url, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || number !== asked) {
      if (button) button.hidden = Boolean(answer && answer.ok);
      return;
    }
    const { html } = await answer.json();
    if (html === shown) return;
    card.innerHTML = html;
    shown = html;
  }

  function soon(event) {
    if (card.contains(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, event.type === "change" ? 100 : wait);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
}

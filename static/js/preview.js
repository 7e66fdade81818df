// Keeps the card "this is how others see it" up to date while the choices change. Without it a button does so.
export function start(card) {
  const form = card.closest("form");
  const button = form.querySelector("[data-refresh]");
  let waiting = 0;
  let asked = 0;
  if (button) button.hidden = true;

  async function refresh() {
    const number = ++asked;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(card.dataset.url, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok || number !== asked) {
      if (button) button.hidden = Boolean(answer && answer.ok);
      return;
    }
    const text = await answer.text();
    if (text.trim() !== card.dataset.shown) {
      card.innerHTML = text;
      card.dataset.shown = text.trim();
    }
  }

  function soon(event) {
    if (card.contains(event.target)) return;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, event.type === "change" ? 100 : 900);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
}

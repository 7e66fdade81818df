// Looks now and then how far something is that is being made, as long as something is. Without it there is a link.
const PAUSE = 2000;

export function start(part) {
  if (!part.dataset.waiting) return;
  const live = part.querySelector("[data-live]");
  let waiting = Number(part.dataset.waiting);

  const state = (item) => `${item.textContent} ${item.querySelector("progress")?.getAttribute("value")}`;

  // What has the focus stays as it is until the focus has gone on.
  function renew(found) {
    const items = [...part.querySelectorAll("li")];
    const stale = items.filter((item, at) => found[at] && state(item) !== state(found[at]));
    for (const item of stale) {
      if (!item.contains(document.activeElement)) item.replaceWith(found[items.indexOf(item)]);
    }
    return stale.some((item) => item.isConnected);
  }

  async function look() {
    const answer = document.hidden ? null : await fetch(location.pathname).catch(() => null);
    if (!answer || !answer.ok) {
      setTimeout(look, PAUSE);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-behaviour=waits]");
    if (!now) return;
    const isStale = renew([...now.querySelectorAll("li")]);
    const left = Number(now.dataset.waiting || 0);
    if (left < waiting) live.textContent = now.dataset.said;  // as the site says it now: it may have failed as well
    waiting = left;
    if (waiting || isStale) setTimeout(look, PAUSE);
    else part.querySelector("[data-look]")?.remove();
  }

  setTimeout(look, PAUSE);
}

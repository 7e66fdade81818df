// Somebody waits at the door with their own page open: it looks again whether they were ticked off, and then shows what
// they can do with the experience that they brought. It asks only while the page is looked at, and ever less often.
const FIRST = 4000;
const LONGEST = 60000;
const LONG_ENOUGH = 3 * 60 * 60 * 1000;

export function start(square) {
  const begun = Date.now();
  let pause = FIRST;
  let timer = 0;

  function again() {
    clearTimeout(timer);
    if (document.hidden || Date.now() - begun > LONG_ENOUGH) return;
    timer = setTimeout(look, pause);
    pause = Math.min(pause * 1.5, LONGEST);
  }

  async function look() {
    const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return again(); // no connection, or too busy: later
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector("[data-came-in]") || !square.isConnected) return again();
    history.replaceState(null, "", `${location.pathname}#maak`);
    return location.reload();
  }

  document.addEventListener("visibilitychange", () => {
    pause = FIRST;
    again();
  });
  again();
}

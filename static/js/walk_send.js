// Sends what waits while a page of the walk is open: by itself, again and again with a longer pause, until the site has
// it. What could not be sent is left to the worker as well, for when no page is open.
import { sendLater } from "./walk_ready.js";
import { others, sendInTurn } from "./walk_post.js";

const FIRST = 5000;
const LONGEST = 5 * 60 * 1000;

// `changed` draws the page anew, and tells whether it shows now what the site has.
export function sender(walk, changed) {
  let pause = FIRST;
  let timer = 0;
  let busy = false;
  let silent = false; // nobody answered the last time, whatever the browser says of its connection

  async function once() {
    if (busy) return again(FIRST);
    busy = true;
    clearTimeout(timer);
    const { reached, wait } = await sendInTurn(walk, (isGone, unheard) => {
      silent = unheard;
      return changed(isGone);
    });
    busy = false;
    const isShown = await changed(); // also when nothing was left: another tab may have sent it
    if (!reached) sendLater(walk);
    if (reached && isShown) pause = FIRST;
    else {
      pause = Math.max(pause, wait);
      again(pause);
      pause = Math.min(pause * 2, LONGEST);
    }
    return reached;
  }

  function again(after) {
    clearTimeout(timer);
    timer = setTimeout(once, after);
  }

  // At once, and as if it had never failed.
  function now() {
    pause = FIRST;
    return once();
  }

  addEventListener("online", now);
  addEventListener("pageshow", (event) => event.persisted && now());
  document.addEventListener("visibilitychange", () => (document.hidden ? busy && sendLater(walk) : now()));
  others?.addEventListener("message", () => changed());
  return { now, isSilent: () => silent };
}

// Keeps what is typed on the server, a moment after the typing stops. Without it the button does the same.
import { typedIn } from "./typed.js";

const PAUSE = 1500;
const RETRY = 10000;

export function start(form) {
  const status = form.querySelector("[data-status]");
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let kept = typedIn(form).length ? "" : typed();
  let busy = false;
  let left = false; // the form is on its way: what is kept after that would come back as unsaved
  let waiting = 0;
  let stop = new AbortController();

  function soon(pause) {
    clearTimeout(waiting);
    waiting = setTimeout(save, pause);
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  async function save() {
    const body = typed();
    if (left || body === kept) return;
    if (busy) {
      soon(PAUSE);
      return;
    }
    busy = true;
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { "X-Autosave": "1" },
      keepalive: body.length < 60000, // also when the page is closed
      signal: (stop = new AbortController()).signal,
    }).catch(() => null);
    busy = false;
    if (left) return;
    if (!answer || !answer.ok) {
      say(form.dataset.failed);
      soon(RETRY);
      return;
    }
    kept = body;
    form.action = (await answer.json()).url;
    const time = new Date().toLocaleTimeString("nl-NL", { hour: "numeric", minute: "2-digit" }).replace(":", ".");
    say(`${form.dataset.saved} ${time}${document.documentElement.lang === "nl" ? " uur" : ""}`);
  }

  form.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("submit", () => {
    left = true;
    clearTimeout(waiting);
    stop.abort();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted && left) kept = typed(); // it was sent: as it stands, nothing of it waits
    left = false;
  });
  addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) save();
  });
}

// Keeps what is typed: first in this browser, then on the site. The browser's copy exists only while the
// site's is behind: it is deleted as soon as the site has it, and after 24 hours at the latest.
import { forget, keyOf, read, tidy, write } from "./copies.js";
import { typedIn } from "./typed.js";

const PAUSE = 1500;
const RETRY = 10000;

// A telephone number is kept by the site only, sealed: others may use this browser after somebody.
function fields(form) {
  const kept = {};
  for (const [name, value] of new FormData(form)) {
    if (!["csrf_token", "copy", "action", "call_number"].includes(name)) (kept[name] ||= []).push(value);
  }
  return kept;
}

// What was typed while this script was under way is newer than the copy, and stays.
function restore(form, kept, newer) {
  for (const input of form.elements) {
    if (!input.name || ["hidden", "submit", "button"].includes(input.type) || input.name === "call_number" || newer.includes(input.name)) continue;
    const values = kept[input.name] || [];
    if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
    else input.value = values[0] ?? "";
  }
}

export function start(form) {
  const { draft, step, save } = form.dataset;
  const key = keyOf(draft, step);
  const status = form.querySelector("[data-saved]");
  let waiting = 0;

  tidy(draft, JSON.parse(form.dataset.copies || "{}"));

  function say(where) {
    const text = where === "server" ? status.dataset.textServer : status.dataset.textDevice;
    if (status.textContent !== text) status.textContent = text;
  }

  function keepHere() {
    const number = Date.now();
    form.elements.copy.value = number;
    write(key, number, fields(form));
  }

  async function keepThere() {
    clearTimeout(waiting);
    const number = Number(form.elements.copy.value);
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(save, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok) {
      say("device");
      waiting = setTimeout(keepThere, RETRY);
      return;
    }
    const { copy } = await answer.json();
    if (copy >= Number(form.elements.copy.value)) {
      forget(key);
      say("server");
    } else if (number < Number(form.elements.copy.value)) {
      waiting = setTimeout(keepThere, PAUSE);
    }
  }

  const found = read(key);
  const typed = typedIn(form).map((input) => input.name);
  if (found.kept) {
    restore(form, found.kept, typed);
    form.elements.copy.value = found.number;
  }
  if (typed.length) keepHere();
  if (found.kept || typed.length) keepThere();

  form.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    keepHere();
    clearTimeout(waiting);
    waiting = setTimeout(keepThere, PAUSE);
  });
  addEventListener("online", () => {
    if (read(key).kept) keepThere();
  });
}

// Shows what waits on this phone: how many notes, and each of them with what can be done with it.

export function sayWaiting(panel, notes, isSilent) {
  const { one, more, noReach, later, over, replaced } = panel.dataset;
  const isClosed = notes.some((note) => note.said === replaced); // each note says what to do then
  const waiting = panel.querySelector("[data-waiting]");
  const count = notes.length === 1 ? one : more.replace("{n}", notes.length);
  const offline = navigator.onLine && !isSilent ? "" : noReach;
  const text = notes.length ? [offline, count, over ?? (isClosed ? "" : later)].filter(Boolean).join(" ") : offline;
  waiting.parentElement.hidden = !text;
  if (waiting.textContent !== text) waiting.textContent = text;
  panel.querySelector("[data-send]").hidden = !notes.length;
}

export function drawQueue(panel, notes, { mend, toss }) {
  const list = panel.querySelector("[data-queue]");
  panel.querySelector("[data-queued]").hidden = !notes.length;
  const rows = notes.map((note) => item(panel, note, mend, toss));
  const isThere = rows.length === list.children.length && rows.every((row, at) => row.isEqualNode(list.children[at]));
  if (isThere) return; // drawn once more, a button that somebody is pressing would not hear of it
  const focused = document.activeElement?.closest("[data-key]")?.dataset.key;
  list.replaceChildren(...rows);
  if (focused) list.querySelector(`[data-key="${focused}"] button`)?.focus();
}

function item(panel, note, mend, toss) {
  const row = panel.querySelector("template").content.firstElementChild.cloneNode(true);
  const { stop, waits, photo } = panel.dataset;
  const part = (name) => row.querySelector(`[data-${name}]`);
  row.dataset.key = note.key;
  part("text").textContent = note.text || photo;
  part("photo").hidden = !note.photo || !note.text;
  part("stop").textContent = stop.replace("{n}", note.number);
  const time = new Date(note.writtenAt).toLocaleTimeString("nl-NL", { hour: "numeric", minute: "2-digit" });
  part("time").textContent = time.replace(":", ".") + (document.documentElement.lang === "nl" ? " uur" : "");
  part("state").textContent = note.mend ? "" : waits;
  part("reason").textContent = note.mend ?? note.said ?? "";
  part("reason").hidden = !(note.mend || note.said);
  part("mend").addEventListener("click", () => mend(note));
  part("toss").addEventListener("click", () => toss(note));
  for (const about of row.querySelectorAll("[data-about]")) about.textContent = note.text.slice(0, 40) || photo;
  return row;
}

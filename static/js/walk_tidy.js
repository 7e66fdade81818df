// When a walk is over nothing of it stays on the phone but notes that the site does not have.
import { allNotes, allWalks, removeDrafts, removeWalk } from "./walk_store.js";

const MARK = "lopen"; // in the browser's storage: when the first walk is over, in milliseconds

export function remember(until) {
  try {
    const first = Math.min(Number(localStorage.getItem(MARK)) || Infinity, until);
    localStorage.setItem(MARK, String(first));
  } catch {
    // storage is switched off, and so nothing is kept that would have to go
  }
}

export async function tidy() {
  const [walks, notes] = await Promise.all([allWalks(), allNotes()]).catch(() => [[], []]);
  const draftsUntil = await removeDrafts(Date.now()).catch(() => Infinity);
  const over = walks.filter((walk) => walk.until && walk.until < Date.now());
  for (const walk of over) {
    for (const name of await caches.keys()) {
      if (!name.startsWith("lopen-")) continue;
      const cache = await caches.open(name);
      await Promise.all((walk.pages ?? []).map((page) => cache.delete(page)));
    }
    if (!notes.some((note) => note.gathering === walk.gathering)) await removeWalk(walk.gathering);
  }
  const left = walks.filter((walk) => !over.includes(walk));
  if (!left.length) await forgetWorker();
  try {
    localStorage.removeItem(MARK);
  } catch {
    // nothing was kept either
  }
  for (const until of [draftsUntil, ...left.map((walk) => walk.until)]) if (Number.isFinite(until)) remember(until);
}

async function forgetWorker() {
  for (const name of await caches.keys()) if (name.startsWith("lopen-")) await caches.delete(name);
  for (const found of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (isOfWalk(found)) await found.unregister();
  }
}

// Whether this is a worker of the walk, by the address of its script.
export function isOfWalk(found) {
  const script = (found.active ?? found.waiting ?? found.installing)?.scriptURL;
  return Boolean(script) && new URL(script).pathname.endsWith("/lopen/werker.js");
}

// Makes the phone ready to walk without a connection: a worker that hands out what is kept, and the pages of the stops.
// They are fetched as somebody unknown, so nothing of whoever walks along is in what is kept.
import { isOfWalk } from "./walk_tidy.js";

const PATIENCE = 20000;
const KEPT = { "X-Kept": "1" }; // the site makes a page that stays true when it is looked at later

export async function makeReady(walk) {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return false;
  const [type, script] = "SyncManager" in window ? ["module", `${walk.worker}?module`] : ["classic", walk.worker];
  const registered = await navigator.serviceWorker.register(script, { type, scope: walk.scope, updateViaCache: "none" });
  const cache = await caches.open(walk.cache);
  const kept = await Promise.all(walk.pages.map((page) => keep(cache, page)));
  await handsOut(await registered.update().catch(() => registered)); // else a worker of before passes for this one
  await letGoOfOlder(walk.scope);
  const assets = await Promise.all(walk.assets.map((path) => caches.match(path)));
  return kept.every(Boolean) && assets.every(Boolean);
}

// Until the newest worker hands out pages; the browser's own `ready` is satisfied with one of before.
function handsOut({ active, waiting, installing }) {
  const coming = installing ?? waiting;
  if (!coming) return Boolean(active);
  return new Promise((done, refuse) => {
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") done(true);
      if (coming.state === "redundant") refuse(new Error("the worker could not be installed"));
    });
  });
}

// A worker of before answered for the pages of the walk only, and would go on doing so for them.
async function letGoOfOlder(scope) {
  const all = await navigator.serviceWorker.getRegistrations();
  const older = all.filter((found) => new URL(found.scope).pathname !== scope && isOfWalk(found));
  await Promise.all(older.map((found) => found.unregister()));
}

// Lets the worker send what waits as soon as there is a connection, where the browser can do that.
export async function sendLater(walk) {
  const found = await navigator.serviceWorker?.getRegistration(walk.scope).catch(() => undefined);
  await found?.sync?.register("lopen").catch(() => {}); // refused: then a page sends it
}

async function keep(cache, page) {
  const wanted = { headers: KEPT, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(page, wanted).catch(() => null);
  if (answer?.ok && !answer.redirected) await cache.put(page, answer);
  return Boolean(await cache.match(page));
}

// Hands out the pages of a walk, and what they are made of, when there is no connection. It keeps nothing else, and asks
// the site first. WALK says what belongs to this version; it stands above this in the worker that the site serves.
const SLOW = 4000; // after which what is kept is shown

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function install() {
  const cache = await caches.open(WALK.cache);
  await cache.addAll(WALK.assets.map((path) => new Request(path, { cache: "reload" })));
  await skipWaiting();
}

// The pages that an older version kept go along, so that a walk can go on at once; the rest of it goes.
async function takeOver() {
  const cache = await caches.open(WALK.cache);
  const older = (await caches.keys()).filter((name) => name.startsWith("lopen-") && name !== WALK.cache);
  for (const name of older) {
    const before = await caches.open(name);
    for (const request of await before.keys()) {
      const path = new URL(request.url).pathname;
      if (isPage(path) && !(await cache.match(path))) await cache.put(path, await before.match(request));
    }
    await caches.delete(name);
  }
  await clients.claim();
}

const isPage = (path) => /^(\/en)?\/lopen\//.test(path);

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && isPage(url.pathname)) event.respondWith(page(request, url));
  else if (WALK.assets.some((path) => path.split("?")[0] === url.pathname)) event.respondWith(asset(request, url));
});

async function page(request, url) {
  const kept = await caches.match(url.pathname);
  if (!kept) return fetch(request);
  const answer = await inTime(fetch(request));
  return !answer || answer.status >= 500 ? kept : answer;
}

// An address with the content in it is always the same; the other ones may be of a newer version.
async function asset(request, url) {
  const exact = await caches.match(request);
  if (exact && url.search) return exact;
  const kept = exact ?? (await caches.match(request, { ignoreSearch: true }));
  if (!kept) return fetch(request);
  const answer = await inTime(fetch(request));
  return answer?.ok ? answer : kept;
}

function inTime(answer) {
  const late = new Promise((done) => setTimeout(done, SLOW, null));
  return Promise.race([answer.catch(() => null), late]);
}

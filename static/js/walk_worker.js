// Hands out the pages of a walk, and what they are made of, when there is no connection; for any other page of the site
// (links lead away from the walk), or a form of the walk that cannot be sent, a page that says so. It keeps nothing else,
// and asks the site first. WALK says what belongs to this version; it stands above this in the worker that the site serves.
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

const WALKS = /^(\/en)?\/lopen\/([^/]+)/i;
const isPage = (path) => WALKS.test(path);
const codeIn = (path) => path.match(WALKS)?.[2].toLowerCase();
const isEnglish = (path) => /^\/en(\/|$)/.test(path);

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(request, url));
  else if (request.mode === "navigate" && isPage(url.pathname)) event.respondWith(sent(request, url));
  else if (request.method === "GET" && WALK.assets.some((path) => path.split("?")[0] === url.pathname)) event.respondWith(asset(request, url));
});

async function page(request, url) {
  const kept = await caches.match(url.pathname);
  if (!kept) return fetch(request).catch(() => noConnection(url));
  const answer = await inTime(fetch(request));
  return !answer || answer.status >= 500 ? kept : answer;
}

async function sent(request, url) {
  const again = request.clone();
  return fetch(request).catch(() => unsent(url, again));
}

// The page that says so: of this walk, or for a page elsewhere of the walk that is open; else of one that was kept. In
// the other language when this one is not kept.
async function noConnection(url) {
  const code = codeIn(url.pathname) ?? (await openWalk());
  const kept = [];
  for (const name of await caches.keys()) kept.push(...(await (await caches.open(name)).keys()));
  const paths = kept.map((request) => new URL(request.url).pathname).filter((path) => path.endsWith("/geen-bereik"));
  const nearness = (path) => 2 * (codeIn(path) === code) + (isEnglish(path) === isEnglish(url.pathname));
  const [nearest] = paths.sort((one, other) => nearness(other) - nearness(one));
  return (nearest && (await caches.match(nearest))) ?? Response.error();
}

async function openWalk() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.map((opened) => codeIn(new URL(opened.url).pathname)).find(Boolean);
}

// The same page with all that was in the form, to send it once more.
async function unsent(url, request) {
  const kept = await noConnection(url);
  if (!kept.ok) return kept;
  const fields = (await isFromWalk()) ? [...(await request.formData().catch(() => []))] : [];
  const words = fields.filter(([name, value]) => typeof value === "string" && !["csrf_token", "question"].includes(name));
  const body = (await kept.text())
    .replace(/<!-- gone -->.*?<!-- \/gone -->/s, "")
    .replace(/<template>(.*?)<\/template>/s, (_all, inside) => inside)
    .replace(/<!-- part -->(.*?)<!-- \/part -->/s, (_all, part) => parts(part, words))
    .replace("<!-- fields -->", () => fields.map(hidden).join(""));
  const headers = new Headers(kept.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // of the page as it was kept
  return new Response(body, { status: 503, headers });
}

// What another site made up is not shown as one's own words: only an open page of a walk sends such a form.
async function isFromWalk() {
  return Boolean(await openWalk());
}

const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const isTyped = (text) => text.length > 30 || /\S\s+\S/.test(text); // as in app/core/typed.py
const hidden = ([name, value]) =>
  typeof value === "string" ? `<input type="hidden" name="${safe(name)}" value="${safe(value)}">` : ""; // no photo

const parts = (part, words) =>
  words
    .map(([, text]) => text)
    .filter(isTyped)
    .map((text, index) => part.replace("{n}", index + 1).replace("{text}", () => `\n${safe(text)}`))
    .join("");

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

// The copies that this browser keeps of what the site does not have yet. None gets older than 24 hours.
const DAY = 24 * 60 * 60 * 1000;
const PREFIX = "deel:";

export const keyOf = (draft, step) => `${PREFIX}${draft}:${step}`;

function copies() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return []; // storage is switched off
  }
}

export function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) || {};
  } catch {
    return {};
  }
}

export function write(key, number, kept) {
  try {
    localStorage.setItem(key, JSON.stringify({ number, kept }));
  } catch {
    // full or switched off: the site is asked in a moment
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept either
  }
}

// Removes copies of more than a day old, and those of a draft that the site has by now.
export function tidy(draft = "", known = {}) {
  for (const key of copies()) {
    const [, id, step] = key.split(":");
    const { number = 0 } = read(key);
    if (Date.now() - number > DAY || (id === draft && number <= (known[step] || 0))) forget(key);
  }
}

export function forgetDraft(draft) {
  for (const key of copies()) if (key.startsWith(keyOf(draft, ""))) forget(key);
}

// A story that was sent leaves nothing behind.
export function start(page) {
  forgetDraft(page.dataset.draft);
}

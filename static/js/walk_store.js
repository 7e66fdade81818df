// What waits on this phone: notes with their photos, what is half typed, and of each walk the key and the group of
// whoever walks along. A note that the site has is deleted here.
const NAME = "lopen";
const STORES = [["notes", "key"], ["walks", "gathering"], ["drafts", "place"]];
let opened;

function open() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 2);
    asked.onupgradeneeded = () => {
      const missing = ([name]) => !asked.result.objectStoreNames.contains(name);
      for (const [name, keyPath] of STORES.filter(missing)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        opened = undefined;
      };
      done(asked.result);
    };
    asked.onerror = () => failed(asked.error);
    asked.onblocked = () => failed(new Error("blocked"));
  });
  opened.catch(() => (opened = undefined)); // the next one tries again
  return opened;
}

// Resolves once it is on the disk of the phone, and not before. With more stores it is all of it or nothing.
async function write(stores, change) {
  const base = await open();
  return new Promise((done, failed) => {
    const deed = base.transaction(stores, "readwrite", { durability: "strict" });
    change(...[stores].flat().map((store) => deed.objectStore(store)));
    deed.oncomplete = () => done();
    deed.onerror = deed.onabort = () => failed(deed.error);
  });
}

async function read(store, ask) {
  const base = await open();
  return new Promise((done, failed) => {
    const asked = ask(base.transaction(store).objectStore(store));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

export const keepNote = (note) => write("notes", (notes) => notes.put(note));

// A note takes the place of the draft that it was made of: whenever the phone dies, one of the two is there.
export const keepNoteOf = (note, place) =>
  write(["notes", "drafts"], (notes, drafts) => {
    notes.put(note);
    drafts.delete(place);
  });

export const draftAt = (place) => read("drafts", (drafts) => drafts.get(place));
export const keepDraft = (place, draft) =>
  write("drafts", (drafts) => (draft ? drafts.put(draft) : drafts.delete(place)));

// Deletes the drafts of walks that were over at this moment; gives when the first of the others is.
export async function removeDrafts(moment) {
  const all = await read("drafts", (drafts) => drafts.getAll());
  for (const draft of all) if (draft.until < moment) await keepDraft(draft.place, null);
  return Math.min(...all.map((draft) => draft.until).filter((until) => until >= moment));
}

// Takes a note off this phone, and gives how it stood last; undefined when it was gone already.
export async function takeNote(key) {
  let found;
  await write("notes", (notes) => {
    const asked = notes.get(key);
    asked.onsuccess = () => {
      found = asked.result;
      notes.delete(key);
    };
  });
  return found;
}

// Changes a note that waits; what was thrown away meanwhile does not come back by it. Tells whether it was there.
export async function changeNote(key, changes) {
  let there = false;
  await write("notes", (notes) => {
    const asked = notes.get(key);
    asked.onsuccess = () => {
      there = Boolean(asked.result);
      if (there) notes.put({ ...asked.result, ...changes });
    };
  });
  return there;
}

// The waiting notes of a gathering, the oldest first.
export async function notesOf(gathering) {
  const all = await read("notes", (notes) => notes.getAll());
  return all.filter((note) => note.gathering === gathering).sort((a, b) => a.writtenAt - b.writtenAt);
}

export const allNotes = () => read("notes", (notes) => notes.getAll());
export const walkOf = (gathering) => read("walks", (walks) => walks.get(gathering));
export const allWalks = () => read("walks", (walks) => walks.getAll());
export const removeWalk = (gathering) => write("walks", (walks) => walks.delete(gathering));

// Changes what is known of a walk, and gives it back; a key is made with the first.
export async function keepWalk(gathering, changes) {
  let walk;
  await write("walks", (walks) => {
    const asked = walks.get(gathering);
    asked.onsuccess = () => {
      walk = { ...(asked.result ?? { gathering, walker: randomKey(32) }), ...changes };
      walks.put(walk);
    };
  });
  return walk;
}

// So many random bytes, in lower-case letters and digits.
export function randomKey(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

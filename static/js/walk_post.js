// Sends the notes of a walk that wait on this phone, one after the other: from a page of the walk, from any other page of
// the site, or from the worker when no page is open. The site knows a note by its key, so what is sent twice is there
// once. A note is marked before it leaves: whoever throws it away then knows that the site may have it.
import { changeNote, notesOf, takeNote, walkOf } from "./walk_store.js";

const PATIENCE = 60000; // for one note with its photo
const BRIEF = 8000; // for a token

// What is to be done with a note after this answer: it is there, its writer has to mend it, or it is sent again later.
const SENT = "sent";
const MEND = "mend";
const LATER = "later";

// Tells the other pages on this phone that fewer notes wait.
export const others = "BroadcastChannel" in globalThis ? new BroadcastChannel("lopen") : null;

const NO_WALK = [404, 410]; // the link of this walk was replaced: the site answered, and opens nothing with it

// What proves that a note comes from here; nothing where the link opens nothing any more.
async function token(walk) {
  const answer = await fetch(walk.fresh, { cache: "no-store", signal: AbortSignal.timeout(BRIEF) });
  if (NO_WALK.includes(answer.status)) return "";
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).token;
}

async function post(walk, note, proof) {
  const known = await walkOf(walk.gathering).catch(() => undefined);
  const answer = await fetch(walk.send, {
    method: "POST",
    body: bodyOf(note, proof, known),
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(PATIENCE),
  });
  const said = await answer.json().catch(() => ({}));
  return { status: answer.status, reason: said.reason ?? "", field: said.field, wait: Number(answer.headers.get("Retry-After")) || 0 };
}

// One note; a token that was too old is asked for once more.
export async function sendOne(walk, note) {
  const closed = { then: LATER, reason: walk.words.replaced };
  const proof = await token(walk);
  if (!proof) return closed;
  let answer = await post(walk, note, proof);
  if (answer.status === 400) answer = await post(walk, note, await token(walk));
  if (answer.status === 410) return closed;
  if (answer.status === 200) return { then: SENT };
  if (answer.status === 422) return { then: MEND, reason: answer.reason, field: answer.field };
  if (answer.status === 413) return { then: MEND, reason: walk.words.tooLarge, field: "photo" };
  return { then: LATER, reason: answer.reason, wait: answer.wait };
}

// All that wait. Gives whether the site answered for each of them, whether nobody answered, and how many milliseconds
// the site asks to wait. `changed` hears of each note, and whether it was thrown away while it was on its way.
async function sendAll(walk, changed) {
  const found = { reached: true, silent: false, wait: 0 };
  for (const note of await notesOf(walk.gathering)) {
    if (note.mend || !(await changeNote(note.key, { tried: true }))) continue; // thrown away before its turn
    const { then, reason = "", field, wait = 0, silent = false } = await sendOne(walk, note).catch(() => ({ then: LATER, silent: true }));
    found.silent = silent;
    const isGone = then === SENT && !(await takeNote(note.key)); // thrown away while it was on its way
    if (then === MEND) await changeNote(note.key, { mend: reason || walk.words.refused, field });
    if (then === LATER) {
      if (reason !== (note.said ?? "")) await changeNote(note.key, { said: reason });
      found.wait = Math.max(found.wait, wait * 1000);
      found.reached = false;
    }
    others?.postMessage("");
    await changed(isGone, found.silent);
    if (then === LATER && !reason) break; // nobody answers: the next one has no better luck
  }
  return found;
}

// One sender at a time, of all pages and the worker; where a browser has no locks the site sorts it out. Whoever
// `waits` takes its turn, and others leave it to the one that is sending.
export function sendInTurn(walk, changed = () => {}, waits = false) {
  const none = { reached: false, wait: 0 };
  const all = () => sendAll(walk, changed).catch(() => none);
  if (!navigator.locks) return all();
  return navigator.locks.request("lopen-sturen", { ifAvailable: !waits }, (lock) => (lock ? all() : none));
}

function bodyOf(note, proof, known) {
  const body = new FormData();
  const fields = { csrf_token: proof, key: note.key, stop: note.stop, kind: note.kind, text: note.text };
  const more = { alt: note.alt, signed: note.signed, written_at: String(note.writtenAt), walker: known?.walker ?? "" };
  for (const [name, value] of Object.entries({ ...fields, ...more })) body.set(name, value ?? "");
  if (known?.group !== undefined) body.set("group", known.group);
  if (note.photo) body.set("photo", new Blob([note.photo.bytes], { type: note.photo.type }), "foto.jpg");
  return body;
}

// Sends what waits: by itself, again and again with a longer pause, until the site has it. The site knows a note by its
// key, so what is sent twice is there once. A note is marked before it leaves: whoever throws it away then knows that
// the site may have it.
import { changeNote, notesOf, takeNote, walkOf } from "./walk_store.js";

const FIRST = 5000;
const LONGEST = 5 * 60 * 1000;
const PATIENCE = 60000; // for one note with its photo
const BRIEF = 8000; // for a token

// What is to be done with a note after this answer: it is there, its writer has to mend it, or it is sent again later.
const SENT = "sent";
const MEND = "mend";
const LATER = "later";

// `changed` draws the page anew, and tells whether it shows now what the site has.
export function sender(walk, changed) {
  let pause = FIRST;
  let timer = 0;
  let busy = false;
  let silent = false; // nobody answered the last time, whatever the browser says of its connection

  async function token() {
    const answer = await fetch(walk.fresh, { cache: "no-store", signal: AbortSignal.timeout(BRIEF) });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).token;
  }

  async function post(note, proof) {
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
  async function sendOne(note) {
    let answer = await post(note, await token());
    if (answer.status === 400) answer = await post(note, await token());
    if (answer.status === 200) return { then: SENT };
    if (answer.status === 422) return { then: MEND, reason: answer.reason, field: answer.field };
    if (answer.status === 413) return { then: MEND, reason: walk.words.tooLarge, field: "photo" };
    return { then: LATER, reason: answer.reason, wait: answer.wait };
  }

  async function sendAll() {
    let reached = true;
    for (const note of await notesOf(walk.gathering)) {
      if (note.mend || !(await changeNote(note.key, { tried: true }))) continue; // thrown away before its turn
      const { then, reason = "", field, wait = 0, silent: unheard = false } = await sendOne(note).catch(() => ({ then: LATER, silent: true }));
      silent = unheard;
      const isGone = then === SENT && !(await takeNote(note.key)); // thrown away while it was on its way
      if (then === MEND) await changeNote(note.key, { mend: reason || walk.words.refused, field });
      if (then === LATER) {
        if (reason !== (note.said ?? "")) await changeNote(note.key, { said: reason });
        if (wait) pause = Math.max(pause, wait * 1000);
        reached = false;
      }
      await changed(isGone);
      if (then === LATER && !reason) break; // nobody answers: the next one has no better luck
    }
    return reached;
  }

  async function once() {
    if (busy) return again(FIRST);
    busy = true;
    clearTimeout(timer);
    const all = () => sendAll().catch(() => false);
    // One tab at a time; where a browser has no locks the site sorts it out.
    const reached = navigator.locks
      ? await navigator.locks.request("lopen-sturen", { ifAvailable: true }, (lock) => (lock ? all() : false))
      : await all();
    busy = false;
    const isShown = await changed(); // also when nothing was left: another tab may have sent it
    if (reached && isShown) pause = FIRST;
    else {
      again(pause);
      pause = Math.min(pause * 2, LONGEST);
    }
    return reached;
  }

  function again(after) {
    clearTimeout(timer);
    timer = setTimeout(once, after);
  }

  // At once, and as if it had never failed.
  function now() {
    pause = FIRST;
    return once();
  }

  addEventListener("online", now);
  addEventListener("pageshow", (event) => event.persisted && now());
  document.addEventListener("visibilitychange", () => document.hidden || now());
  return { now, sendOne, isSilent: () => silent };
}

export { SENT, MEND, LATER };

function bodyOf(note, proof, known) {
  const body = new FormData();
  const fields = { csrf_token: proof, key: note.key, stop: note.stop, kind: note.kind, text: note.text };
  const more = { alt: note.alt, signed: note.signed, written_at: String(note.writtenAt), walker: known?.walker ?? "" };
  for (const [name, value] of Object.entries({ ...fields, ...more })) body.set(name, value ?? "");
  if (known?.group !== undefined) body.set("group", known.group);
  if (note.photo) body.set("photo", new Blob([note.photo.bytes], { type: note.photo.type }), "foto.jpg");
  return body;
}

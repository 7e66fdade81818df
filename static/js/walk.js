// The walk on a phone: what is noted is kept on the phone before anything else, and sent by itself. Without it the
// forms of the page do the same, as long as there is a connection.
import { drafter } from "./walk_draft.js";
import { drawQueue, sayWaiting } from "./walk_queue.js";
import { isTooLarge, photoOf, sideOf } from "./walk_photo.js";
import { sendOne } from "./walk_post.js";
import { makeReady } from "./walk_ready.js";
import { sender } from "./walk_send.js";
import { keepNote, keepNoteOf, keepWalk, notesOf, randomKey, takeNote, walkOf } from "./walk_store.js";
import { remember, tidy } from "./walk_tidy.js";

export function start(panel) {
  const walk = { ...JSON.parse(panel.dataset.walk), words: { ...panel.dataset } };
  const form = document.querySelector("form[data-note]");
  const groups = document.querySelector("form[data-groups]");
  const status = panel.querySelector("[data-status]");
  let mending = null; // a note that is in the form again
  let tossed = null;
  let told = 0; // how often the page said what became of a note that was thrown away
  let doubt = walk.kept; // whether the notes of this page are others than those that the site has
  let busy = false;

  const say = (text) => (status.textContent = text);
  let isDraftless = false;
  const draft = form && drafter(form, walk, () => mending, () => {
    if (!isDraftless) say(walk.words.noDraft); // once, not at each letter
    isDraftless = true;
  });
  let waited = 0;
  let isClosed = false; // the link of this page opens nothing any more
  const send = sender(walk, async (isGone = false) => {
    const before = waited;
    if (isGone) foundOnSite();
    const notes = await draw();
    const isSent = notes.length < before; // by this tab, another one, or the worker
    if (isSent && !notes.some((note) => !note.mend)) sayAllSent();
    if (isSent || doubt) doubt = !(await renewOwnNotes());
    return !doubt;
  });

  async function draw() {
    const notes = await notesOf(walk.gathering).catch(() => []);
    waited = notes.length;
    isClosed = notes.some((note) => note.said === walk.words.replaced);
    drawQueue(panel, notes, { mend, toss });
    sayWaiting(panel, notes, send.isSilent());
    return notes;
  }

  // What was kept and then sent by itself is told to be sent; other words are left to stand.
  function sayAllSent() {
    const { kept, keptLater, sending } = walk.words;
    if (!status.textContent || [kept, keptLater, sending].includes(status.textContent)) say(walk.words.sentAll);
  }

  // The notes that the site has, as its page shows them now.
  async function renewOwnNotes() {
    const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const own = document.querySelector("[data-own-notes]");
    const now = page.querySelector("[data-own-notes]");
    if (!own || !now || own.contains(document.activeElement)) return false;
    own.replaceWith(now);
    return true;
  }

  // A photo that the site refused does not go along again.
  const photoToKeep = () => (mending?.field === "photo" ? null : mending?.photo);

  async function noteFrom() {
    const value = (name) => form.elements[name]?.value ?? "";
    const file = form.elements.photo.files[0];
    const photo = file ? await photoOf(file, sideOf(form)) : (photoToKeep() ?? null);
    const typed = { kind: value("kind"), text: value("text").trim(), alt: value("alt"), signed: value("signed") };
    const made = { key: isSame(typed, file) ? mending.key : randomKey(16), writtenAt: mending?.writtenAt ?? Date.now() };
    const place = { stop: mending?.stop ?? value("stop"), number: mending?.number ?? Number(form.dataset.note) };
    return { ...made, ...typed, ...place, photo, gathering: walk.gathering };
  }

  // A key stands for the same words for ever: the site may have those already. Only what it refused keeps its key.
  function isSame(typed, file) {
    if (!mending || mending.mend) return Boolean(mending);
    return !file && Object.entries(typed).every(([name, value]) => mending[name] === value);
  }

  function emptyForm() {
    mending = null;
    const signed = form.elements.signed.value; // who signs one note signs the next
    form.reset();
    form.elements.text.value = form.elements.alt.value = "";
    form.elements.signed.value = signed;
    for (const option of form.querySelectorAll("[name=kind]")) option.checked = false;
  }

  async function press() {
    if (await isTooLarge(form)) {
      form.elements.photo.focus();
      return say(walk.words.tooLarge);
    }
    let note;
    try {
      note = await noteFrom();
    } catch {
      return say(walk.words.photoUnread);
    }
    if (!note.text && !note.photo) {
      form.elements.text.focus();
      return say(walk.words.empty);
    }
    let both = "";
    try {
      await keepWalk(walk.gathering, {});
      askToStay();
      await keepNoteOf(note, draft.place);
      both = await replaced(note);
    } catch {
      return sendWithoutKeeping(note);
    }
    emptyForm();
    say(walk.words.kept);
    await draw();
    sendAndSay(both); // the next note need not wait for a slow connection
  }

  // Asks the browser once not to clear what is kept, when it is short of room.
  async function askToStay() {
    if ((await walkOf(walk.gathering)).asked) return;
    await keepWalk(walk.gathering, { asked: true });
    await navigator.storage?.persist?.();
  }

  // Tells what became of sending; what was thrown away meanwhile has told more.
  async function sendAndSay(more = "") {
    const before = told;
    const isSent = (await send.now()) || !waited; // another tab may have sent it
    const later = isClosed ? walk.words.replaced : walk.words.keptLater;
    if (told === before) say([isSent ? walk.words.sent : later, more].filter(Boolean).join(" "));
  }

  // The words that a note had before it was changed are off this phone; it is told when the site may have them.
  async function replaced(note) {
    if (!mending || mending.key === note.key) return "";
    const before = await takeNote(mending.key);
    if (before && !before.tried) return "";
    doubt = true;
    return walk.words.both;
  }

  // Storage is full or refused: what was typed stays in the form until the site has it.
  async function sendWithoutKeeping(note) {
    mending = note;
    say(`${walk.words.noStorage} ${walk.words.sending}`); // until it is known, another press does nothing
    const { then, reason } = await sendOne(walk, note).catch(() => ({}));
    if (then !== "sent") return say(reason ? `${reason} ${walk.words.noStorage}` : walk.words.noStorage);
    emptyForm();
    say(walk.words.sent);
    return renewOwnNotes();
  }

  function mend(note) {
    if (!form) return location.assign(`${location.pathname}/${note.number}`);
    mending = note;
    for (const name of ["text", "alt", "signed"]) form.elements[name].value = note[name];
    for (const option of form.querySelectorAll("[name=kind]")) option.checked = option.value === note.kind;
    draft.keep();
    say(walk.words.mending);
    return form.elements.text.focus();
  }

  async function toss(note) {
    told += 1;
    tossed = await takeNote(note.key);
    if (mending?.key === note.key) mending = null;
    draft?.keep();
    await draw();
    if (!tossed) return foundOnSite(); // it was sent before it could be thrown away
    doubt ||= Boolean(tossed.tried);
    say(tossed.tried ? walk.words.tossedLate : walk.words.tossed);
    const back = panel.querySelector("[data-put-back]");
    back.hidden = false;
    back.focus();
    if (doubt) await settle();
  }

  // Once nobody sends any more, in whatever tab, the page shows what the site has.
  async function settle() {
    await navigator.locks?.request("lopen-sturen", () => {});
    if (doubt) doubt = !(await renewOwnNotes());
  }

  // A note that was thrown away had left this phone before that.
  async function foundOnSite() {
    tossed = null;
    told += 1;
    doubt = true;
    panel.querySelector("[data-put-back]").hidden = true;
    say(walk.words.sentAnyway);
    await settle();
  }

  async function putBack() {
    panel.querySelector("[data-put-back]").hidden = true;
    if (tossed) await keepNote(tossed);
    tossed = null;
    say(walk.words.back);
    await draw();
    send.now();
  }

  function markGroup(number) {
    for (const button of groups?.querySelectorAll("button[name=group]") ?? []) {
      const chosen = Number(button.value) === number && number > 0;
      button.setAttribute("aria-pressed", String(chosen));
      button.classList.toggle("button--primary", chosen);
    }
  }

  // The group goes along with each note, so that it can be chosen without a connection.
  async function chooseGroup(event) {
    const number = Number(event.submitter?.value ?? 0);
    try {
      event.preventDefault();
      await keepWalk(walk.gathering, { group: number });
      markGroup(number);
      say(number ? walk.words.grouped.replace("{n}", number) : walk.words.ungrouped);
    } catch {
      groups.submit();
    }
  }

  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    draft.hold();
    await press().finally(() => (busy = false));
    await draft.letGo();
  });
  form?.elements.photo.addEventListener("change", () => isTooLarge(form));
  groups?.addEventListener("submit", chooseGroup);
  panel.querySelector("[data-send]").addEventListener("click", async () => {
    say(walk.words.sending);
    await sendAndSay();
  });
  panel.querySelector("[data-put-back]").addEventListener("click", putBack);
  for (const name of ["online", "offline"]) addEventListener(name, draw);
  addEventListener("click", staysHere);

  // The worker has no say about a page of another site, such as the map of the spot.
  function staysHere(event) {
    const link = event.target.closest("a[href^='http']");
    if (!link || link.origin === location.origin || navigator.onLine) return;
    event.preventDefault();
    location.assign(walk.pages.at(-1)); // says that there is no connection
  }

  async function bringDraftBack() {
    const note = await draft.bringBack();
    if (note === undefined) return;
    mending = note;
    isTooLarge(form);
    say(walk.words.draftBack);
  }

  async function begin() {
    if (walk.open) showReadiness("preparing");
    await tidy();
    if (form) await bringDraftBack();
    const known = await walkOf(walk.gathering).catch(() => undefined);
    if (known?.group !== undefined) markGroup(known.group);
    if ((await draw()).length || doubt) send.now();
    if (walk.open) await prepare();
  }

  function showReadiness(now) {
    for (const name of ["preparing", "ready", "unready"]) {
      const line = document.querySelector(`[data-${name}]`);
      if (line) line.hidden = name !== now; // a page that was kept before has not each of them
    }
  }

  // Keeps what the walk needs without a connection; what did not work is tried again when there is one.
  async function prepare() {
    const ready = await makeReady(walk).catch(() => false);
    showReadiness(ready ? "ready" : "unready");
    if (!ready) addEventListener("online", prepare, { once: true });
    const { until, pages, send: sendTo, fresh, words } = walk;
    const { one, more, way, tooLarge, refused, replaced: noWalk, sentAll } = words;
    const elsewhere = { send: sendTo, fresh, lang: document.documentElement.lang, words: { one, more, way, tooLarge, refused, replaced: noWalk, sentAll } };
    await keepWalk(walk.gathering, { until, pages, ...elsewhere }).catch(() => {}); // for other pages and the worker
    remember(until);
  }
  begin();
}

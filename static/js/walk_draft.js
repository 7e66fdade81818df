// What is typed at a stop and not kept as a note yet: it stays on the phone as it is typed, and stands in the form again
// when the page opens once more. With the note it goes, in one and the same deed; with the walk it goes too.
import { isDrawn, photoOf, sideOf } from "./walk_photo.js";
import { draftAt, keepDraft, notesOf } from "./walk_store.js";
import { remember } from "./walk_tidy.js";

const WORDS = ["text", "alt", "signed"];

// `mended` says which waiting note is in the form, and `failed` is called once where this phone keeps nothing.
export function drafter(form, walk, mended, failed) {
  const place = `${walk.gathering}/${form.elements.stop.value}`;
  let isRead = false; // what was typed before that may not take the place of what is there
  let isHeld = false; // while a note is made of the form
  let isWriting = false;
  let more = false; // something was typed while the phone was writing
  let photo = null;

  async function inForm() {
    const file = form.elements.photo.files[0];
    if (photo?.file !== file) photo = null;
    if (file && !photo) photoOf(file, sideOf(form)).then((made) => kept(file, made), () => {}); // the words do not wait for it
    const words = Object.fromEntries(WORDS.map((name) => [name, form.elements[name].value]));
    const picture = photo && { name: photo.name, type: photo.type, bytes: photo.bytes };
    const draft = { place, gathering: walk.gathering, until: walk.until, kind: form.elements.kind.value };
    return { ...draft, ...words, photo: picture, mends: mended()?.key ?? "" };
  }

  function kept(file, made) {
    if (form.elements.photo.files[0] !== file || photo) return;
    photo = { ...made, file };
    keep();
  }

  // A name alone is no draft: it stays in the form for the next note.
  const isEmpty = (draft) => !draft.kind && !draft.text && !draft.alt && !draft.photo;

  async function keep() {
    more = true;
    if (isWriting || isHeld || !isRead) return;
    isWriting = true;
    while (more && !isHeld) {
      more = false;
      const draft = await inForm().catch(() => null); // a photo that cannot be read is told of when the note is kept
      if (isHeld || !draft) break;
      await keepDraft(place, isEmpty(draft) ? null : draft).catch(() => isEmpty(draft) || failed());
      remember(walk.until);
    }
    isWriting = false;
  }

  // Puts back what was typed before, as far as nothing stands there now. Gives the note that it changes, or undefined
  // when there was nothing to put back.
  async function bringBack() {
    const draft = await draftAt(place).catch(() => undefined);
    isRead = true;
    if (draft) putBack(draft);
    if (more) keep();
    if (!draft) return undefined;
    const notes = draft.mends ? await notesOf(walk.gathering).catch(() => []) : [];
    return notes.find((note) => note.key === draft.mends) ?? null;
  }

  function putBack(draft) {
    for (const name of WORDS) form.elements[name].value ||= draft[name];
    const kinds = [...form.querySelectorAll("[name=kind]")];
    if (!kinds.some((option) => option.checked)) for (const option of kinds) option.checked = option.value === draft.kind;
    if (!draft.photo || form.elements.photo.files.length) return;
    const basket = new DataTransfer();
    basket.items.add(new File([draft.photo.bytes], draft.photo.name, { type: draft.photo.type }));
    form.elements.photo.files = basket.files;
    const [file] = form.elements.photo.files;
    isDrawn(file, draft.photo);
    photo = { ...draft.photo, file };
  }

  for (const name of ["input", "change"]) form.addEventListener(name, keep);
  const hold = () => (isHeld = true);
  const letGo = () => {
    isHeld = false;
    return keep();
  };
  return { place, keep, hold, letGo, bringBack };
}

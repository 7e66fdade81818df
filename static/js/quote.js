// Words of the story that somebody marks go into the field for words, to the letter. Without it one copies them.
export function start(form) {
  const words = form.querySelector("[name=words]");
  let marked = "";
  let marking = false; // the marks were made by this very movement of the mouse, which also ends as a click

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    const story = [...form.querySelectorAll("[data-story]")].find((part) => part.contains(range.startContainer));
    return story && story.contains(range.endContainer) ? range.toString().trim() : "";
  }

  function isOurs() {
    return Boolean(marked) && words.value === marked;
  }

  document.addEventListener("selectionchange", () => {
    const text = selected();
    if (!text || (words.value && !isOurs())) return; // what was typed stays
    words.value = marked = text;
    marking = true;
  });

  for (const begins of ["pointerdown", "keydown"]) {
    form.addEventListener(begins, () => (marking = false), { capture: true });
  }

  form.addEventListener("change", (event) => {
    // Who chooses a whole sentence after marking words, wants the sentence.
    if (event.target.name !== "sentence" || marking || !isOurs()) return;
    document.getSelection().removeAllRanges();
    words.value = marked = "";
  });
}

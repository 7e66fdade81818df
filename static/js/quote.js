// Words of the story that somebody marks go into the field for words, to the letter. Without it one copies them.
export function start(form) {
  const words = form.querySelector("[name=words]");
  let marked = "";

  function selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    const story = [...form.querySelectorAll("[data-story]")].find((part) => part.contains(range.startContainer));
    return story && story.contains(range.endContainer) ? range.toString().trim() : "";
  }

  function take() {
    const text = selected();
    if (!text || (words.value && words.value !== marked)) return; // what was typed stays
    words.value = marked = text;
  }

  document.addEventListener("selectionchange", take);
  form.addEventListener("change", (event) => {
    // Who chooses a whole sentence after marking words, wants the sentence.
    if (event.target.name === "sentence" && marked && words.value === marked && !selected()) words.value = marked = "";
  });
}

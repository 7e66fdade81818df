// Finds a question by a part of its words. What fits one lays there; what fits more gives the choice; else it is said.
export function start(place, bins, questions, lay) {
  const typed = place.querySelector("input");
  const said = place.querySelector("[data-fits]");
  const list = place.querySelector("ol");
  place.hidden = false;

  function clear() {
    list.replaceChildren();
    said.textContent = "";
  }

  function take(bin, stays) {
    clear();
    typed.value = "";
    document.activeElement.blur();
    lay(bin, stays);
  }

  function choice(bin, at) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bin";
    const figure = document.createElement("kbd");
    figure.setAttribute("aria-hidden", "true");
    figure.textContent = at < 9 ? questions.at(at + 1) : "·";
    const words = document.createElement("span");
    words.textContent = bins.words(bin);
    words.lang = bin.children[1].lang;
    button.append(figure, words);
    button.addEventListener("click", (event) => take(bin, event.shiftKey));
    item.append(button);
    return item;
  }

  typed.addEventListener("input", clear);
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !typed.value.trim()) return;
    event.preventDefault();
    const found = bins.matching(typed.value);
    if (found.length === 1) return take(found[0], event.shiftKey);
    clear();
    list.replaceChildren(...found.map(choice));
    const words = found.length ? said.dataset.several.replace("{number}", found.length) : said.dataset.none;
    said.textContent = words.replace("{words}", typed.value.trim());
    list.querySelector("button")?.focus();
  });

  // Here the keys of the questions and the arrows are those of the choices, not of the table.
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = questions.pressed(event);
    if (event.key === "Escape") {
      clear();
      typed.focus();
    } else if (step) {
      buttons[Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(event.target) + step))].focus();
    } else if (chosen && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const bin = buttons[chosen - 1];
      if (bin) bin.dispatchEvent(new MouseEvent("click", { shiftKey: event.shiftKey, bubbles: true }));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}

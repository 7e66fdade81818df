// Single keys for what names one (data-key), a button, link or box to tick: none while somebody types, or switched them off.
const TYPING = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select";
const PRESSED = "a, button, summary, label, input"; // these have a use for Enter and the space bar themselves
const OWN = [" ", "Enter"];
const SPACE = "Space"; // how a page names the space bar, as it puts spaces between the names of keys

export function start(page) {
  const control = {};
  for (const element of page.querySelectorAll("[data-key]")) {
    for (const key of element.dataset.key.split(" ")) control[key] = element;
  }
  if (page.dataset.shortcuts !== "on") {
    for (const hint of page.querySelectorAll("[data-key] kbd")) hint.hidden = true;
    return;
  }
  let pressed = false; // a key that is held down judges one thing, not the next one too

  document.addEventListener("keydown", (event) => {
    if (event.repeat || pressed || event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TYPING)) return;
    if (OWN.includes(event.key) && event.target.matches(PRESSED)) return;
    const said = event.key === " " ? SPACE : event.key;
    const figure = /^Digit([0-9])$/.exec(event.code)?.[1]; // some need Shift for it
    const element = control[said] ?? control[said.toLowerCase()] ?? control[figure]; // capitals too, for CapsLock
    if (!element || !element.isConnected) return;
    event.preventDefault();
    if (element.matches("input")) element.focus(); // so that a screen reader tells what is ticked now
    else pressed = true;
    element.click();
  });
  window.addEventListener("pageshow", () => {
    pressed = false;
  });
}

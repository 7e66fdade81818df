// Single keys at the sorting table: those that the member chose, and none while somebody types or switched them off.
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select";
const PRESSED = "a, button, summary, label, input"; // these have a use for the space bar themselves

export function listen(bench, actions) {
  const keys = JSON.parse(bench.dataset.keys);
  const action = Object.fromEntries(Object.entries(keys).map(([name, key]) => [key, actions[name]]));

  document.addEventListener("keydown", (event) => {
    const types = event.target.matches(TYPING);
    if (event.key === "Escape" && types) event.target.blur();
    if (bench.dataset.shortcuts !== "on" || event.ctrlKey || event.altKey || event.metaKey || types) return;
    if (event.key === " " && event.target.matches(PRESSED)) return;
    const figure = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step ? !actions.walk(step) : !figure && !action[event.key]) return;
    event.preventDefault();
    if (step) return;
    if (figure) actions.bin(figure, event.shiftKey);
    else action[event.key]();
  });
}

// Single keys at the sorting table: those that the member chose, and none while somebody types or switched them off.
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select";
const PRESSED = "a, button, summary, label, input"; // these have a use for the space bar themselves
const QUESTION = /^bin_(\d)$/;

// Which key lays at which question. What a key says goes first, with Shift or not, as that stays with the card: `/` is
// on the 7 of some keyboards. A key that says nothing of ours is the figure where it sits, as Shift gives that a sign, or
// some need Shift for it.
export function questionKeys(bench) {
  const keys = JSON.parse(bench.dataset.keys);
  const named = Object.keys(keys).filter((action) => QUESTION.test(action));
  const places = new Map(named.map((action) => [keys[action], QUESTION.exec(action)[1]]));
  const others = Object.keys(keys).filter((action) => !QUESTION.test(action)).map((action) => keys[action]);
  return {
    at: (place) => keys[`bin_${place}`],
    pressed: (event) => {
      const place = places.get(event.key.toLowerCase());
      if (place || others.includes(event.key.toLowerCase())) return place;
      return places.get(/^Digit([0-9])$/.exec(event.code)?.[1]);
    },
  };
}

export function listen(bench, questions, actions) {
  const keys = JSON.parse(bench.dataset.keys);
  const others = Object.entries(keys).filter(([name]) => !QUESTION.test(name));
  // In a text that this key opened it closes it again; a sentence is kept there with Enter, or with its own key.
  const isPressed = (target) => target.matches(PRESSED) && !(keys.text === " " && target.matches("[data-zin]"));
  const action = Object.fromEntries(others.map(([name, key]) => [key, actions[name]]));

  document.addEventListener("keydown", (event) => {
    const types = event.target.matches(TYPING);
    if (event.key === "Escape" && types) event.target.blur();
    if (bench.dataset.shortcuts !== "on" || event.ctrlKey || event.altKey || event.metaKey || types) return;
    if (event.key === " " && isPressed(event.target)) return;
    const place = questions.pressed(event);
    const said = event.key.length === 1 && !event.shiftKey ? event.key.toLowerCase() : event.key; // CapsLock may be on
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step ? !actions.walk(step) : !place && !action[said]) return;
    event.preventDefault();
    if (step || (event.repeat && said === keys.text)) return;
    if (place) actions.bin(place, event.shiftKey);
    else action[said]();
  });
}

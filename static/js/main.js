// Starts each behaviour that a page asks for with data-behaviour="name". Every page works without it.
import { typedIn } from "./typed.js";

const started = [];
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    started.push(import(`./${name}.js`).then((module) => module.start(element)));
  }
}

// What was typed before they were there is told to them now: else it is kept, or shown, only at the next key.
Promise.allSettled(started).then(() => {
  for (const form of document.forms) {
    typedIn(form)[0]?.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.documentElement.dataset.started = "";
});

// Copies of half a story that are too old go, on whichever page their writer comes back.
try {
  if (Object.keys(localStorage).some((key) => key.startsWith("deel:"))) {
    import("./copies.js").then((module) => module.tidy());
  }
  if (Object.keys(localStorage).some((key) => key.startsWith("sorteren"))) {
    import("./sorting_queue.js").then((module) => module.tidy());
  }
  if (Number(localStorage.getItem("lopen") ?? Infinity) < Date.now()) {
    import("./walk_tidy.js").then((module) => module.tidy());
  }
  if (localStorage.getItem("lopen") && !document.querySelector("[data-walk]")) {
    import("./walk_waiting.js").then((module) => module.start(document.querySelector("main")));
  }
} catch {
  // storage is switched off
}

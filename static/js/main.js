// Starts each behaviour that a page asks for with data-behaviour="name". Every page works without it.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.start(element));
  }
}

// Copies of half a story that are too old go, on whichever page their writer comes back.
try {
  if (Object.keys(localStorage).some((key) => key.startsWith("deel:"))) {
    import("./copies.js").then((module) => module.tidy());
  }
} catch {
  // storage is switched off
}

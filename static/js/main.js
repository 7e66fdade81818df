// Starts each behaviour that a page asks for with data-behaviour="name". Every page works without it.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./${name}.js`).then((module) => module.start(element));
  }
}

// Keeps what somebody types in a form until they send it: in this window, and for nobody else. Loading the page anew,
// or the button of another form on it, would lose the words. Signing out clears them.
const written = (form) => [...form.elements].filter(({ name, type }) => name && ["text", "textarea"].includes(type));

export function start(form) {
  const page = (form.getAttribute("action") || location.pathname).split("?")[0];
  const key = (field) => `typen:${form.dataset.who}:${page}:${field.name}`;
  const store = (field) => {
    if (field.value) sessionStorage.setItem(key(field), field.value);
    else sessionStorage.removeItem(key(field));
  };
  try {
    for (const field of written(form)) {
      if (!field.value) field.value = sessionStorage.getItem(key(field)) ?? "";
    }
  } catch {
    return; // storage is switched off
  }
  form.addEventListener("input", () => written(form).forEach(store));
  form.addEventListener("submit", () => written(form).forEach((field) => sessionStorage.removeItem(key(field))));
}

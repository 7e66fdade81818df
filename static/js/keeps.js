// Keeps what somebody types or chooses in a form until they send it: in this window, and for nobody else. Loading the
// page anew, or the button of another form on it, would lose it. Signing out clears it.
const filled = (form) => [...form.elements].filter(({ name, type }) => name && ["text", "textarea", "radio"].includes(type));

export function start(form) {
  const page = (form.getAttribute("action") || location.pathname).split("?")[0];
  const key = (field) => `typen:${form.dataset.who}:${page}:${field.name}`;
  const isEmpty = (field) => (field.type === "radio" ? !form.querySelector(`[name="${field.name}"]:checked`) : !field.value);
  function restore(field) {
    const kept = sessionStorage.getItem(key(field));
    if (kept === null || !isEmpty(field)) return;
    if (field.type !== "radio") field.value = kept;
    else if (field.value === kept) field.checked = true;
  }
  function store(field) {
    if (field.type === "radio" ? field.checked : field.value) sessionStorage.setItem(key(field), field.value);
    else if (field.type !== "radio") sessionStorage.removeItem(key(field));
  }
  try {
    filled(form).forEach(restore);
  } catch {
    return; // storage is switched off
  }
  form.addEventListener("input", () => filled(form).forEach(store));
  form.addEventListener("submit", () => filled(form).forEach((field) => sessionStorage.removeItem(key(field))));
}

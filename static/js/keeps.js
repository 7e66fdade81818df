// Keeps what somebody types or chooses in a form until they send it: in this window, and for nobody else. Loading the
// page anew, or another button on it, would lose it. Signing out clears it. A button with data-beside sends none of it.
const filled = (form) => [...form.elements].filter(({ name, type }) => name && ["text", "textarea", "radio"].includes(type));
const BETWEEN = "\u0000"; // how the field came, and what was made of it

export function start(form) {
  const page = form.dataset.page ?? (form.getAttribute("action") || location.pathname).split("?")[0];
  const key = (field) => `typen:${form.dataset.who}:${page}:${field.name}`;
  const same = (field) => filled(form).filter(({ name }) => name === field.name);
  const came = (field) =>
    field.type === "radio" ? (same(field).find((one) => one.defaultChecked)?.value ?? "") : field.defaultValue;
  const now = (field) => (field.type === "radio" ? (same(field).find((one) => one.checked)?.value ?? "") : field.value);
  // Only where the page still says what it said: somebody else, or the answer of the server, is newer.
  function restore(field) {
    const [before, value] = (sessionStorage.getItem(key(field)) ?? "").split(BETWEEN);
    if (value === undefined || before !== came(field)) return;
    if (field.type !== "radio") field.value = value;
    else field.checked = field.value === value;
  }
  function store(field) {
    if (now(field) === came(field)) sessionStorage.removeItem(key(field));
    else sessionStorage.setItem(key(field), came(field) + BETWEEN + now(field));
  }
  try {
    filled(form).filter((field) => now(field) === came(field)).forEach(restore); // what was typed before this came is newer
  } catch {
    return; // storage is switched off
  }
  form.addEventListener("input", () => filled(form).forEach(store));
  form.addEventListener("submit", ({ submitter }) => {
    if (!submitter?.hasAttribute("data-beside")) filled(form).forEach((field) => sessionStorage.removeItem(key(field)));
  });
}

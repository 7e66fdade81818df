// A draft that is thrown away leaves nothing in this browser either.
import { forgetDraft } from "./copies.js";

export function start(form) {
  form.addEventListener("submit", () => forgetDraft(form.dataset.draft));
}

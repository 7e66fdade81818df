// Makes or uses a passkey, and sends what the device answers with the form. Without it there is the app with codes.
export function start(form) {
  const Key = window.PublicKeyCredential;
  if (!Key?.parseRequestOptionsFromJSON || !Key?.parseCreationOptionsFromJSON) return;
  const options = JSON.parse(form.dataset.options);
  const refused = form.querySelector("[data-refused]");
  form.hidden = false;
  document.querySelector("[data-without]")?.setAttribute("hidden", "");

  async function answer() {
    if ("makes" in form.dataset) {
      return navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(options) });
    }
    return navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(options) });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    refused.hidden = true;
    try {
      form.querySelector("[data-answer]").value = JSON.stringify(await answer());
      form.submit();
    } catch {
      refused.hidden = false; // no such key, or the person said no
      refused.focus();
    }
  });
}

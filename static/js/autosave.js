// Keeps what is typed on the server, a moment after the typing stops. Without it the button does the same.
export function start(form) {
  const status = form.querySelector("[data-status]");
  let waiting = 0;
  let sent = new URLSearchParams(new FormData(form)).toString();

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    if (body.toString() === sent) return;
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" } }).catch(() => null);
    if (!answer || !answer.ok) return;
    sent = body.toString();
    const kept = await answer.json();
    form.action = kept.url;
    form.elements.version.value = kept.version;
    const time = new Date().toLocaleTimeString("nl-NL", { hour: "numeric", minute: "2-digit" }).replace(":", ".");
    status.textContent = `${form.dataset.saved} ${time}${document.documentElement.lang === "nl" ? " uur" : ""}`;
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
}

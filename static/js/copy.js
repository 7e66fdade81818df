// Buttons that copy or print what a page shows once. Without it the text can be selected, and the browser prints.
export function start(part) {
  const text = part.querySelector("[data-copied]");
  const copy = part.querySelector("[data-copy]");
  const print = part.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (!copy || !navigator.clipboard) return;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const lines = text.innerText.split("\n").map((line) => line.trim());
    await navigator.clipboard.writeText(lines.filter(Boolean).join("\n"));
    part.querySelector("[role=status]").textContent = part.dataset.said;
  });
}

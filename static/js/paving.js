// One tab stop per row of bricks; the arrow keys walk inside it. Without this every brick is an ordinary link.
export function start(region) {
  for (const row of region.querySelectorAll("tbody tr")) {
    const bricks = [...row.querySelectorAll(".bed a, .gat a")];
    bricks.forEach((brick, at) => (brick.tabIndex = at === 0 ? 0 : -1));
    row.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = bricks.indexOf(document.activeElement);
      if (!step || at < 0) return;
      const next = bricks[at + step];
      if (!next) return;
      event.preventDefault();
      bricks[at].tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }
}

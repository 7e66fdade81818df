// Tiles over a photo: drawing over them with a mouse ticks them, and the arrow keys go from one to the next. The Tab
// key stops once, at the tile where somebody was last. Without it each is a box to tick.
const COLUMNS = 12;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

export function start(photo) {
  const tiles = [...photo.querySelectorAll("input")];
  let drawing = null; // what the stroke makes of each tile that it passes
  let stroked = false; // the mouse has ticked already what its click would tick once more
  let last = tiles.find((tile) => tile.checked) ?? tiles[0];
  for (const tile of tiles) tile.tabIndex = tile === last ? 0 : -1;

  function draw(tile) {
    if (drawing !== null && tiles.includes(tile)) tile.checked = drawing;
  }

  photo.addEventListener("pointerdown", (event) => {
    stroked = false;
    if (event.pointerType !== "mouse" || event.button !== 0 || !tiles.includes(event.target)) return;
    drawing = !event.target.checked;
    stroked = true;
    event.preventDefault();
    event.target.focus();
    draw(event.target);
  });
  photo.addEventListener("pointerover", (event) => draw(event.target));
  addEventListener("pointerup", () => (drawing = null));
  photo.addEventListener("click", (event) => {
    if (stroked) event.preventDefault();
  });

  photo.addEventListener("focusin", (event) => {
    if (!tiles.includes(event.target)) return;
    last.tabIndex = -1;
    last = event.target;
    last.tabIndex = 0;
  });
  photo.addEventListener("keydown", (event) => {
    stroked = false;
    const at = tiles.indexOf(event.target);
    const next = tiles[at + (STEPS[event.key] ?? 0)];
    if (at < 0 || !next || next === event.target) return;
    event.preventDefault();
    next.focus();
  });
}

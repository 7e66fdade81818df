// On the other pages of the site: says that notes of a walk wait on this phone, with the way there, and sends them.
import { others, sendInTurn } from "./walk_post.js";
import { allWalks, notesOf } from "./walk_store.js";

export async function start(main) {
  for (const walk of await allWalks().catch(() => [])) {
    if (walk.send && (await notesOf(walk.gathering)).length) tell(main, walk);
  }
}

async function tell(main, walk) {
  const box = document.createElement("div");
  const line = document.createElement("p");
  const words = document.createElement("span");
  const way = document.createElement("a");
  [box.className, line.className, line.lang] = ["wrap onder", "alert alert--let-op", walk.lang];
  line.setAttribute("role", "status");
  [way.href, way.textContent] = [walk.pages[0], walk.words.way];
  line.append(words, " ", way);
  box.append(line);
  main.prepend(box);

  async function draw() {
    const { length } = await notesOf(walk.gathering);
    const { one, more, sentAll } = walk.words;
    const text = length ? (length === 1 ? one : more.replace("{n}", length)) : sentAll;
    if (words.textContent !== text) words.textContent = text;
  }
  const send = () => sendInTurn(walk, draw);
  addEventListener("online", send);
  others?.addEventListener("message", draw);
  await draw();
  await send();
}

// In the worker: sends what waits when the browser says that there is a connection, also when no page is open. What is
// left then makes the browser try again later.
import { sendInTurn } from "./walk_post.js";
import { allWalks } from "./walk_store.js";

addEventListener("sync", (event) => event.waitUntil(sendOfAllWalks()));

async function sendOfAllWalks() {
  const walks = (await allWalks()).filter((walk) => walk.send);
  const sent = [];
  for (const walk of walks) sent.push(await sendInTurn(walk, undefined, true));
  if (sent.some(({ reached }) => !reached)) throw new Error("not all of it was sent");
}

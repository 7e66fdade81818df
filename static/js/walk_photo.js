// A photo is drawn anew on the phone, as large as the site keeps it at most: it fits, it leaves also where the connection
// is poor, and nothing goes along that the camera wrote in it. Where a browser cannot do that it stays as it was; the
// site draws it anew in any case. One that the site would refuse for its size is told of as soon as it is chosen.
const QUALITY = 0.85;
const made = new WeakMap(); // what became of a file that was chosen

// The photo that waits and leaves for this file: { name, type, bytes }. Fails when the file cannot be read.
export function photoOf(file, side) {
  if (!made.has(file)) {
    const photo = drawnAnew(file, side).catch(() => file).then((found) => opened(found, file.name));
    photo.catch(() => made.delete(file)); // the next one tries again
    made.set(file, photo);
  }
  return made.get(file);
}

// This file was drawn already: once more would only make it worse.
export const isDrawn = (file, photo) => made.set(file, Promise.resolve(photo));

const opened = async (found, name) => ({ name, type: found.type, bytes: await found.arrayBuffer() });

async function drawnAnew(file, side) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const part = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * part)));
  const paper = canvas.getContext("2d");
  if (!isTruthful(paper)) throw new Error("this browser does not give what was drawn");
  [paper.fillStyle, paper.imageSmoothingQuality] = ["white", "high"]; // white where it is transparent, as on the site
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const found = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (found?.type !== "image/jpeg") throw new Error("no photo came out");
  return found;
}

// Against being recognised some browsers give noise in the place of what was drawn.
function isTruthful(paper) {
  paper.fillStyle = "#10408c";
  paper.fillRect(0, 0, 1, 1);
  return paper.getImageData(0, 0, 1, 1).data.join() === "16,64,140,255";
}

export const sideOf = (form) => Number(form.elements.photo.dataset.side);

// Looks at the photo in the form, and gives whether it is too large for the site.
export async function isTooLarge(form) {
  const input = form.elements.photo;
  const [file] = input.files;
  const size = file ? await photoOf(file, sideOf(form)).then((photo) => photo.bytes.byteLength, () => file.size) : 0;
  if (input.files[0] !== file) return isTooLarge(form); // another one was chosen meanwhile
  const found = size > Number(input.dataset.most);
  const mistake = form.querySelector("[data-too-large]");
  mistake.hidden = !found;
  input.closest(".field").classList.toggle("field--fout", found);
  input.setAttribute("aria-invalid", String(found));
  input.setAttribute("aria-describedby", found ? `photo-h ${mistake.id}` : "photo-h");
  return found;
}

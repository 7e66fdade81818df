// A photo that the site would refuse for its size is told of as soon as it is chosen: there may be no connection.

// Looks at the photo in the form, and gives whether it is too large.
export function isTooLarge(form) {
  const input = form.elements.photo;
  const found = (input.files[0]?.size ?? 0) > Number(input.dataset.most);
  const mistake = form.querySelector("[data-too-large]");
  mistake.hidden = !found;
  input.closest(".field").classList.toggle("field--fout", found);
  input.setAttribute("aria-invalid", String(found));
  input.setAttribute("aria-describedby", found ? `photo-h ${mistake.id}` : "photo-h");
  return found;
}

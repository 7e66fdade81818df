// Counts the words of a text while it is being written, and says whether more would help.
export function start(status) {
  const text = document.getElementById(status.dataset.for);
  const asked = Number(status.dataset.asked);
  let waiting = 0;

  function count() {
    const words = (text.value.match(/[\p{L}\p{N}_][\p{L}\p{N}_'’-]*/gu) || []).length;
    const says = words >= asked ? status.dataset.enough : status.dataset.more;
    status.textContent = words ? says.replace("#", words) : "";
  }

  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 700);
  });
}

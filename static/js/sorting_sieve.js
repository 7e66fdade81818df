// Which cards pass the filters: the same that app/workbench/sieve.py does for who has no scripts.
const TERMS = ["thema", "fase", "belemmering"]; // of each that is asked for, a card needs one

export function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, " ").trim();
}

export function sieve(filters) {
  const asked = new FormData(filters);
  const words = plain(asked.get("q")).split(" ").filter(Boolean);
  const kinds = checked(filters, "soort");
  const terms = TERMS.map((name) => [name, checked(filters, name)]).filter(([, wanted]) => wanted.length);
  const shows = asked.get("toon");
  return (card, alsoLaid = false) => {
    const { open, mine, kind, words: text } = card.dataset;
    if (shows !== "alles" && open !== "ja" && !alsoLaid) return false;
    if (shows === "mijn" && mine !== "ja") return false;
    if (kinds.length && !kinds.includes(kind)) return false;
    if (!terms.every(([name, wanted]) => card.dataset[name].split(" ").some((word) => wanted.includes(word)))) return false;
    return words.every((word) => text.includes(word));
  };
}

function checked(filters, name) {
  return [...filters.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.dataset.value);
}

"""A title as part of an address."""

import re
import unicodedata

MOST = 80  # characters


def slug_of(title: str) -> str:
    """'Hoe koel je een café-terras?' becomes 'hoe-koel-je-een-cafe-terras'; at most 80 characters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    return words[:MOST].rsplit("-", 1)[0] if len(words) > MOST else words or "x"


def is_slug_of(slug: str, title: str) -> bool:
    """Whether an address was made of this title."""
    return re.fullmatch(re.escape(slug_of(title)) + r"(-[0-9]+)?", slug) is not None


def free_slug(title: str, taken: set[str]) -> str:
    """The slug of a title, with a number behind it when it is taken."""
    base = slug_of(title)
    number = 2
    found = base
    while found in taken:
        found = f"{base}-{number}"
        number += 1
    return found

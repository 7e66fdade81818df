"""The order of names and titles in Dutch: accents and capitals do not count."""

import re
import unicodedata


def sort_key(text: str) -> str:
    """A key that sorts 'Één' beside 'een', and "'s-Gravenhage" under the g."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"^'[st] ?-?", "", plain)).strip()

"""The order of names and titles in Dutch, and when two say the same: accents and capitals do not count."""

import re
import unicodedata


def sort_key(text: str) -> str:
    """A key that sorts 'Één' beside 'een', and "'s-Gravenhage" under the g."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"^'[st] ?-?", "", plain)).strip()


def without_accents(text: str) -> str:
    """Letters of every script stay."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def plain_words(text: str) -> str:
    """What two sentences have in common that say the same words: no capitals, accents, signs or double spaces.

    'Wie  maait dé berm?' becomes 'wie maait de berm'. Letters of every script stay.
    """
    return re.sub(r"[\W_]+", " ", re.sub(r"['’‘]", "", without_accents(text)).casefold()).strip()

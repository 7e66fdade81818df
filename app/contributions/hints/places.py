"""Finding the names of municipalities in a text, and what is called after them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.contributions.hints.names import AMBIGUOUS, IRREGULAR

WORD = re.compile(r"(?<![\w'’-])['’]?[A-ZÀ-ÖØ-Þs][\w'’-]{1,40}")
SIGN = re.compile(r"(?i:(?<!\w)(?:gemeente|stad|dorp|in|uit|naar|bij|van|te|rond|richting|vanuit|zoals) )$")
SIGN_IN_CAPITALS = re.compile(r"(?i:(?<!\w)(?:gemeente|stad|dorp) )$")
LONGEST_SIGN = 12  # characters
ENDINGS = ("se", "s", "er", "ers", "aar", "aars", "naar", "naars", "enaar", "enaren", "naren")


@lru_cache(maxsize=8)
def known_places(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Every way to write a municipality, or what is called after it, by its first word; longest first."""
    plain = {re.sub(r" \([^)]*\)$", "", name) for name in names}
    written = {form for name in plain for form in (name, name.upper(), *called_after(name))}
    written |= {form.replace("'", "’") for form in written}
    found: dict[str, list[str]] = {}
    for form in sorted(written, key=len, reverse=True):
        found.setdefault(form.split(" ")[0], []).append(form)
    return found


def called_after(name: str) -> tuple[str, ...]:
    """'Arnhemse' and 'Arnhemmers' for Arnhem. An everyday word gets no more than '-se'."""
    if name.lower() in AMBIGUOUS:
        return (f"{name}se",)
    stems = {name, name[:-2]} if name.endswith("en") else {name, name[:-1]} if name[-1] in "ae" else {name}
    doubled = (f"{name}{name[-1]}{ending}" for ending in ("er", "ers"))
    return (*(f"{stem}{ending}" for stem in stems for ending in ENDINGS), *doubled, *IRREGULAR.get(name, ()))


def places_in(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a municipality is named, or somebody or something of it."""
    known = known_places(names)
    after = 0
    for match in WORD.finditer(text):
        start = match.start()
        form = next((form for form in known.get(first_of(match[0]), ()) if stands(form, text, start)), None)
        if form is not None and start >= after and (form.lower() not in AMBIGUOUS or is_place(form, text, start)):
            after = start + len(form)
            yield start, after


def first_of(word: str) -> str:
    return word.rstrip("'’-")


def stands(form: str, text: str, at: int) -> bool:
    """Whether it stands there as a whole word; 'Bergen-zuid' and 'Gouda's' end after the name."""
    end = at + len(form)
    return text.startswith(form, at) and not text[end : end + 1].isalnum()


def is_place(form: str, text: str, at: int) -> bool:
    """Whether an everyday word is a municipality here: 'gemeente Best', 'in Best', 'zoals Best'; not 'Best lastig'."""
    before = text[max(0, at - LONGEST_SIGN) : at]
    if form.isupper():
        return SIGN_IN_CAPITALS.search(before) is not None
    return SIGN.search(before) is not None or not starts_sentence(text, at)


def starts_sentence(text: str, at: int) -> bool:
    """Whether the word there has its capital from the sentence, and not from being a name."""
    before = text[max(0, at - 6) : at].rstrip(" \t\r\"'‘’“”(")
    return not before or before[-1] in ".!?:;\n•"

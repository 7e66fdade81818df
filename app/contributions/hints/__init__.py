"""Words in a Dutch text by which somebody may be recognised: names, places, addresses, functions.

A hint never changes a text and never blocks it; a person decides. Everything is found here, by rules, without
a network. `patterns` holds what things look like, `names` the words that need knowing, `places` the municipalities.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.contributions.hints.names import COMMON, FIRST_NAMES, LEADS, NEVER_ALONE, SAYINGS, SUBJECT_ENDS, SUBJECTS
from app.contributions.hints.patterns import PATTERNS, SURE_STREETS
from app.contributions.hints.places import places_in, starts_sentence
from app.core.dutch import STOP, fold, known_words, singular

LEFT_OUT = {"nl": "[weggelaten]", "en": "[left out]"}  # never a word that says that something is not known
NO_POSTCODE = frozenset("EU KG MM CM KM KW".split())
ENDS_AS_STREET = re.compile(rf"(?:{SURE_STREETS})$")
# What stands before a word that can be replaced by another word, and keeps the sentence whole and true.
BEFORE_A_PLACE = re.compile(r"(?i:(?<!\w)(?:in|uit|naar|bij|van|vanuit|rond|voor|met) )$")
BEFORE_A_DAY = re.compile(r"(?i:(?<!\w)op )$")
ORDER = (
    "email",
    "phone",
    "postcode",
    "plate",
    "case",
    "street",
    "person",
    "function",
    "municipality",
    "neighbourhood",
    "day",
)


@dataclass(frozen=True)
class Hint:
    """A stretch of a text, counted in characters, with what it may give away."""

    start: int
    end: int
    kind: str
    text: str
    suggestion: str = LEFT_OUT["nl"]


def hints(text: str, municipalities: Iterable[str], language: str = "nl") -> list[Hint]:
    """Every hint in the text, in order and without overlap: what stands first in ORDER wins.

    The language is that of the text, for the words that may stand there instead.
    """
    found = [*by_pattern(text), *(("municipality", *where) for where in places_in(text, tuple(municipalities)))]
    found.sort(key=lambda hint: (ORDER.index(hint[0]), hint[1], -hint[2]))
    kept: list[Hint] = []
    taken = bytearray(len(text))
    for kind, start, end in found:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(Hint(start, end, kind, text[start:end], suggestion_for(kind, text, start, end, language)))
    return sorted(kept, key=lambda hint: hint.start)


def by_pattern(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if tells_something(kind, match):
                span = "span" if "span" in match.re.groupindex else 0
                yield kind, start_of(match, span), match.end(span)


def start_of(match: re.Match[str], span: str | int) -> int:
    """Where the words begin: a street does not begin with the words that happen to stand before it."""
    leads = match.groupdict().get("leads")
    if not leads:
        return match.start(span)
    words = leads.split()
    while words and is_loose(words, match.string, match.start("leads")):
        leads = leads.partition(" ")[2] if len(words) == 1 else leads[len(words[0]) + 1 :]
        words = words[1:]
    return match.start("word") - len(leads) if len(words) < len(match["leads"].split()) else match.start(span)


def is_loose(words: list[str], text: str, at: int) -> bool:
    """Whether the first word is no part of a street's name: 'Kijk de Kerkstraat', 'Vanmiddag Kerkstraat'."""
    first = words[0].lower()
    if fold(first) in LEADS | FIRST_NAMES:
        return False
    has_small_words = any(word.islower() for word in words)
    return has_small_words or (starts_sentence(text, at) and first in known_words())


def tells_something(kind: str, match: re.Match[str]) -> bool:
    """Whether what a pattern found is more than everyday words that look like it."""
    found = match.groupdict()
    if strange := found.get("strange"):
        return all(is_strange(word) for word in strange.split() if word[0].isupper())
    if kind == "person":
        return is_somebody(match, found)
    if word := found.get("word"):
        is_name = not word.islower() and not word.isupper() and not starts_sentence(match.string, match.start("word"))
        return word.lower() not in COMMON or (is_name and not match.string[: match.start("word")].endswith("een "))
    if likely := found.get("likely"):
        everyday = likely.lower() in COMMON or fold(likely) in known_words()
        return not everyday and not starts_sentence(match.string, match.start("likely"))
    if found.get("old"):
        return not starts_sentence(match.string, match.start("old"))
    if kind == "postcode":
        letters = found["letters"] or match[0][4:6].upper()
        return letters not in NO_POSTCODE and not (match[0][:2] in ("19", "20") and letters.lower() in STOP)
    return True


def is_strange(word: str) -> bool:
    """Whether a capitalised word is no everyday one: then it is the name of a place or of somebody."""
    folded = fold(word)
    return folded not in known_words() and singular(folded) not in known_words()


def is_somebody(match: re.Match[str], found: dict[str, str | None]) -> bool:
    """Whether a name is that of a person: by a title, a function, initials, or a first name."""
    if ENDS_AS_STREET.search(match[0]):
        return False
    if name := found.get("name"):
        last = name.rsplit(" ", 1)[-1]
        is_subject = last.lower() in SUBJECTS or last.lower().endswith(SUBJECT_ENDS)
        return not is_subject and not (name.isupper() and fold(last) in known_words())
    if surname := found.get("surname"):
        everyday = surname.lower() in STOP or starts_sentence(match.string, match.start())
        return not everyday
    if only := found.get("only"):
        return only.lower() not in NEVER_ALONE
    return match[0] not in SAYINGS


def suggestion_for(kind: str, text: str, start: int, end: int, language: str) -> str:
    """What may stand there instead: that something was left out, or a word with which it is still true.

    'onze gemeente' would not do: the text may be about somebody else's.
    """
    if language == "nl":
        before = text[max(0, start - 12) : start]
        if kind == "municipality" and BEFORE_A_PLACE.search(before) and text[end : end + 1] != "-":
            return "een gemeente" if not is_called_after(text[start:end]) else LEFT_OUT["nl"]
        if kind == "day" and BEFORE_A_DAY.search(before):
            return "zekere dag"
    return LEFT_OUT.get(language, LEFT_OUT["nl"])


def is_called_after(words: str) -> bool:
    return words.endswith(("se", "ers", "aren", "aars"))


def without(text: str, chosen: Iterable[Hint]) -> str:
    """The text with these stretches replaced by their suggestions."""
    for hint in sorted(chosen, key=lambda hint: hint.start, reverse=True):
        text = text[: hint.start] + hint.suggestion + text[hint.end :]
    return text

"""Cutting a text into sentences, to choose a quote from."""

import re
from dataclasses import dataclass

from app.contributions.disclosure import View
from app.core.errors import NotFound
from app.core.forms import number_in

QUOTABLE = ("facts", "lesson", "opinion", "condition", "went_wrong")  # from where words can be quoted
END = re.compile(r"(?<=[.!?])([\"'’”)]*)\s+|\n+")  # the closing marks still belong to the sentence


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands in the text, to the letter: the characters from `start` up to `end`.

    `before` is what stands between the sentence before it and this one: spaces and line ends.
    """

    start: int
    end: int
    text: str
    before: str = ""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text. With what stands before each they are the whole text, but for its last spaces."""
    found: list[Sentence] = []
    at = last = 0
    for mark in END.finditer(text):
        end = mark.end(1) if mark[1] else mark.start()
        if text[at:end].strip():
            found.append(Sentence(at, end, text[at:end], text[last:at]))
            last = end
        at = mark.end()
    if text[at:].strip():
        found.append(Sentence(at, len(text), text[at:], text[last:at]))
    return found


def sentence_called(value: str, view: View) -> tuple[str, Sentence]:
    """The field and the sentence that a value like 'facts-2' stands for. Raises NotFound for nonsense."""
    field, _dash, number = value.partition("-")
    found = sentences(getattr(view, field)) if field in QUOTABLE else []
    at = number_in(number, len(found))
    if at >= len(found):
        raise NotFound
    return field, found[at]


def is_one_question(text: str) -> bool:
    """Whether a text has one question mark, at its end."""
    return text.count("?") == 1 and text.endswith("?")

"""A document that somebody may ask for under the Woo, in parts, and what is left of it without what is blacked out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PICTURE = "picture"  # the part that stands for a picture: it goes out whole, or not at all


@dataclass(frozen=True)
class Part:
    """One field of a document. Facts and opinions are never in one part: the law treats them differently."""

    name: str
    text: str
    is_opinion: bool = False
    file: str = ""  # of a picture: its name in the storage
    size: tuple[int, int] | None = None  # of a picture, in pixels

    def kept(self) -> dict[str, Any]:
        told: dict[str, Any] = {"name": self.name, "text": self.text, "is_opinion": self.is_opinion}
        return told | ({"file": self.file, "size": self.size} if self.file else {})


@dataclass(frozen=True)
class Document:
    """What was found, as it stands now. `story` is the contribution that it belongs to, if any."""

    key: str  # of which source, and which row: "remark:12"
    made_at: datetime
    parts: tuple[Part, ...]
    language: str = "nl"
    story: int | None = None
    organisations: frozenset[int] = frozenset()
    terms: frozenset[int] = frozenset()

    @property
    def source(self) -> str:
        return self.key.partition(":")[0]

    @property
    def number(self) -> int:
        return int(self.key.partition(":")[2])

    @property
    def words(self) -> str:
        return " ".join(part.text for part in self.parts)

    def kept_parts(self) -> list[dict[str, Any]]:
        """The parts as they are kept with a request; those without a text say nothing."""
        return [part.kept() for part in self.parts if part.text]


def mark_of_parts(parts: Iterable[Mapping[str, Any]]) -> str:
    """64 hexadecimal characters that differ as soon as one letter of the document does, or its picture."""
    files = ((part, [part["file"]] if part.get("file") else []) for part in parts)
    told = [[part["name"], part["text"], part["is_opinion"], *file] for part, file in files]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Passage:
    """A stretch of one part, in characters, that is left out on these grounds."""

    start: int
    end: int
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A stretch of a part as it leaves the house: words, or the grounds on which they are not there."""

    text: str
    grounds: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "".join(f"[{ground}]" for ground in self.grounds) if self.grounds else self.text


def merged(passages: Iterable[Passage]) -> list[Passage]:
    """The passages in order; those that touch become one, so that no letter between two slips out."""
    found: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        if found and passage.start <= found[-1].end:
            last = found.pop()
            grounds = tuple(dict.fromkeys((*last.grounds, *passage.grounds)))
            found.append(Passage(last.start, max(last.end, passage.end), grounds))
        else:
            found.append(passage)
    return found


def pieces(text: str, passages: Iterable[Passage]) -> list[Piece]:
    """The text with the grounds in the place of each passage. What is blacked out is in no piece."""
    found, at = [], 0
    for passage in merged(passages):
        found += [Piece(text[at : passage.start]), Piece("", passage.grounds)]
        at = passage.end
    found.append(Piece(text[at:]))
    return [piece for piece in found if piece.text or piece.grounds]


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words stand, whatever their capitals; from left to right, without overlap."""
    wanted, whole = words.casefold(), text.casefold()
    if not wanted or len(whole) != len(text):  # a letter that folds into two would shift what follows
        wanted, whole = words, text
    found, at = [], whole.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = whole.find(wanted, at + len(wanted))
    return found

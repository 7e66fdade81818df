"""A document as whoever judges it reads it: in sentences, with what is blacked out, and what may point to somebody."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contributions.privacy import municipality_names, shown_hints
from app.stocktaking.sentences import Sentence, sentences
from app.woo import queries
from app.woo.documents import PICTURE, Piece, mark_of_parts, merged, places_of
from app.woo.grounds import BY_CODE
from app.woo.models import Blackout, WooItem
from app.woo.words import PART_NAMES, SOURCE_NAMES, judgement_name

SHORTEST = 3  # letters: shorter words stand everywhere


@dataclass(frozen=True)
class Line:
    """A sentence that can be ticked."""

    value: str  # as the form sends it back
    before: str
    text: str
    is_out: bool


@dataclass(frozen=True)
class ReadPart:
    name: str
    label: str
    is_opinion: bool
    whole: str  # the value that stands for all of it
    lines: list[Line]
    pieces: list[Piece]

    @property
    def is_picture(self) -> bool:
        return self.name == PICTURE


@dataclass(frozen=True)
class Clue:
    """What the privacy hints point at, and nobody blacked out."""

    value: str
    where: str
    label: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Out:
    """A passage that is blacked out, with its words."""

    id: int
    where: str
    words: str
    ground: str


@dataclass(frozen=True)
class Elsewhere:
    """Words that are blacked out here and stand openly in another document of the request."""

    words: str
    item: WooItem
    source: str


@dataclass(frozen=True)
class Shown:
    source: str
    parts: list[ReadPart]
    clues: list[Clue]
    out: list[Out]
    elsewhere: list[Elsewhere]
    is_changed: bool
    is_gone: bool
    is_public: bool


def to_read(item: WooItem, others: Sequence[WooItem]) -> Shown:
    """`others` are the documents of the request that this person may read."""
    now = queries.as_they_are_now([(item.key, item.contribution_id)]).get(item.key)
    return Shown(
        source=str(SOURCE_NAMES[item.source]),
        parts=[read_part(item, part["name"], part["is_opinion"]) for part in item.parts],
        clues=clues(item),
        out=[out(item, blackout) for blackout in item.blackouts],
        elsewhere=elsewhere(item, others),
        is_changed=mark_of_parts(now.kept_parts() if now else []) != item.seen_mark,
        is_gone=now is None,
        is_public=queries.is_public_now(item),
    )


def read_part(item: WooItem, name: str, is_opinion: bool) -> ReadPart:
    text = item.text_of(name)
    found = [line(item, name, sentence) for sentence in sentences(text)]
    label = str(PART_NAMES[name])
    return ReadPart(name, label, is_opinion, f"{name}:0:{len(text)}", found, item.pieces(name))


def line(item: WooItem, part: str, sentence: Sentence) -> Line:
    is_out = any(p.start <= sentence.start and sentence.end <= p.end for p in merged(item.passages(part)))
    return Line(f"{part}:{sentence.start}:{sentence.end}", sentence.before, sentence.text, is_out)


def clues(item: WooItem) -> list[Clue]:
    """Nothing is blacked out by itself: whoever judges ticks what has to go."""
    texts = {part["name"]: part["text"] for part in item.parts if part["name"] != PICTURE}
    found = []
    for hint in shown_hints(texts, item.language, municipality_names()):
        start, end = (int(number) for number in hint.place.split("-", 2)[:2])
        covered = any(p.start <= start and end <= p.end for p in merged(item.passages(hint.field)))
        if not covered:
            where = str(PART_NAMES[hint.field])
            value = f"{hint.field}:{start}:{end}"
            found.append(Clue(value, where, hint.label, hint.before, hint.words, hint.after))
    return found


def out(item: WooItem, blackout: Blackout) -> Out:
    words = item.text_of(blackout.part)[blackout.start : blackout.end]
    return Out(blackout.id, str(PART_NAMES[blackout.part]), words, BY_CODE[blackout.ground].label)


def elsewhere(item: WooItem, others: Sequence[WooItem]) -> list[Elsewhere]:
    """Where the words that are blacked out here can still be read. A person decides whether that matters."""
    words = {item.text_of(b.part)[b.start : b.end].strip() for b in item.blackouts if b.part != PICTURE}
    wanted = sorted(word for word in words if len(word) >= SHORTEST)
    return [
        Elsewhere(word, other, str(SOURCE_NAMES[other.source]))
        for other in others
        for word in wanted
        if other.id != item.id and stands_openly(word, other)
    ]


def stands_openly(word: str, item: WooItem) -> bool:
    written = (part["name"] for part in item.parts if part["name"] != PICTURE)
    released = ("".join(piece.text for piece in item.pieces(name)) for name in written)
    return any(places_of(word, text) for text in released)


@dataclass(frozen=True)
class Proposed:
    """A document as its contributor sees it: what would go out, and nothing else of it."""

    source: str
    judgement: str
    parts: list[ReadPart]


def for_contributor(item: WooItem) -> Proposed:
    """Of a quote the quote alone: the statement above it may not be public."""
    shown = [part for part in item.parts if item.source != "quote" or part["name"] == "quote"]
    parts = [read_part(item, part["name"], part["is_opinion"]) for part in shown]
    return Proposed(str(SOURCE_NAMES[item.source]), judgement_name(item), parts)

"""Two texts that look as if they tell the same case, side by side; and the groups that were made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.disclosure import View, disclosed
from app.contributions.queries import (
    cases_with,
    ids_by_public_id,
    in_this_order,
    mark_of,
    mark_of_pair,
    open_pairs,
    with_several,
)
from app.contributions.similarity import Pair
from app.workbench.models import Pile
from app.workbench.queries.piles import cards_in
from app.workbench.shared_words import Piece, pieces, stems

PAGE = 20  # groups on a page


@dataclass(frozen=True)
class Side:
    """One of the two texts, with the words and tags that the other one has as well."""

    view: View
    title: list[Piece]
    lesson: list[Piece]
    facts: list[list[Piece]]  # paragraphs
    tags: list[tuple[str, bool]]


@dataclass(frozen=True)
class PairToJudge:
    sides: tuple[Side, Side]
    marks_differences: bool  # where most words are the same; else what is the same stands out
    seen: str  # changes when somebody judges it meanwhile
    name: str  # how an address names this pair, to go on after it
    place: int  # counted from 1
    total: int


@dataclass(frozen=True)
class Group:
    """A case with the texts of it that this person may read, the primary one first."""

    public_id: str
    seen: str
    voices: list[View]
    primary: str  # the id of the text that stands for it; empty when this person may not read that one


def pairs_in(pile: Pile, person: Person) -> list[Pair]:
    """The pairs that this person can judge of which both texts lie in a pile."""
    lying = {row.contribution_id for row in cards_in(pile)}
    return among(lying, person)


def among(ids: Collection[int], person: Person) -> list[Pair]:
    return [pair for pair in open_pairs(person) if pair[0] in ids and pair[1] in ids]


def alike_among(ids: Collection[int], person: Person) -> set[int]:
    """Which of these contributions look like another one of them, as far as this person can judge it."""
    return {key for one, other, _score in among(ids, person) for key in (one, other)}


def pairs_asked(pile: Pile | None, beside: str, person: Person) -> list[Pair]:
    """The pairs that this person can judge: all, those in a pile, or only those with one text, the surest first.

    `beside` is the public id of that text. One that this person may not read has no pairs, as one that is not there.
    """
    found = open_pairs(person) if pile is None else pairs_in(pile, person)
    if not beside:
        return found
    key = ids_by_public_id([beside]).get(beside)
    return [pair for pair in found if key in pair[:2]]


def pair_to_judge(found: Sequence[Pair], person: Person, after: str) -> PairToJudge | None:
    """Of these pairs the one that comes after the one with this name, or the first; None when there is none."""
    known = ids_by_public_id(after.split(".")[:2]) if after else {}
    before = tuple(known.get(name, 0) for name in after.split(".")[:2])
    order = [pair[:2] for pair in found]
    at = (order.index(before) + 1) % len(order) if before in order else 0
    for place in (*range(at, len(order)), *range(at)):
        both = in_this_order(order[place], person)
        if len(both) == len(order[place]):
            one, other = both
            sides, differences = beside(disclosed(one, person), disclosed(other, person))
            name = f"{one.public_id}.{other.public_id}"
            return PairToJudge(sides, differences, mark_of_pair(one, other), name, place + 1, len(order))
    return None


def beside(one: View, other: View) -> tuple[tuple[Side, Side], bool]:
    """The two texts, and whether they share so many words that what differs is to be marked."""
    words = [stems("\n".join((view.title, view.facts, view.lesson))) for view in (one, other)]
    tags = [{term.id for terms in view.terms.values() for term in terms} for view in (one, other)]
    shared_words, shared_tags = words[0] & words[1], tags[0] & tags[1]
    differences = 2 * len(shared_words) > max(map(len, words))
    return (side(one, shared_words, shared_tags), side(other, shared_words, shared_tags)), differences


def side(view: View, words: frozenset[str], tags: set[int]) -> Side:
    paragraphs = [text for text in view.facts.split("\n") if text.strip()]
    shown = [(term.name, term.id in tags) for terms in view.terms.values() for term in terms]
    shown.sort(key=lambda tag: not tag[1])
    told = [pieces(text, words) for text in paragraphs]
    return Side(view, pieces(view.title, words), pieces(view.lesson, words), told, shown)


def groups(person: Person, page: int) -> tuple[list[Group], int, int]:
    """A page of the groups, which page it is, and the last one. A page beyond the end is the last."""
    ids = with_several(person)
    last = max(1, -(-len(ids) // PAGE))
    page = min(page, last)
    found = cases_with(ids[(page - 1) * PAGE : page * PAGE])
    shown = {view.id: view for view in cards([v.contribution_id for case in found for v in case.voices], person)}
    views = {key: shown[name] for name, key in ids_by_public_id(shown.keys()).items()}
    made = []
    for case in found:
        first = sorted(case.voices, key=lambda voice: not voice.is_primary)
        visible = [views[voice.contribution_id] for voice in first if voice.contribution_id in views]
        primary = next((views[v.contribution_id].id for v in first if v.is_primary and v.contribution_id in views), "")
        made.append(Group(case.public_id, mark_of(case.voices), visible, primary))
    return made, page, last

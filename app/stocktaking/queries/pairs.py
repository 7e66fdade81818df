"""Which stories contradict each other, and which terms go together, over what somebody's audience may find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.accounts.models import Person
from app.contributions.cards import cards
from app.contributions.catalogue import Mark
from app.contributions.disclosure import View, disclosed
from app.contributions.filters import DIMENSIONS, Choice, choices, name_of
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue, in_this_order
from app.contributions.selection import Selection, hits, holding_words
from app.core.deal import deal
from app.core.wording import language
from app.stocktaking.pairs import Pair, Side, contradicted, contradiction, counted_together
from app.taxonomy.queries import vocabulary

CONTRADICTED = ("hefboom", "belemmering")  # of which it is asked whether it went well here and badly there
CONDITIONS = ("fase", "schaal", "hefboom", "belemmering")
MOST_TOGETHER = 60


@dataclass(frozen=True)
class Opposite:
    """A lever or barrier with which it succeeded here and stopped there, and in how many cases."""

    choice: Choice
    succeeded: int
    stopped: int


@dataclass(frozen=True)
class Told:
    """A pair as a page shows it: two cards, and in words what only the one says, only the other, and both.

    With the whole stories, for the condition that a contributor worded; None when one went out of view just now.
    """

    succeeded: View
    stopped: View
    only_succeeded: list[str]
    only_stopped: list[str]
    both: list[str]
    whole_succeeded: View | None
    whole_stopped: View | None


@dataclass(frozen=True)
class Beside:
    """The cases of one side: how many, cards of the first that stand in no pair, and how many more of these."""

    number: int
    alone: list[View]
    more: int


@dataclass(frozen=True)
class Contradicting:
    """A lever or barrier as its page shows it: its pairs, and on each side what stands in none.

    `has_more`: more pairs could be made; `is_cut`: of a side only the first stories were compared.
    """

    pairs: list[Told]
    succeeded: Beside
    stopped: Beside
    has_more: bool
    is_cut: bool


@dataclass(frozen=True)
class Together:
    """Two terms that stories carry together, and how many cases do."""

    first: Choice
    second: Choice
    count: int


def opposites(person: Person, asked: Selection) -> list[Opposite]:
    """The levers and barriers with both outcomes among what is asked for; the most evenly divided first."""
    offered, audience = choices(vocabulary()), audience_of(person)
    among = holding_words(asked, audience)
    with catalogue(audience) as known:
        pool = hits(known, asked, among)
        counted = [
            (choice, contradicted(known, pool, choice.mark)) for name in CONTRADICTED for choice in offered[name]
        ]
    found = [Opposite(choice, *both) for choice, both in counted if both]
    return sorted(found, key=lambda one: -min(one.succeeded, one.stopped))


def contradictions(person: Person, asked: Selection, over: Choice) -> Contradicting | None:
    """The pairs of stories with this lever or barrier that ended the opposite way; None without both sides."""
    offered, audience = choices(vocabulary()), audience_of(person)
    among = holding_words(asked, audience)
    named = words_of_conditions(offered)
    with catalogue(audience) as known:
        found = contradiction(known, hits(known, asked, among), over.mark, named)
    if found is None:
        return None
    ids = [entry.id for pair in found.pairs for entry in (pair.succeeded, pair.stopped)]
    alone = [entry.id for side in (found.succeeded, found.stopped) for entry in side.alone]
    shown = {view.id: view for view in cards([*ids, *alone], person)}
    return Contradicting(
        told_pairs(found.pairs, shown, ids, named, person),
        beside(found.succeeded, shown),
        beside(found.stopped, shown),
        found.has_more,
        found.succeeded.is_cut or found.stopped.is_cut,
    )


def beside(side: Side, shown: Mapping[str, View]) -> Beside:
    return Beside(side.number, [shown[one.public_id] for one in side.alone if one.public_id in shown], side.more)


def told_pairs(
    found: Sequence[Pair], shown: Mapping[str, View], ids: Sequence[int], named: Mapping[Mark, str], person: Person
) -> list[Told]:
    """These pairs in words, without those of which a story went out of view just now."""
    whole = {story.public_id: disclosed(story, person) for story in in_this_order(ids, person)}
    pairs = (pair for pair in found if {pair.succeeded.public_id, pair.stopped.public_id} <= shown.keys())
    return [
        Told(
            shown[pair.succeeded.public_id],
            shown[pair.stopped.public_id],
            in_words(pair.only_succeeded, named),
            in_words(pair.only_stopped, named),
            in_words(pair.both, named),
            whole.get(pair.succeeded.public_id),
            whole.get(pair.stopped.public_id),
        )
        for pair in pairs
    ]


def words_of_conditions(offered: Mapping[str, Sequence[Choice]]) -> dict[Mark, str]:
    """What a story can differ in, in words: phase, scale, levers, barriers, and how large the municipality is."""
    words: dict[Mark, str] = {choice.mark: name_of(choice) for name in CONDITIONS for choice in offered[name]}
    for size in deal().coarse_place["sizes"]:
        words["size", size["id"]] = " ".join(str(size[language()]).replace("%(where)s", "").split())
    return words


def in_words(marks: frozenset[Mark], named: Mapping[Mark, str]) -> list[str]:
    """The names of these marks in the order of the vocabulary."""
    return [name for mark, name in named.items() if mark in marks]


def together(person: Person, asked: Selection, first: str, second: str) -> tuple[list[Together], int]:
    """The terms of two filters that go together most, and how many twos there are.

    A theme and its own part do not count: whatever lies in the part lies in the theme.
    """
    offered, audience = choices(vocabulary()), audience_of(person)
    by_mark = {choice.mark: choice for name in DIMENSIONS for choice in offered[name]}
    sides = [[choice.mark for choice in offered[name]] for name in (first, second)]
    among = holding_words(asked, audience)
    with catalogue(audience) as known:
        counted = counted_together(known, hits(known, asked, among), *sides)
    found = [Together(by_mark[one], by_mark[other], count) for (one, other), count in counted.items()]
    apart = [two for two in found if not belong_together(two.first, two.second)]
    return sorted(apart, key=lambda two: -two.count)[:MOST_TOGETHER], len(apart)


def belong_together(one: Choice, other: Choice) -> bool:
    if one.term is None or other.term is None:
        return False
    return one.term.id == other.term.parent_id or other.term.id == one.term.parent_id

"""Counting the balance over what somebody's audience may find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from app.accounts.models import Person
from app.contributions.catalogue import Catalogue, Mark
from app.contributions.filters import Choice, choices, name_of
from app.contributions.models import Kind
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.contributions.selection import Selection, hits, holding_words, top_themes
from app.stocktaking.gaps import PutOut
from app.stocktaking.matrix import Asked, Matrix, Value, balance
from app.stocktaking.models import GapJudgement
from app.stocktaking.queries.gaps import Judged, judged_between
from app.stocktaking.queries.put_out import WherePutOut, put_out_between
from app.taxonomy.queries import vocabulary

AXES = {  # as the deal names them, and how an address does
    "theme": "thema",
    "phase": "fase",
    "barrier": "belemmering",
    "lever": "hefboom",
    "scale": "schaal",
    "kind": "soort",
    "outcome": "uitkomst",
    "organisation_kind": "organisatie",
    "part": "landsdeel",
}
SPLITS = ("soort", "uitkomst")  # what the numbers can be split by
MAGNET = 0.4  # of all cases: a theme that holds more hides the others
FEWEST = 10  # cases, below which a share says nothing


@dataclass(frozen=True)
class Magnet:
    """A theme that holds so much of what was asked for that it hides the rest."""

    choice: Choice
    percent: int


@dataclass(frozen=True)
class Balance:
    matrix: Matrix
    magnets: Sequence[Magnet]
    offered: Mapping[str, Sequence[Choice]]
    judged: Judged
    asked: WherePutOut

    def judgement(self, row: Value, column: Value) -> GapJudgement | None:
        """What members found of an empty crossing, or of the whole row or column when nothing lies in that."""
        return next(filter(None, (self.judged.get(marks) for marks in self.spots(row, column))), None)

    def judgement_of(self, side: Value) -> GapJudgement | None:
        return self.judged.get(frozenset((side.mark,)))

    def put_out(self, row: Value, column: Value) -> PutOut | None:
        """When the question of an empty crossing was put out, or that of such a whole row or column."""
        return next((self.asked[marks][-1] for marks in self.spots(row, column) if marks in self.asked), None)

    def put_out_of(self, side: Value) -> PutOut | None:
        return next(reversed(self.asked.get(frozenset((side.mark,)), ())), None)

    @property
    def known_gaps(self) -> list[tuple[Value, Value]]:
        """The empty crossings whose cell says more than that it was not asked yet."""
        known = self.judged.keys() | self.asked.keys()
        return [(r, c) for r, c in self.matrix.gaps if not known.isdisjoint(self.spots(r, c))] if known else []

    @property
    def unknown_gaps(self) -> list[tuple[Value, Value]]:
        known = set(self.known_gaps)
        return [gap for gap in self.matrix.gaps if gap not in known]

    @property
    def known_crossings(self) -> list[tuple[Value, Value]]:
        """Those of which it was said in so many words, and not only of the whole row or column."""
        known = self.judged.keys() | self.asked.keys()
        return [(r, c) for r, c in self.known_gaps if frozenset((r.mark, c.mark)) in known]

    @property
    def known_sides(self) -> list[Value]:
        known = self.judged.keys() | self.asked.keys()
        return [side for side in self.matrix.all_silent if frozenset((side.mark,)) in known]

    def spots(self, row: Value, column: Value) -> list[frozenset[Mark]]:
        silent = (side.mark for side in (row, column) if side.mark in self.matrix.silent)
        return [frozenset((row.mark, column.mark)), *(frozenset((mark,)) for mark in silent)]


def axis_values(axis: str, offered: Mapping[str, Sequence[Choice]], without: Sequence[Choice] = ()) -> list[Value]:
    """The values of an axis of the balance, in the order of the vocabulary."""
    return [
        Value(name_of(choice), choice.mark, choice.name, choice.word)
        for choice in (top_themes(offered) if axis == "theme" else offered[AXES[axis]])
        if choice not in without
    ]


def balance_of(
    person: Person, asked: Selection, row_axis: str, column_axis: str, split: str, with_stones: bool
) -> Balance:
    """The balance of what is asked for, over what this person's audience may find."""
    offered, audience = choices(vocabulary()), audience_of(person)
    rows, columns = (axis_values(axis, offered, asked.without) for axis in (row_axis, column_axis))
    kinds, parts = [kind.value for kind in Kind], [choice.mark for choice in offered.get(split, ())]
    among = holding_words(asked, audience)
    judged, put_out = judged_between([AXES[row_axis], AXES[column_axis]], offered), put_out_between()
    with catalogue(audience) as known:
        found = hits(known, asked, among)
        rows, columns = still_there(rows, offered, known), still_there(columns, offered, known)
        matrix = balance(known, found, Asked(rows, columns, kinds, parts, with_stones))
        return Balance(matrix, magnets(known, found, offered), offered, judged, put_out)


def still_there(side: list[Value], offered: Mapping[str, Sequence[Choice]], known: Catalogue) -> list[Value]:
    """These values but the terms that are retired and that nothing carries any more: nobody is to fill that gap."""
    gone = {c.mark for found in offered.values() for c in found if c.term is not None and c.term.is_retired}
    return [value for value in side if value.mark not in gone or known.holding(value.mark)]


def magnets(known: Catalogue, found: BitMap, offered: Mapping[str, Sequence[Choice]]) -> list[Magnet]:
    """The themes that hold more than their share of the cases in these contributions, the largest first."""
    cases = known.number(found)
    if cases < FEWEST:
        return []
    held = [(choice, known.number_in_both(known.holding(choice.mark), found)) for choice in top_themes(offered)]
    large = [Magnet(choice, round(100 * count / cases)) for choice, count in held if count > MAGNET * cases]
    return sorted(large, key=lambda magnet: -magnet.percent)

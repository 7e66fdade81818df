"""What a frozen stocktake covers, and where nothing lies in it, as tables."""

from collections.abc import Iterator, Sequence

from app.core.spreadsheet import Cell
from app.core.wording import _
from app.reports.measure import FrozenGap, FrozenSide
from app.reports.missing import Missing, gap_in_words
from app.reports.tables.table import Coded, Column, Table, day, name
from app.stocktaking.words import AXIS_NAMES
from app.workbench.coverage import FEW, Count
from app.workbench.words import failures_in_words

NOTHING = Coded("", None)


def code_of_side() -> str:
    return _("It never changes: of a term as among the terms of that day, of a kind or an outcome as in JSON")


def coverage(missing: Missing) -> Table:
    columns = (
        Column("side", _("Counted by"), _("What the contributions were divided by")),
        Column("value", _("Value"), _("As it was called that day")),
        Column("cases", _("Cases"), _("Contributions about one case count once. Empty: left out of the counts")),
        Column("went_wrong", _("Went wrong"), _("Of a theme: how many of these tell what went wrong")),
        Column("in_words", _("In words"), _("Whether something is missing, or only successes are told")),
        Column("code", _("Code"), code_of_side()),
    )
    return Table("coverage", _("What it covers"), columns, list(coverage_rows(missing)))


def coverage_rows(missing: Missing) -> Iterator[Sequence[Cell]]:
    themes = {theme.name: theme for theme in missing.bias}
    for group in missing.groups:
        for count in group.counts:
            theme = themes.get(count.name) if group.key == "theme" else None
            told = filter(None, [amount_in_words(count), failures_in_words(theme) if theme and theme.total else ""])
            failures = theme.failures if theme else NOTHING
            value = Coded(count.name, missing.names[count.mark])
            yield by(group.key), value, count.number, failures, "; ".join(told), str(count.mark[1])
    for side in missing.switched_off:
        yield by(side.axis), name(side.name), NOTHING, NOTHING, _("left out: it hides the others"), side.code


def by(axis: str) -> Coded:
    return Coded(str(AXIS_NAMES[axis]), axis)


def amount_in_words(count: Count) -> str:
    if not count.number:
        return _("nothing")
    return _("only one or two") if count.number <= FEW else ""


def gaps(missing: Missing) -> Table:
    columns = (
        Column("first", _("First side"), _("As it was called that day")),
        Column("second", _("Second side"), _("Empty when nobody told about the first side at all")),
        Column("known", _("What was known of it"), _("Empty when nobody had judged this gap or put it out by then")),
        Column("found_on", _("Judged on"), _("When members found that")),
        Column("asked_on", _("Put out on"), _("When the question of this gap was put out")),
        Column("verdict", _("Code of what was found"), _("What members found, in one word that never changes")),
        Column("first_by", _("Kind of the first side"), _("What it is a value of")),
        Column("first_code", _("Code of the first side"), code_of_side()),
        Column("second_by", _("Kind of the second side"), _("What it is a value of")),
        Column("second_code", _("Code of the second side"), code_of_side()),
    )
    return Table("gaps", _("Where nothing lies"), columns, list(gap_rows(missing)))


def gap_rows(missing: Missing) -> Iterator[Sequence[Cell]]:
    for row, column in missing.empty:
        yield row_of((row, column), missing.known_of(row, column), missing.gap_at(row, column))
    for gap in missing.apart:
        yield row_of(gap.sides, gap_in_words(gap), gap)


def row_of(sides: Sequence[FrozenSide], known: str, gap: FrozenGap | None) -> Sequence[Cell]:
    first, second = (*sides, None)[:2]
    judged = (day(gap.on), day(gap.asked), gap.verdict or NOTHING) if gap else (NOTHING,) * 3
    return (name_of(first), name_of(second), known, *judged, *coded(first), *coded(second))


def name_of(side: FrozenSide | None) -> Coded:
    return name(side.name if side else None)


def coded(side: FrozenSide | None) -> tuple[Cell, Cell]:
    return (by(side.axis), side.code) if side else (NOTHING, NOTHING)

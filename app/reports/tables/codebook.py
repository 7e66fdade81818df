"""The codebook of a frozen stocktake as a table: all terms of that day, also those that nothing in it carries."""

from collections.abc import Sequence

from app.codebook.words import DIMENSION_NAMES
from app.core.spreadsheet import Cell
from app.core.wording import _
from app.reports.tables.table import Coded, Column, Table, day, listed
from app.reports.terms import FrozenTerm


def codebook_table(terms: Sequence[FrozenTerm]) -> Table:
    columns = (
        Column("dimension", _("Kind of term"), _("What it is a value of")),
        Column("code", _("Code"), _("It never changes, and no other term of its kind has it")),
        Column("name_nl", _("In Dutch"), _("As it was called that day")),
        Column("name_en", _("In English"), _("As it was called that day; empty when it had no English name")),
        Column("group", _("Heading only"), _("Nothing carries a heading")),
        Column("parent", _("Stands below"), _("The code of the term or heading above it")),
        Column("scope", _("What it means"), _("In Dutch, as it was explained that day")),
        Column("not_this", _("What it does not mean"), _("In Dutch, as it was explained that day")),
        Column("synonyms", _("Other words for it"), _("Words by which it is found as well")),
        Column("since", _("In use since"), _("Empty: from the beginning")),
        Column("until", _("Not in use any more since"), _("Empty: in use on the day of the stocktake")),
        Column("replaced_by", _("Replaced by"), _("The code of the term that came in its place")),
        Column("split_into", _("Split into"), _("The codes of the terms that it went up in")),
    )
    return Table("codebook", _("The terms of that day"), columns, [row_of(term) for term in terms])


def row_of(term: FrozenTerm) -> Sequence[Cell]:
    return (
        Coded(str(DIMENSION_NAMES[term.dimension]), term.dimension.value),
        term.code,
        term.name["nl"],
        term.name["en"],
        Coded(_("yes") if term.is_group else "", term.is_group),
        term.parent,
        term.scope,
        term.not_this,
        listed(term.synonyms),
        day(term.since),
        day(term.until),
        term.replaced_by,
        listed(term.split_into),
    )

"""The contributions of a frozen stocktake as a table, with the whole text of each where that was kept."""

from collections.abc import Mapping, Sequence

from app.contributions.costs import says_cost
from app.core.spreadsheet import Cell
from app.core.wording import _, month
from app.reports.frozen import Frozen, FrozenContribution, FrozenTag, FrozenText, said
from app.reports.tables.table import Coded, Column, Table, code, code_explained, level_of, listed, name, title_of
from app.stocktaking.words import LAID_NAMES
from app.taxonomy.models import Dimension


def contributions(frozen: Frozen) -> Table:
    columns = [
        Column("id", _("Address"), _("Where the contribution stands on the site, behind /bijdragen/")),
        Column("level", _("Who reads it"), _("Who may read it today")),
        Column("kind", _("Kind"), _("What its contributor calls it")),
        Column("outcome", _("Outcome"), _("How it ended; empty when that does not apply")),
        Column("title", _("Title"), _("Empty place in this row: hidden, or never told. That looks the same.")),
        Column("lesson", _("The lesson"), _("What the contributor would do differently next time")),
        Column("place", _("Place"), _("The municipality, or a rough place for who shares without a name")),
        Column("years", _("Period"), _("A year, or two years for who shares without a name")),
        Column("month", _("Published"), _("The month in which others could read it first")),
        Column("organisation_kind", _("Kind of organisation"), _("Only for who shares with a name")),
        Column("themes", _("Themes"), _("As they were called that day")),
        Column("phases", _("Phases"), _("As they were called that day")),
        Column("barriers", _("What stood in the way"), _("As they were called that day")),
        Column("levers", _("What helped"), _("As they were called that day")),
        Column("scales", _("Scale"), _("As they were called that day")),
        Column("laid", _("Where it lay"), _("At a question, one case, nowhere, or still open")),
        Column("questions", _("The questions"), _("The questions at which it lay")),
        Column("slugs", _("Addresses of the questions"), _("In the same order, each behind /vraagstukken/")),
        Column("case", _("Case"), _("Contributions with the same number tell the same case")),
        Column("organisation_kind_code", _("Code of the kind of organisation"), code_explained()),
    ]
    rows = [row_of(frozen, c) for c in frozen.contributions]
    if frozen.questions_gone:
        columns.append(Column("lost", _("A question that went since"), _("Whether it lay at one that is gone by now")))
        rows = [(*row, yes_or_no(c.lost_question)) for row, c in zip(rows, frozen.contributions, strict=True)]
    if frozen.keeps_texts and frozen.texts is not None:
        columns += text_columns()
        rows = [(*row, *text_row(frozen, frozen.texts, c)) for row, c in zip(rows, frozen.contributions, strict=True)]
    return Table("contributions", _("Contributions"), columns, rows)


def text_columns() -> list[Column]:
    """What is left empty where a stocktake of before would say nothing of it."""
    return [
        Column("whole", _("Whole text"), _("Whether all that was read that day still stands here. Empty: not quoted")),
        Column("level_then", _("Who read it that day"), _("Who could read it on the day of the stocktake")),
        Column("shared", _("Shared"), _("With or without the name of the organisation, on that day")),
        Column("facts", _("What happened"), _("In full, as it was that day")),
        Column("opinion", _("What the contributor thinks of it"), _("Apart from what happened")),
        Column("condition", _("Under which condition it works"), _("Of an answer to a challenge")),
        Column("went_wrong", _("What went wrong"), _("Of an answer to a challenge")),
        Column("cost", _("What it cost, roughly"), _("Of an answer to a challenge")),
        Column("organisation", _("Organisation"), _("Only for who shares with a name")),
        Column("role", _("Role"), _("Only for who shares with a name")),
        Column("photos", _("What is on the photos"), _("As it was described; the pictures are not kept")),
        Column("role_code", _("Code of the role"), code_explained()),
    ]


def text_row(frozen: Frozen, texts: Mapping[int, FrozenText], c: FrozenContribution) -> Sequence[Cell]:
    text = texts.get(c.source)
    if text is None:
        gone = Coded("", None) if c.not_quoted else Coded(_("Changed or made stricter since"), False)
        return (gone, *[Coded("", None)] * 11)
    return (
        Coded(_("yes"), True),
        level_of(text.members_only),
        Coded(
            _("With the organisation's name") if text.named else _("Without a name"),
            "with a name" if text.named else "without a name",
        ),
        text.facts,
        text.opinion,
        text.condition,
        text.went_wrong,
        Coded(text.cost, cost_of(text)),
        text.organisation,
        name(text.role),
        listed(text.photos),
        code(frozen, Dimension.ROLE, text.role),
    )


def cost_of(text: FrozenText) -> dict[str, int | bool | None] | None:
    """In hours and euros; None when nothing was said of it."""
    told = {"hours": text.cost_hours, "euros": text.cost_euros, "unknown": text.cost_unknown}
    return told if says_cost(text) else None


def row_of(frozen: Frozen, c: FrozenContribution) -> tuple[Cell, ...]:
    tags = (tagged(c.terms_of(dimension)) for dimension in ("theme", "phase", "barrier", "lever", "scale"))
    at = frozen.questions_of(c)
    return (
        c.id,
        level_of(c.members_only),
        Coded(c.kind_label, c.kind.value),
        Coded(c.outcome_label, c.outcome.value if c.outcome_label else None),
        title_of(c.title, c.not_quoted),
        c.lesson,
        name(c.place),
        c.years,
        Coded(month(c.month), c.month.isoformat()[:7]) if c.month else Coded("", None),
        name(c.organisation_kind),
        *tags,
        Coded(str(LAID_NAMES[c.laid]), c.laid.value),
        listed(q.sentence for q in at),
        listed(q.slug for q in at),
        Coded("", None) if c.not_quoted or c.case is None else c.case,
        code(frozen, Dimension.ORGANISATION_KIND, c.organisation_kind),
    )


def yes_or_no(answer: bool) -> Coded:
    return Coded(_("yes") if answer else _("no"), answer)


def tagged(tags: Sequence[FrozenTag]) -> Coded:
    return Coded("; ".join(said(tag.name) for tag in tags), [{"code": tag.code, "name": tag.name} for tag in tags])

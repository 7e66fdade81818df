"""A frozen stocktake as tables: what a spreadsheet shows, with every column explained."""

from collections.abc import Iterator, Sequence

from app.core.spreadsheet import Cell
from app.core.wording import _, long_date, number
from app.reports.frozen import Frozen, FrozenAnswer, FrozenQuestion
from app.reports.helping import helped, how_it_was_looked_for
from app.reports.measure import Named
from app.reports.missing import missing_in
from app.reports.tables.codebook import codebook_table
from app.reports.tables.contributions import contributions
from app.reports.tables.missing import coverage, gaps
from app.reports.tables.table import (
    Coded,
    Column,
    Table,
    address,
    code,
    code_explained,
    day,
    level_of,
    listed,
    name,
    plain,
    title_of,
)
from app.stocktaking.words import STANCE_NAMES, STATUS_NAMES
from app.taxonomy.models import Dimension

__all__ = [
    "Column",
    "Table",
    "basis",
    "codebook_table",
    "in_short",
    "level_of",
    "plain",
    "reach_of",
    "tables",
    "to_check_it_by",
]


def tables(frozen: Frozen) -> list[Table]:
    """All of it, the legend first."""
    parts = (contributions, questions, statements, quotes, beside, evidence, recognition, elsewhere)
    found = [part(frozen) for part in parts]
    missing = missing_in(frozen)
    if missing is not None:
        found += [coverage(missing), gaps(missing)]
    if frozen.codebook:
        found.append(codebook_table(frozen.codebook))
    return [legend(frozen, found), *found]


def basis(frozen: Frozen) -> list[tuple[str, str]]:
    """What every file says of itself: what it is, how many, on which day, for whom, and what is gone since."""
    return [(_("Stocktake"), frozen.name), *in_short(frozen), *to_check_it_by(frozen)]


def in_short(frozen: Frozen) -> list[tuple[str, str]]:
    """What nobody should read it without."""
    reader = _("Members: also what is for members only, marked as such") if frozen.for_members else _("Everybody")
    return [
        (_("Frozen on"), long_date(frozen.made_at)),
        (_("Number of contributions on that day (n)"), number(frozen.n)),
        (_("Who may read this"), reader),
        (_("No sample"), _("This is no sample. It says nothing about how often something happens in the Netherlands.")),
        (_("Withdrawn or made stricter since"), number(frozen.withdrawn)),
        *([(_("Questions that went since"), number(frozen.questions_gone))] if frozen.questions_gone else []),
    ]


def to_check_it_by(frozen: Frozen) -> list[tuple[str, str]]:
    gone = [(_("Whole texts that were changed or made stricter since"), number(frozen.texts_gone))]
    return [
        (_("Cases: contributions about one case count once"), number(frozen.cases)),
        *(gone if frozen.texts_gone else []),
        (_("The seal"), frozen.root),
        (_("Vocabulary of that day:").rstrip(":"), frozen.vocabulary),
    ]


def legend(frozen: Frozen, found: Sequence[Table]) -> Table:
    columns = (
        Column("part", _("Part"), ""),
        Column("name", _("Column"), ""),
        Column("explained", _("What it means"), ""),
    )
    rows: list[Sequence[Cell]] = [(_("About this file"), called, value) for called, value in basis(frozen)]
    rows += [(table.name, column.head, column.explained) for table in found for column in table.columns]
    return Table("legend", _("Explanation"), columns, rows)


def reach_of(answer: FrozenAnswer) -> str:
    return _("Answers the whole question") if answer.whole else _("Answers a part of the question")


def questions(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("level", _("Who reads it"), _("Who may read it today")),
        Column("level_then", _("Who read it that day"), _("Who could read it on the day of the stocktake")),
        Column("explanation", _("Explanation"), _("What was written with it")),
        Column("contributions", _("Contributions"), _("How many contributions lay at it")),
        Column("cases", _("Cases"), _("How many cases these tell: contributions about one case count once")),
        Column("status", _("Status"), _("How far it was that day")),
        Column("kind", _("Kind of question"), _("As it was called that day")),
        Column("route", _("Route"), _("Along which way the answer is looked for")),
        Column("owner", _("Owner"), _("Which organisation goes after it")),
        Column("accepted", _("Owner agreed"), _("Until then the owner is proposed")),
        Column("due_on", _("Answer before"), _("The day that the owner promised")),
        Column("slug", _("Address"), _("Where the question stands on the site, behind /vraagstukken/")),
        Column("kind_code", _("Code of the kind of question"), code_explained()),
        Column("route_code", _("Code of the route"), code_explained()),
    )
    return Table("questions", _("The questions"), columns, [question_row(frozen, q) for q in frozen.questions])


def question_row(frozen: Frozen, q: FrozenQuestion) -> Sequence[Cell]:
    return (
        q.sentence,
        level_of(not q.is_public),
        level_of(not q.was_public),
        q.explanation,
        frozen.numbers[q.slug],
        frozen.cases_at[q.slug],
        Coded(str(STATUS_NAMES[q.status]), q.status.value),
        name(q.kind),
        name(q.route),
        q.owner,
        Coded(_("yes") if q.owner_accepted else _("no"), q.owner_accepted) if q.owner else Coded("", None),
        day(q.due_on),
        q.slug,
        code(frozen, Dimension.QUESTION_KIND, q.kind),
        code(frozen, Dimension.ROUTE, q.route),
    )


def statements(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("number", _("Number"), _("Its place under the question")),
        Column("statement", _("What we see"), _("What the members see")),
        address(),
    )
    rows = [(q.sentence, at, text, q.slug) for q in frozen.questions for at, text in enumerate(q.statements, start=1)]
    return Table("statements", _("Statements"), columns, rows)


def quotes(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("number", _("Number"), _("Of the statement that it is about")),
        Column("stance", _("Stance"), _("Whether it supports, contradicts or adds a nuance")),
        Column("quote", _("Quote"), _("To the letter. Empty when the contributor is not to be quoted")),
        Column("title", _("Title"), _("Of the contribution that it stands in")),
        Column("id", _("Address"), _("Where the contribution stands on the site, behind /bijdragen/")),
        Column("level", _("Who reads it"), _("Who may read it today")),
        address(),
    )
    return Table("quotes", _("Quotes"), columns, list(quote_rows(frozen)))


def quote_rows(frozen: Frozen) -> Iterator[Sequence[Cell]]:
    for q in frozen.questions:
        for at in range(len(q.statements)):
            for quote in q.quotes_of(at):
                title = title_of(quote.title, quote.is_withheld)
                stance = Coded(str(STANCE_NAMES[quote.stance]), quote.stance.value)
                level = level_of(quote.members_only)
                yield q.sentence, at + 1, stance, quote.words, title, quote.source, level, q.slug


def beside(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("what", _("What it is"), _("Another view, an answer, or a decision")),
        Column("who", _("Of whom"), _("The organisation, or the body that decided")),
        Column("on", _("Day"), _("When it was written or decided")),
        Column("reach", _("Reach"), _("Of an answer: the whole question, or a part of it")),
        Column("route", _("Route"), _("Along which way it was answered or decided")),
        Column("signed_on", _("Signed off on"), _("When a coordinator signed the answer off; empty when nobody did")),
        Column("text", _("Text"), _("What was written")),
        address(),
        Column("route_code", _("Code of the route"), code_explained()),
    )
    return Table("beside", _("Views, answers, decisions"), columns, list(rows_beside(frozen)))


def rows_beside(frozen: Frozen) -> Iterator[Sequence[Cell]]:
    nothing = Coded("", None)
    for q in frozen.questions:
        for view in q.dissents:
            what = Coded(_("Sees it otherwise"), "dissent")
            told = day(view.on), nothing, nothing, nothing
            yield q.sentence, what, view.organisation, *told, view.text, q.slug, nothing
        for answer in q.answers:
            what = Coded(_("Answer, signed off") if answer.signed_on else _("Answer, not signed off"), "answer")
            reach = Coded(reach_of(answer), "whole" if answer.whole else "part")
            told = day(answer.on), reach, name(answer.route), day(answer.signed_on)
            route = code(frozen, Dimension.ROUTE, answer.route)
            yield q.sentence, what, answer.organisation, *told, answer.steps, q.slug, route
        for decision in q.decisions:
            what = Coded(_("What was decided"), "decision")
            told = day(decision.on), nothing, name(decision.route), nothing
            route = code(frozen, Dimension.ROUTE, decision.route)
            yield q.sentence, what, decision.body, *told, decision.reason, q.slug, route


def recognition(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("kind", _("Kind of organisation"), _("An organisation counts once. Small groups are left out.")),
        Column("yes", _("Yes"), _("How many say that it plays where they work as well")),
        Column("no", _("No"), _("How many say that it does not")),
        Column("unknown", _("I do not know"), _("How many do not know")),
        address(),
        Column("kind_code", _("Code of the kind of organisation"), code_explained()),
    )
    rows = [
        (
            *(q.sentence, recognised_by(group.kind), group.yes, group.no, group.unknown, q.slug),
            code(frozen, Dimension.ORGANISATION_KIND, group.kind),
        )
        for q in frozen.questions
        for group in q.recognition
    ]
    return Table("recognition", _("Where it plays as well"), columns, rows)


def recognised_by(kind: Named | None) -> Coded:
    return name(kind) if kind else Coded(_("Others, each for themselves"), None)


def elsewhere(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("lever", _("What helped elsewhere"), how_it_was_looked_for()),
        Column("cases", _("Cases"), _("Contributions about one case count once.")),
        Column("ids", _("Addresses"), _("Of the contributions that name it, each behind /bijdragen/")),
        address(),
        Column("code", _("Code"), _("Of what helped, as among the terms of that day")),
    )
    rows = [
        (q.sentence, name(one.lever.name), one.cases, listed(c.id for c in one.named_by), q.slug, one.lever.code)
        for q in frozen.questions
        for one in helped(frozen, q)
    ]
    return Table("helped", _("What helped elsewhere"), columns, rows)


def evidence(frozen: Frozen) -> Table:
    columns = (
        Column("question", _("The question"), _("As it was worded that day")),
        Column("who", _("Of whom"), _("The organisation that answered")),
        Column("on", _("Day"), _("When it was answered")),
        Column("title", _("Title"), _("Of a contribution that the answer rests on")),
        Column("id", _("Address"), _("Where the contribution stands on the site, behind /bijdragen/")),
        Column("level", _("Who reads it"), _("Who may read it today")),
        address(),
    )
    return Table("evidence", _("What answers rest on"), columns, list(evidence_rows(frozen)))


def evidence_rows(frozen: Frozen) -> Iterator[Sequence[Cell]]:
    for q in frozen.questions:
        for at, answer in enumerate(q.answers):
            for source in q.sources_of(at):
                title = title_of(source.title, source.is_withheld)
                level = level_of(source.members_only)
                yield q.sentence, answer.organisation, day(answer.on), title, source.source, level, q.slug

"""A frozen stocktake as a text to read: the same pieces for paper and for a word processor."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from app.contributions.catalogue import cases_among
from app.core.wording import _, language, long_date, ngettext, number
from app.reports.frozen import Frozen, FrozenContribution, FrozenQuestion, said
from app.reports.helping import helped, how_it_was_looked_for
from app.reports.measure import FrozenSide, Named
from app.reports.missing import Missing, crossings_in_words, gap_in_words, how_it_was_counted, missing_in
from app.reports.tables import basis, in_short, level_of, reach_of, to_check_it_by
from app.stocktaking.models import Laid
from app.stocktaking.words import AXIS_NAMES, LAID_NAMES, STANCE_NAMES, STATUS_NAMES
from app.workbench.words import failures_in_words, what_is_missing

TAGS = ("theme", "phase", "barrier", "lever", "scale")


class Style(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    SMALL_HEADING = "small"
    TEXT = "text"
    QUOTE = "quote"
    FACT = "fact"  # a name and a value
    APPENDIX = "appendix"  # a heading on a new page


@dataclass(frozen=True)
class Piece:
    style: Style
    text: str
    language: str
    name: str = ""  # of a fact


def outline(frozen: Frozen, about: FrozenQuestion | None = None) -> Iterator[Piece]:
    """All of it; or one question, when it is about that only."""
    return of_all(frozen) if about is None else of_one(frozen, about)


def of_all(frozen: Frozen) -> Iterator[Piece]:
    yield said_by_us(Style.TITLE, frozen.name)
    yield from facts(basis(frozen))
    yield from numbers(frozen)
    yield from what_is_not_there(frozen)
    for question in frozen.questions:
        yield Piece(Style.HEADING, question.sentence, question.language)
        yield from explained(question)
        yield from of_question(frozen, question)
        yield from what_came_of(question)
    for laid in Laid:
        yield from lying(frozen, laid)
    yield from terms_used(frozen)


def of_one(frozen: Frozen, about: FrozenQuestion) -> Iterator[Piece]:
    """What was found about it, for who has one page; behind that what it was found in."""
    yield said_by_us(Style.TITLE, about.sentence)
    yield from explained(about)
    yield said_by_us(Style.HEADING, _("As it stood in %(name)s.", name=frozen.name))
    yield from facts(in_short(frozen))
    yield from of_question(frozen, about, lists_help=False)
    yield from what_came_of(about)
    yield said_by_us(Style.APPENDIX, _("Appendix"))
    yield from what_helped(frozen, about)
    yield from lying(frozen, Laid.QUESTIONS, about)
    yield said_by_us(Style.HEADING, _("About this file"))
    yield from facts(to_check_it_by(frozen))
    yield from terms_used(frozen)


def facts(told: Iterable[tuple[str, str]]) -> Iterator[Piece]:
    return (Piece(Style.FACT, value, language(), name) for name, value in told)


def said_by_us(style: Style, text: str) -> Piece:
    return Piece(style, text, language())


def numbers(frozen: Frozen) -> Iterator[Piece]:
    yield said_by_us(Style.HEADING, _("Where the contributions lay"))
    for laid in Laid:
        yield Piece(Style.FACT, lay_at(frozen, laid), language(), str(LAID_NAMES[laid]))
        if laid is Laid.QUESTIONS and frozen.without_question:
            yield Piece(Style.FACT, how_many_of(frozen.without_question), language(), without_question_in_words())
    if not frozen.for_members:
        yield said_by_us(Style.TEXT, _("Still open also means: at a question that is not public."))


def what_is_not_there(frozen: Frozen) -> Iterator[Piece]:
    missing = missing_in(frozen)
    if missing is None:
        return
    yield said_by_us(Style.HEADING, _("What is missing"))
    yield said_by_us(Style.TEXT, how_it_was_counted())
    for key, words in what_is_missing(missing.groups):
        yield Piece(Style.FACT, words, language(), str(AXIS_NAMES[key]))
    if missing.switched_off:
        names = ", ".join(said(theme.name) for theme in missing.switched_off)
        yield Piece(Style.FACT, names, language(), _("Left out of these counts, because they hide the others"))
    yield said_by_us(Style.SUBHEADING, _("Do we also hear what went wrong?"))
    for theme in missing.bias:
        if theme.total:
            told = f"{how_many_cases(theme.total)}: {failures_in_words(theme)}"
            yield Piece(Style.FACT, told, language(), theme.name)
    yield from gaps(missing)


def gaps(missing: Missing) -> Iterator[Piece]:
    if missing.crossings or missing.apart:
        yield said_by_us(Style.SUBHEADING, _("Where nothing lies"))
    if missing.crossings:
        yield said_by_us(Style.TEXT, crossings_in_words(missing))
    for row, empty in groupby(missing.empty, key=lambda crossing: crossing[0]):
        names = "; ".join(crossed(missing, row, column) for _row, column in empty)
        yield Piece(Style.FACT, names, language(), said(row.name))
    for gap in missing.apart:
        names = ", ".join(said(side.name) for side in gap.sides)
        yield Piece(Style.FACT, gap_in_words(gap), language(), names)


def crossed(missing: Missing, row: FrozenSide, column: FrozenSide) -> str:
    known = missing.known_of(row, column)
    return f"{said(column.name)} ({known})" if known else said(column.name)


def how_many_cases(cases: int) -> str:
    told: str = ngettext("%(num)s case", "%(num)s cases", cases)
    return told


def explained(q: FrozenQuestion) -> Iterator[Piece]:
    return lines(Style.TEXT, q.explanation, q.language)


def of_question(frozen: Frozen, q: FrozenQuestion, lists_help: bool = True) -> Iterator[Piece]:
    yield from facts(facts_of(frozen, q))
    for at, statement in enumerate(q.statements):
        yield said_by_us(Style.SUBHEADING, f"{_('What we see')} {at + 1}")
        yield Piece(Style.TEXT, statement, q.language)
        for quote in q.quotes_of(at):
            mark = f" ({_('For members only')})" if quote.members_only else ""
            yield said_by_us(Style.TEXT, f"{STANCE_NAMES[quote.stance]}{mark}")
            if quote.is_withheld:
                yield said_by_us(Style.TEXT, _("A contributor, not quoted"))
            else:
                yield from lines(Style.QUOTE, quote.words, quote.language)
                yield Piece(Style.TEXT, quote.title, quote.language)
    yield from what_helped(frozen, q, lists_help)
    yield from where_it_plays(q)


def what_helped(frozen: Frozen, q: FrozenQuestion, is_listed: bool = True) -> Iterator[Piece]:
    found = helped(frozen, q)
    if found:
        yield said_by_us(Style.SUBHEADING, _("What helped elsewhere"))
        yield said_by_us(Style.TEXT, how_it_was_looked_for())
    for one in found:
        yield Piece(Style.FACT, how_many_cases(one.cases), language(), said(one.lever.name))
        for c in one.listed if is_listed else ():
            mark = f" ({_('For members only')})" if c.members_only else ""
            yield Piece(Style.TEXT, f"{c.title}{mark}", c.language)


def where_it_plays(q: FrozenQuestion) -> Iterator[Piece]:
    if q.recognition:
        yield said_by_us(Style.SUBHEADING, _("Where it plays as well"))
        yield said_by_us(Style.TEXT, _("An organisation counts once. Small groups are left out. It is no sample."))
    for group in q.recognition:
        said_so = {name: number(getattr(group, name)) for name in ("yes", "no", "unknown")}
        told = _("yes %(yes)s, no %(no)s, does not know %(unknown)s", **said_so)
        yield Piece(Style.FACT, told, language(), said(group.kind) or _("Others, each for themselves"))


def how_many(texts: int, cases: int) -> str:
    """As the page says it: how many contributions, and how many cases when some tell the same one."""
    if texts == cases:
        alone: str = ngettext("%(num)s contribution", "%(num)s contributions", texts)
        return alone
    together: str = ngettext(
        "%(texts)s contributions about %(num)s case",
        "%(texts)s contributions about %(num)s cases",
        cases,
        texts=number(texts),
    )
    return together


def how_many_of(found: Sequence[FrozenContribution]) -> str:
    return how_many(len(found), cases_among(one.told for one in found))


def without_question_in_words() -> str:
    return _("Of which only at a question that went since")


def lay_at(frozen: Frozen, laid: Laid) -> str:
    return how_many(frozen.laid[laid], frozen.cases_laid[laid])


def facts_of(frozen: Frozen, q: FrozenQuestion) -> list[tuple[str, str]]:
    lay = how_many(frozen.numbers[q.slug], frozen.cases_at[q.slug])
    owner = q.owner if q.owner_accepted or not q.owner else f"{q.owner} ({_('proposed')})"
    facts = [
        (_("What lay at this question"), lay),
        (_("Status"), str(STATUS_NAMES[q.status])),
        (_("Who reads it"), level_of(not q.is_public)),
        (_("Who read it that day"), level_of(not q.was_public)),
        (_("Kind of question"), said(q.kind)),
        (_("Owner"), owner or _("Nobody yet")),
        (_("Route"), said(q.route)),
        (_("Answer before"), long_date(q.due_on) if q.due_on else ""),
    ]
    return [(name, value) for name, value in facts if value]


def what_came_of(q: FrozenQuestion) -> Iterator[Piece]:
    for view in q.dissents:
        yield said_by_us(Style.SUBHEADING, _("%(name)s sees it otherwise", name=view.organisation))
        yield from circumstances(view.on)
        yield from lines(Style.TEXT, view.text, q.language)
    for at, answer in enumerate(q.answers):
        yield said_by_us(Style.SUBHEADING, _("Answer of %(name)s", name=answer.organisation))
        yield said_by_us(Style.TEXT, reach_of(answer))
        yield from circumstances(answer.on, answer.route)
        yield from lines(Style.TEXT, answer.steps, q.language)
        for source in q.sources_of(at):
            title = _("A contributor, not quoted") if source.is_withheld else source.title
            title += f" ({_('For members only')})" if source.members_only else ""
            yield Piece(Style.FACT, title, language() if source.is_withheld else source.language, _("It rests on"))
        if answer.signed_on:
            yield said_by_us(Style.TEXT, _("Signed off by a coordinator on %(day)s.", day=long_date(answer.signed_on)))
        else:
            yield said_by_us(Style.TEXT, _("Not signed off yet by a coordinator."))
    for decision in q.decisions:
        yield said_by_us(Style.SUBHEADING, _("Decision of %(name)s", name=decision.body))
        yield from circumstances(decision.on, decision.route)
        yield from lines(Style.TEXT, decision.reason, q.language)


def circumstances(on: date, route: Named | None = None) -> Iterator[Piece]:
    """The day of a view, an answer or a decision, and along which way it came."""
    if route:
        yield Piece(Style.FACT, said(route), language(), _("Route"))
    yield Piece(Style.FACT, long_date(on), language(), _("Day"))


def lying(frozen: Frozen, laid: Laid, about: FrozenQuestion | None = None) -> Iterator[Piece]:
    """The contributions in one place, the long tail included: what stands alone is no error.

    Of one question none says again that it lies there.
    """
    found: Sequence[FrozenContribution] = frozen.lying(laid)
    yield said_by_us(Style.HEADING, f"{LAID_NAMES[laid]}: {lay_at(frozen, laid)}")
    for c in found:
        yield from of_contribution(c)
        if about is None:
            at = [question.sentence for question in frozen.questions_of(c)]
            at += [a_question_that_went()] if c.lost_question else []
            yield from facts((str(LAID_NAMES[Laid.QUESTIONS]), sentence) for sentence in at)


def a_question_that_went() -> str:
    return _("A question that went since")


def terms_used(frozen: Frozen) -> Iterator[Piece]:
    """With what they meant that day. The whole codebook stands in the files of tables."""
    used = {(tag.dimension, tag.code) for found in frozen.contributions for tag in found.tags}
    found = [term for term in frozen.codebook if term.key in used and term.scope]
    if found:
        yield said_by_us(Style.HEADING, _("The terms of that day"))
        yield said_by_us(Style.TEXT, _("Only the terms that stand here, as far as they were explained."))
    yield from (Piece(Style.FACT, term.scope, "nl", said(term.name)) for term in found)


def of_contribution(c: FrozenContribution) -> Iterator[Piece]:
    if c.not_quoted:
        yield said_by_us(Style.SMALL_HEADING, _("A contributor, not quoted"))
    else:
        yield Piece(Style.SMALL_HEADING, c.title, c.language)
    case = _("Case %(number)s: told by more than one contributor", number=c.case) if c.case and not c.not_quoted else ""
    level = _("For members only") if c.members_only else ""
    told = (c.kind_label, c.outcome_label, said(c.place), c.years, said(c.organisation_kind), case, level)
    yield said_by_us(Style.TEXT, " · ".join(part for part in told if part))
    if c.lesson:
        yield from lines(Style.TEXT, c.lesson, c.language)
    tags = "; ".join(name for dimension in TAGS for name in c.tags_of(dimension))
    if tags:
        yield Piece(Style.FACT, tags, language(), _("Tags"))


def lines(style: Style, text: str, spoken: str) -> Iterator[Piece]:
    return (Piece(style, line, spoken) for line in text.split("\n") if line.strip())

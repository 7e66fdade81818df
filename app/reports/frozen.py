"""A frozen stocktake as one audience reads it now: what was sealed, without what was withdrawn since."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from app.contributions.models import Kind, Outcome
from app.core.wording import language
from app.reports.models import ItemKind
from app.stocktaking.models import Laid, QuestionStatus, Stance

ONLY_TO_COMPARE = ("exact_place", "rough_place")
Named = dict[str, str]  # a name in both languages, as it was that day


def said(name: Named | None) -> str:
    """The name in the language of the page."""
    return "" if name is None else name.get(language()) or name.get("nl", "")


@dataclass(frozen=True)
class FrozenTag:
    dimension: str
    code: str
    name: Named


@dataclass(frozen=True)
class FrozenContribution:
    """As it stood in the listing of its audience. One that is not to be quoted has tags and a place, and no words."""

    source: int  # which contribution it is; only to compare stocktakes, never shown
    kind: Kind
    outcome: Outcome
    laid: Laid
    questions: tuple[str, ...]
    tags: tuple[FrozenTag, ...]
    not_quoted: bool
    members_only: bool
    id: str = ""
    title: str = ""
    lesson: str = ""
    language: str = "nl"
    place: Named = field(default_factory=dict)
    years: str = ""
    month: date | None = None
    organisation_kind: Named | None = None
    case: int | None = None  # others with this number tell the same case

    @property
    def kind_label(self) -> str:
        return self.kind.label

    @property
    def outcome_label(self) -> str:
        return "" if self.outcome is Outcome.NOT_APPLICABLE else self.outcome.label

    def tags_of(self, dimension: str) -> list[str]:
        return [said(tag.name) for tag in self.tags if tag.dimension == dimension]


@dataclass(frozen=True)
class FrozenQuote:
    question: str
    statement: int
    stance: Stance
    words: str
    source: str
    title: str
    language: str
    is_withheld: bool
    members_only: bool


@dataclass(frozen=True)
class FrozenSource:
    """A contribution that an answer rests on; of one that is not to be quoted that it is there."""

    question: str
    answer: int
    source: str
    title: str
    language: str
    is_withheld: bool
    members_only: bool


@dataclass(frozen=True)
class FrozenView:
    """How one organisation saw the question otherwise."""

    organisation: str
    text: str
    on: date


@dataclass(frozen=True)
class FrozenAnswer:
    organisation: str
    whole: bool  # the whole question, or a part of it
    route: Named | None
    steps: str
    on: date
    signed_on: date | None


@dataclass(frozen=True)
class FrozenDecision:
    body: str
    on: date
    route: Named | None
    reason: str


@dataclass(frozen=True)
class FrozenRecognition:
    """What organisations of one kind said: it plays with us as well, it does not, we do not know. Of others no kind."""

    kind: Named | None
    yes: int
    no: int
    unknown: int


@dataclass(frozen=True)
class FrozenQuestion:
    source: int
    slug: str
    sentence: str
    explanation: str
    language: str
    status: QuestionStatus
    statements: tuple[str, ...]
    is_public: bool
    kind: Named | None
    route: Named | None
    owner: str
    owner_accepted: bool
    due_on: date | None
    dissents: tuple[FrozenView, ...]
    answers: tuple[FrozenAnswer, ...]
    decisions: tuple[FrozenDecision, ...]
    recognition: tuple[FrozenRecognition, ...] = ()
    quotes: tuple[FrozenQuote, ...] = ()
    sources: tuple[FrozenSource, ...] = ()

    @property
    def texts_beside(self) -> set[str]:
        """What was written with it, apart from its own sentence and statements."""
        written = {one.text for one in self.dissents} | {one.steps for one in self.answers}
        return written | {one.reason for one in self.decisions}

    def quotes_of(self, statement: int) -> list[FrozenQuote]:
        """Those that support first, as on the page of a question."""
        order = list(Stance)
        found = (quote for quote in self.quotes if quote.statement == statement)
        return sorted(found, key=lambda q: (order.index(q.stance), q.is_withheld, q.title, q.words, q.source))


    def sources_of(self, answer: int) -> list[FrozenSource]:
        """What an answer rests on, by title; whoever is not to be quoted last."""
        found = (source for source in self.sources if source.answer == answer)
        return sorted(found, key=lambda s: (s.is_withheld, s.title, s.source))


@dataclass(frozen=True)
class Frozen:
    """One edition. `n` is what it held on the day; `withdrawn` is how many contributions of it are gone since."""

    slug: str
    name: str
    made_at: datetime
    is_published: bool
    for_members: bool
    n: int
    root: str
    vocabulary: str
    contributions: tuple[FrozenContribution, ...]
    questions: tuple[FrozenQuestion, ...]

    @property
    def withdrawn(self) -> int:
        return self.n - len(self.contributions)

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many contributions lie at each question, by its slug."""
        return Counter(slug for found in self.contributions for slug in found.questions)

    @cached_property
    def laid(self) -> Counter[Laid]:
        return Counter(found.laid for found in self.contributions)

    def lying(self, laid: Laid) -> list[FrozenContribution]:
        return [found for found in self.contributions if found.laid is laid]

    def at(self, question: FrozenQuestion) -> list[FrozenContribution]:
        return [found for found in self.contributions if question.slug in found.questions]

    def only(self, question: FrozenQuestion) -> "Frozen":
        """The part of it that is about one question."""
        return replace(self, contributions=tuple(self.at(question)), questions=(question,))

    def question(self, slug: str) -> FrozenQuestion | None:
        return next((found for found in self.questions if found.slug == slug), None)

    def sentences_of(self, contribution: FrozenContribution) -> list[str]:
        return [found.sentence for found in self.questions if found.slug in contribution.questions]


Under = TypeVar("Under", FrozenQuote, FrozenSource)
# What kind of thing, its content, whose it is, and whether everybody may read it today.
Row = tuple[ItemKind, str, int | None, int | None, bool]


def opened(rows: Iterable[Row]) -> tuple[tuple[FrozenContribution, ...], tuple[FrozenQuestion, ...]]:
    """The contributions in the public order, and the questions with their quotes in that of the alphabet."""
    contributions, questions, quotes, sources = [], [], [], []
    for kind, content, contribution_id, question_id, is_open in rows:
        known = json.loads(content)
        if kind is ItemKind.CONTRIBUTION:
            contributions.append(contribution_from(known, contribution_id or 0, is_open))
        elif kind is ItemKind.QUESTION:
            questions.append(question_from(known, question_id or 0, is_open))
        elif kind is ItemKind.QUOTE:
            quotes.append(quote_from(known, is_open))
        else:
            sources.append(FrozenSource(**known | {"members_only": not is_open}))
    readable = {found.slug for found in questions}
    placed = [readable_part(found, readable) for found in contributions]
    whole = [replace(q, quotes=under(q, quotes), sources=under(q, sources)) for q in questions]
    return in_public_order(told_together(placed)), tuple(sorted(whole, key=lambda q: (q.sentence, q.slug)))


def under(question: FrozenQuestion, found: Iterable[Under]) -> tuple[Under, ...]:
    return tuple(one for one in found if one.question == question.slug)


def contribution_from(known: dict[str, Any], source: int, is_open: bool) -> FrozenContribution:
    told = {name: value for name, value in known.items() if name not in ONLY_TO_COMPARE}
    return FrozenContribution(
        **told
        | {
            "members_only": not is_open,
            "source": source,
            "kind": Kind(known["kind"]),
            "outcome": Outcome(known["outcome"]),
            "laid": Laid(known["laid"]),
            "questions": tuple(known["questions"]),
            "tags": tuple(FrozenTag(**tag) for tag in known["tags"]),
            "month": day_from(known.get("month")),
        }
    )


def quote_from(known: dict[str, Any], is_open: bool) -> FrozenQuote:
    return FrozenQuote(**known | {"stance": Stance(known["stance"]), "members_only": not is_open})


def question_from(known: dict[str, Any], source: int, is_open: bool) -> FrozenQuestion:
    return FrozenQuestion(
        **known
        | {
            "source": source,
            "is_public": is_open,
            "status": QuestionStatus(known["status"]),
            "statements": tuple(known["statements"]),
            "due_on": day_from(known["due_on"]),
            "dissents": tuple(FrozenView(**dated(one)) for one in known["dissents"]),
            "answers": tuple(FrozenAnswer(**dated(one)) for one in known["answers"]),
            "decisions": tuple(FrozenDecision(**dated(one)) for one in known["decisions"]),
            # Before there were answers to this, nothing was sealed of them.
            "recognition": tuple(FrozenRecognition(**one) for one in known.get("recognition", ())),
        }
    )


def dated(known: dict[str, Any]) -> dict[str, Any]:
    return {name: day_from(value) if name in ("on", "signed_on") else value for name, value in known.items()}


def day_from(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def readable_part(found: FrozenContribution, readable: set[str]) -> FrozenContribution:
    """What lies only at questions that this audience may not read (any more) lies nowhere that it can see."""
    kept = tuple(slug for slug in found.questions if slug in readable)
    laid = Laid.OPEN if found.laid is Laid.QUESTIONS and not kept else found.laid
    return replace(found, questions=kept, laid=laid)


def told_together(found: Sequence[FrozenContribution]) -> list[FrozenContribution]:
    """A case of which only one voice is left is no group: that there was another is no longer to be seen."""
    voices = Counter(one.case for one in found if one.case is not None)
    return [replace(one, case=None) if one.case is not None and voices[one.case] < 2 else one for one in found]


def in_public_order(found: Iterable[FrozenContribution]) -> tuple[FrozenContribution, ...]:
    """The newest month first, then by title; whoever is not to be quoted last, in an order that says nothing."""
    return tuple(sorted(found, key=place_in_order))


def place_in_order(one: FrozenContribution) -> tuple[bool, int, str, str, str]:
    told = f"{one.kind} {one.outcome} {one.laid} {' '.join(one.questions)} {one.tags}"
    return one.not_quoted, -(one.month or date.min).toordinal(), one.title.casefold(), one.id, told

"""A frozen stocktake as one audience reads it now: what was sealed, without what was withdrawn since."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from app.contributions.catalogue import Mark, cases_among, what_it_tells
from app.contributions.costs import cost_in_words
from app.contributions.models import Kind, Outcome
from app.core.wording import language
from app.reports.measure import Measure, Named
from app.reports.terms import FrozenTerm
from app.stocktaking.models import Laid, QuestionStatus, Stance
from app.taxonomy.models import Dimension


def said(name: Named | None) -> str:
    """The name in the language of the page."""
    return "" if name is None else name.get(language()) or name.get("nl", "")


@dataclass(frozen=True)
class FrozenTag:
    dimension: str
    code: str
    name: Named

    @property
    def mark(self) -> Mark:
        return self.dimension, self.code


@dataclass(frozen=True)
class FrozenContribution:
    """As it stood in the listing of its audience. One that is not to be quoted is counted, and has no words."""

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
    def told(self) -> int:
        return what_it_tells(self.source, self.case)

    @property
    def kind_label(self) -> str:
        return self.kind.label

    @property
    def outcome_label(self) -> str:
        return "" if self.outcome is Outcome.NOT_APPLICABLE else self.outcome.label

    def terms_of(self, dimension: str) -> list[FrozenTag]:
        return [tag for tag in self.tags if tag.dimension == dimension]

    def tags_of(self, dimension: str) -> list[str]:
        return [said(tag.name) for tag in self.terms_of(dimension)]


@dataclass(frozen=True)
class FrozenText:
    """All that its audience read of a contribution that day, and how it was shared; what was hidden is empty."""

    title: str
    facts: str
    lesson: str
    opinion: str
    condition: str
    went_wrong: str
    cost_hours: int | None
    cost_euros: int | None
    cost_unknown: bool
    organisation: str
    role: Named | None
    photos: tuple[str, ...]  # what was to be seen on them; the pictures are not kept
    named: bool
    members_only: bool  # that day

    @property
    def cost(self) -> str:
        return cost_in_words(self)


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
    is_public: bool  # today
    was_public: bool  # that day: only then it stands in the edition for everybody
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
    def members_only(self) -> bool:
        """Whether others than members miss it in this stocktake: it was not public that day, or is not any more."""
        return not (self.was_public and self.is_public)

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
    measure: Measure | None = None  # of a stocktake of before it was kept none
    keeps_texts: bool = False  # not one of before whole texts were kept
    with_text: frozenset[int] = frozenset()  # the sources of which the whole text may still be read
    texts: Mapping[int, FrozenText] | None = None  # by the source; only where they were asked for
    codebook: tuple[FrozenTerm, ...] = ()  # the same
    part_of: tuple[FrozenContribution, ...] | None = None  # all there are, of what holds those of one question only

    @cached_property
    def codes(self) -> dict[tuple[Dimension, str], str]:
        """The codes of the terms of that day by their Dutch name; of two with one name that which was in use."""
        in_use_last = sorted(self.codebook, key=lambda term: term.is_in_use)
        return {(term.dimension, term.name["nl"]): term.code for term in in_use_last}

    def code_of(self, dimension: Dimension, name: Named | None) -> str | None:
        """The code of a term that was kept by its name; None without a name, and without the codebook of that day."""
        return self.codes.get((dimension, name["nl"])) if name else None

    @property
    def withdrawn(self) -> int:
        return self.n - len(self.everything)

    @cached_property
    def texts_gone(self) -> int:
        """Of how many contributions that are in it the whole text was changed or made stricter since."""
        quoted = (found for found in self.contributions if not found.not_quoted) if self.keeps_texts else ()
        return sum(found.source not in self.with_text for found in quoted)

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many contributions lie at each question, by its slug."""
        return Counter(slug for found in self.contributions for slug in found.questions)

    @cached_property
    def cases(self) -> int:
        """How many cases the contributions tell that are still in it."""
        return cases_among(found.told for found in self.contributions)

    @cached_property
    def cases_at(self) -> dict[str, int]:
        """The same at each question, by its slug."""
        lying: dict[str, list[int]] = defaultdict(list)
        for found in self.contributions:
            for slug in found.questions:
                lying[slug].append(found.told)
        return {found.slug: cases_among(lying[found.slug]) for found in self.questions}

    @cached_property
    def laid(self) -> Counter[Laid]:
        return Counter(found.laid for found in self.contributions)

    @cached_property
    def cases_laid(self) -> dict[Laid, int]:
        """How many cases that are; one of which the texts lie at two places counts at both."""
        return {laid: cases_among(found.told for found in self.lying(laid)) for laid in Laid}

    def lying(self, laid: Laid) -> list[FrozenContribution]:
        return [found for found in self.contributions if found.laid is laid]

    def at(self, question: FrozenQuestion) -> list[FrozenContribution]:
        return [found for found in self.contributions if question.slug in found.questions]

    def only(self, question: FrozenQuestion) -> "Frozen":
        """The part of it that is about one question."""
        lying = tuple(self.at(question))
        return replace(self, contributions=lying, questions=(question,), measure=None, part_of=self.everything)

    @property
    def everything(self) -> tuple[FrozenContribution, ...]:
        return self.contributions if self.part_of is None else self.part_of

    def question(self, slug: str) -> FrozenQuestion | None:
        return next((found for found in self.questions if found.slug == slug), None)

    def contribution(self, public_id: str) -> FrozenContribution | None:
        return next((found for found in self.contributions if found.id == public_id), None) if public_id else None

    def questions_of(self, contribution: FrozenContribution) -> list[FrozenQuestion]:
        return [found for found in self.questions if found.slug in contribution.questions]

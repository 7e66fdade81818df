"""A question in a frozen stocktake with what stands under it, as one audience reads it now."""

from dataclasses import dataclass
from datetime import date

from app.reports.measure import Named
from app.stocktaking.models import QuestionStatus, Stance


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
    def texts(self) -> set[str]:
        """Everything that members wrote and that stands with it."""
        beside = {one.text for one in self.dissents} | {one.steps for one in self.answers}
        decided = {text for one in self.decisions for text in (one.body, one.reason)}
        return {self.sentence, self.explanation, *self.statements} | beside | decided

    def quotes_of(self, statement: int) -> list[FrozenQuote]:
        """Those that support first, as on the page of a question."""
        order = list(Stance)
        found = (quote for quote in self.quotes if quote.statement == statement)
        return sorted(found, key=lambda q: (order.index(q.stance), q.is_withheld, q.title, q.words, q.source))

    def sources_of(self, answer: int) -> list[FrozenSource]:
        """What an answer rests on, by title; whoever is not to be quoted last."""
        found = (source for source in self.sources if source.answer == answer)
        return sorted(found, key=lambda s: (s.is_withheld, s.title, s.source))

"""What became of one question between two frozen stocktakes: its words, its owner, and what was said to it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.reports.frozen import Frozen, FrozenAnswer, FrozenDecision, FrozenQuestion, FrozenView
from app.reports.measure import Named
from app.taxonomy.models import Dimension

Voice = FrozenAnswer | FrozenDecision | FrozenView
# How a term that one of the two calls this is called here; None where nothing is said of terms.
Call = Callable[[Dimension, Named | None], Named | None]


@dataclass(frozen=True)
class Voices:
    """Who said something new, said it otherwise, or no longer: each name once, in the order of the stocktakes."""

    came: tuple[str, ...]
    changed: tuple[str, ...]
    went: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.changed or self.went)


@dataclass(frozen=True)
class Reworking:
    """A question that stands in both, by what one audience may read of it today in either.

    What went from a stocktake since it was frozen is in neither, so that nothing tells of it here.
    """

    then: FrozenQuestion
    now: FrozenQuestion

    def __bool__(self) -> bool:
        said = self.answers, self.decisions, self.dissents, self.signed
        return state_of(self.then) != state_of(self.now) or self.is_quoted_otherwise or any(said)

    @property
    def is_stated_otherwise(self) -> bool:
        """The order of the statements tells nothing."""
        return Counter(self.then.statements) != Counter(self.now.statements)

    @property
    def quoted_then(self) -> list[tuple[object, ...]]:
        return quotes_of(self.then)

    @property
    def quoted_now(self) -> list[tuple[object, ...]]:
        return quotes_of(self.now)

    @property
    def is_quoted_otherwise(self) -> bool:
        return Counter(self.quoted_then) != Counter(self.quoted_now)

    @property
    def answers(self) -> Voices:
        """Without the signature: that changes no word, and is told apart."""
        return voices(unsigned(self.then), unsigned(self.now))

    @property
    def signed(self) -> list[str]:
        """Whose answer stood in both, and was signed off in between."""
        waited = [answer for answer in self.then.answers if not answer.signed_on]
        signed = (answer for answer in self.now.answers if answer.signed_on)
        return list(dict.fromkeys(one.organisation for one in signed if replace(one, signed_on=None) in waited))

    @property
    def decisions(self) -> Voices:
        return voices(self.then.decisions, self.now.decisions)

    @property
    def dissents(self) -> Voices:
        return voices(self.then.dissents, self.now.dissents)


def state_of(question: FrozenQuestion) -> tuple[object, ...]:
    """What a line of the difference is about, apart from what was quoted and said."""
    written = question.sentence, question.explanation, Counter(question.statements)
    after_it = question.owner, question.owner_accepted, question.due_on
    return (*written, *after_it, question.status, question.members_only, question.kind, question.route)


def quotes_of(question: FrozenQuestion) -> list[tuple[object, ...]]:
    """Those with words. Who wants no quote any more is gone from the earlier one, and would seem to be new."""
    return [(quote.stance, quote.words, quote.source) for quote in question.quotes if not quote.is_withheld]


def unsigned(question: FrozenQuestion) -> list[FrozenAnswer]:
    return [replace(answer, signed_on=None) for answer in question.answers]


def voices(then: Sequence[Voice], now: Sequence[Voice]) -> Voices:
    """Whoever has words in each of the two that are not in the other one says it otherwise."""
    before = names(one for one in then if one not in now)
    after = names(one for one in now if one not in then)
    return Voices(
        came=tuple(name for name in after if name not in before),
        changed=tuple(name for name in after if name in before),
        went=tuple(name for name in before if name not in after),
    )


def names(found: Iterable[Voice]) -> dict[str, None]:
    return dict.fromkeys(one.body if isinstance(one, FrozenDecision) else one.organisation for one in found)


def as_later_called(earlier: Frozen, later: Frozen) -> Call:
    """A term that was only renamed makes no question another one. Without codebooks both are sorted by the same."""
    called = {(term.dimension, term.code): term.name for term in later.codebook}
    return lambda dimension, name: called.get((dimension, earlier.code_of(dimension, name) or ""), name)


def untold(_dimension: Dimension, _name: Named | None) -> None:
    return None


def with_terms(question: FrozenQuestion, call: Call) -> FrozenQuestion:
    return replace(
        question,
        kind=call(Dimension.QUESTION_KIND, question.kind),
        route=call(Dimension.ROUTE, question.route),
        answers=tuple(replace(one, route=call(Dimension.ROUTE, one.route)) for one in question.answers),
        decisions=tuple(replace(one, route=call(Dimension.ROUTE, one.route)) for one in question.decisions),
    )

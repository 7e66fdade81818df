"""What a check showed: the decisions of different people about the same cards, compared per question and as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.stocktaking.models import Laid
from app.workbench.agreement import alpha, kappa, masi, nominal

SIZE = 20  # cards in one check
FEW = 30  # below so many compared cards a coefficient can be chance

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What somebody chose for a card: the questions, or a place of its own, out of the questions that were offered."""

    coder: str
    places: frozenset[str]
    offered: frozenset[str]


@dataclass(frozen=True)
class Agreement:
    """Over how many cards, how many of them lie at the same place, and the coefficient for so many people."""

    number: int
    same: int
    people: int
    coefficient: float | None

    @property
    def is_of_two(self) -> bool:
        return self.people == 2

    @property
    def is_few(self) -> bool:
        return self.number < FEW


def places_of(laid: Laid | str, questions: Iterable[int]) -> frozenset[str]:
    """Where a card lies, as one set to compare: its questions, or the place of its own."""
    return frozenset(map(str, questions)) or frozenset({Laid(laid).value})


def as_a_whole(cards: Iterable[Sequence[Choice]]) -> Agreement:
    """The sets of questions compared; sets that share something agree in part (MASI)."""
    return compared(cards, lambda choice: choice.places, masi)


def at_question(cards: Iterable[Sequence[Choice]], question: str) -> Agreement:
    """Whether a card belongs to this question or not, as far as it was offered."""
    asked = ([choice for choice in card if question in choice.offered] for card in cards)
    return compared(asked, lambda choice: question in choice.places, nominal)


def compared(
    cards: Iterable[Sequence[Choice]], value: Callable[[Choice], T], distance: Callable[[T, T], float]
) -> Agreement:
    """Cohen's kappa when two people chose, Krippendorff's alpha when there are more."""
    units = [{choice.coder: value(choice) for choice in reversed(card)} for card in cards]
    paired = [unit for unit in units if len(unit) > 1]
    coders = sorted({coder for unit in paired for coder in unit})
    same = sum(len(set(unit.values())) == 1 for unit in paired)
    if len(coders) == 2:
        found = kappa([(unit[coders[0]], unit[coders[1]]) for unit in paired], distance)
    else:
        found = alpha([list(unit.values()) for unit in paired], distance)
    return Agreement(len(paired), same, len(coders), found)


def per_theme(
    cards: Mapping[int, Sequence[Choice]], themes: Mapping[int, Iterable[T]]
) -> list[tuple[T, Agreement]]:
    """The same per theme of the cards, the theme with the most cards first."""
    held: dict[T, list[Sequence[Choice]]] = {}
    for contribution_id, choices in cards.items():
        for theme in themes.get(contribution_id, ()):
            held.setdefault(theme, []).append(choices)
    found = [(theme, as_a_whole(choices)) for theme, choices in held.items()]
    return sorted(((t, a) for t, a in found if a.number), key=lambda pair: -pair[1].number)

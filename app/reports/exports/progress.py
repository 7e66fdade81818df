"""How far the making of a file is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[float], None]  # hears which part is done, from 0 to 1


def silent(_part: float) -> None:
    """For who does not wait."""


def watched(items: Iterable[T], number: int, tell: Tell) -> Iterator[T]:
    """The same items, of which there are so many; `tell` hears before each of them which part was taken."""
    for at, item in enumerate(items):
        tell(at / number)
        yield item

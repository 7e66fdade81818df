"""A mark of exactly the words that somebody had before them when they said yes."""

import hashlib
from typing import Protocol

from app.contributions.costs import Costly, says_cost

OF_AN_ANSWER = ("condition", "went_wrong")
TEXTS = ("title", "facts", "lesson", "opinion", *OF_AN_ANSWER)


class Worded(Protocol):
    """Whatever carries the texts of a story: a contribution, a proposal, a view of one."""

    @property
    def title(self) -> str: ...
    @property
    def facts(self) -> str: ...
    @property
    def lesson(self) -> str: ...
    @property
    def opinion(self) -> str: ...
    @property
    def condition(self) -> str: ...
    @property
    def went_wrong(self) -> str: ...


def mark_of(words: Worded, told: str = "", costs: Costly | None = None) -> str:
    """16 hexadecimal characters that differ as soon as one letter of the texts does.

    `told` is what its contributor says of how it went on, when that waits to be read with the text; `costs` is where
    it stands what an answer cost, for whoever reads that with it.
    """
    also = (told,) if told else ()
    if words.condition or words.went_wrong:
        also = (words.condition, words.went_wrong, *also)
    if costs is not None and says_cost(costs):
        also = (*also, f"cost {costs.cost_hours} {costs.cost_euros} {costs.cost_unknown}")
    return mark_of_parts(words.title, words.facts, words.lesson, words.opinion, *also)


def mark_of_parts(*parts: str) -> str:
    """The same for anything that consists of these words."""
    whole = "\x00".join(parts)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]

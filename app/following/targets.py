"""Whom a happening is for: the challenge, question, themes and part of the country it is about, as all may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.contributions.filters import Choice, choices
from app.contributions.selection import choice_at
from app.following.models import Follow
from app.taxonomy.models import Dimension
from app.taxonomy.queries import came_of, vocabulary


@dataclass(frozen=True)
class Targets:
    challenge_id: int | None = None
    question_ids: frozenset[int] = frozenset()  # with those that went up in it
    term_ids: frozenset[int] = frozenset()
    country_part: str | None = None

    def are_of(self, follow: Follow) -> bool:
        """Whether somebody who follows this hears of it. The same rule as queries.following, for one row."""
        if follow.challenge_id is not None:
            return follow.challenge_id == self.challenge_id
        if follow.question_id is not None:
            return follow.question_id in self.question_ids
        if follow.term_id is not None:
            return follow.term_id in self.term_ids
        return follow.country_part is not None and follow.country_part == self.country_part


def sides_named(words: Sequence[str]) -> list[Choice]:
    """The sides of an empty place of the balance, as an address names them; what is not there any more is left out."""
    offered = choices(vocabulary())
    found = (choice_at(word, offered) for word in words)
    return [choice for choice in found if choice is not None]


def themes_around(term_ids: Iterable[int]) -> frozenset[int]:
    """These themes, those that they stand below, and those that were replaced by one or split into them."""
    themes = [word for word in vocabulary() if word.dimension is Dimension.THEME]
    found = {word.id for word in themes} & set(term_ids)
    found |= {word.parent_id for word in themes if word.id in found and word.parent_id is not None}
    for word in themes:
        came = {other.id for other in came_of(word)}
        if word.replaced_by_id in found or came & found:
            found.add(word.id)
    return frozenset(found)

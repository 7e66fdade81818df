"""Where a story began, for whoever shares or reads it. Only a floor above knows, such as the gatherings.

It is asked here for its words, and told when a draft is sent or when its contributor wants it to be said no longer.
"""

from dataclasses import dataclass
from typing import Protocol

from app.contributions.models import Contribution, Draft


@dataclass(frozen=True)
class Origin:
    """What a story came out of, in the words of whoever runs it."""

    name: str
    part: str = ""  # of it, such as a stop of a walk
    language: str = "nl"
    was_noted: bool = False  # it began with a note, which others read and which stays
    beside: str = ""  # what others wrote there, to read while telling the own story; nobody knows who of them wrote it

    @property
    def in_words(self) -> str:
        return ", ".join(filter(None, (self.name, self.part)))


class Keeper(Protocol):
    """A floor above that knows where stories began."""

    def of_draft(self, draft: Draft) -> Origin | None:
        """Where a draft began that was not sent yet."""

    def of_story(self, contribution: Contribution) -> Origin | None:
        """What others may know of it, as soon as they may read the story."""

    def sent(self, draft: Draft, contribution: Contribution, is_shown: bool) -> None:
        """Forgets where a draft began; what is to be shown is kept with the story."""

    def end(self, contribution: Contribution) -> bool:
        """From now on nobody learns it; whether there was anything to learn."""


KEEPERS: list[Keeper] = []


def keep_origins(keeper: Keeper) -> None:
    KEEPERS.append(keeper)


def origin_of_draft(draft: Draft) -> Origin | None:
    return next((found for keeper in KEEPERS if (found := keeper.of_draft(draft))), None)


def origin_of_story(contribution: Contribution) -> Origin | None:
    return next((found for keeper in KEEPERS if (found := keeper.of_story(contribution))), None)


def settle_origin(draft: Draft, contribution: Contribution, is_shown: bool) -> None:
    for keeper in KEEPERS:
        keeper.sent(draft, contribution, is_shown)


def end_origin(contribution: Contribution) -> bool:
    return sum(keeper.end(contribution) for keeper in KEEPERS) > 0  # every keeper, also after the first that knew it

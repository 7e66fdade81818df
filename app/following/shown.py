"""What may be said of a happening: titles that everybody can read now, and never a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.following.models import Follow, Follower, Pace, Telling, What
from app.following.paces import is_time, soonest
from app.following.targets import Targets


@dataclass(frozen=True)
class Shown:
    what: What
    title: str  # of an empty place there is none: it goes by its sides, in the language of whoever reads it
    path: str  # of its page
    targets: Targets
    until: date | None = None
    organisation: str = ""
    answers: str = ""  # the title of the challenge that a story answers, or that it asks something with
    is_question: bool = False  # a story that tells no experience is no answer
    follows_up: str = ""  # the title of the challenge of which it tells what came
    contributors: frozenset[str] = frozenset()  # the addresses of whoever shared it: they do not hear of it here
    author_id: int | None = None
    sides: Sequence[str] = ()

    @property
    def is_for_members(self) -> bool:
        """Whether only who takes stock may hear of it."""
        return self.what is What.QUESTION_REMAINS

    @property
    def outcome_of(self) -> int | None:
        """The challenge of which this is how it ended, or what came of it; None for all else."""
        is_outcome = self.what is What.CHALLENGE_CLOSED or (self.follows_up != "" and self.answers == "")
        return self.targets.challenge_id if is_outcome else None

    def is_own(self, follower: Follower) -> bool:
        is_author = self.author_id is not None and self.author_id == follower.user_id
        return is_author or follower.address.lower() in self.contributors


@dataclass(frozen=True)
class Held:
    """Something that somebody is to hear, and what they follow that it is about."""

    telling: Telling
    shown: Shown
    why: Sequence[Follow]

    @property
    def pace(self) -> Pace:
        return soonest(follow.pace for follow in self.why)

    def is_due(self, moment: datetime) -> bool:
        return is_time(self.pace, self.telling.waits_since, moment)

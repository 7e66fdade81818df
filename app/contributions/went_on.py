"""How a story went on, as one reader may see it: the months, how it ended then, and the words that the desk read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.accounts.models import Person
from app.contributions import queries
from app.contributions.models import Contribution, Outcome, OutcomeSaid, Still
from app.contributions.permissions import fields_for
from app.core.clock import local
from app.core.wording import lazy

STILL_NAMES = {
    Still.BEGAN: lazy("When it was shared"),
    Still.HOLDS: lazy("Still true"),
    Still.CHANGED: lazy("Changed"),
    Still.STOPPED: lazy("It stopped"),
}


@dataclass(frozen=True)
class WentOn:
    """One line. Others see the month and no day, as they do of the story itself."""

    month: date
    said: Still
    outcome_label: str
    words: str
    waits: bool = False

    @property
    def name(self) -> str:
        return str(STILL_NAMES[self.said])


def how_it_went_on(contribution: Contribution, person: Person) -> list[WentOn]:
    """The history, for a page that shows the outcome to this person; empty when nothing was said since."""
    if not {"outcome", "facts"} <= fields_for(person, contribution):
        return []
    lines = [line_of(line) for line in queries.outcomes_of(contribution) if line.shown_at is not None]
    return lines if len(lines) > 1 else []


def own_history(lines: Iterable[OutcomeSaid]) -> list[WentOn]:
    """The same for its contributor and for its readers at the desk, with what waits to be read."""
    return [line_of(line) for line in lines]


def words_that_wait(lines: Iterable[OutcomeSaid]) -> str:
    """The words that somebody says yes to together with the text; there is one line at most that waits."""
    return next((line.words for line in lines if line.shown_at is None), "")


def line_of(line: OutcomeSaid) -> WentOn:
    label = "" if line.outcome is Outcome.NOT_APPLICABLE else line.outcome.label
    return WentOn(local(line.at).date().replace(day=1), line.said, label, line.words, waits=line.shown_at is None)

"""How long a municipality has to react to an answer: working days, from a day that gives nothing away."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.core.clock import local, workday_after, workdays_between

WITHIN = 5  # working days
WEEK = 7  # days


@dataclass(frozen=True)
class Arrival:
    """When an answer came into view, and whether it is shown with the name of its organisation."""

    published_at: datetime
    visible_from: date | None
    is_named: bool

    @property
    def day(self) -> date:
        return max(local(self.published_at).date(), self.visible_from or date.min)

    @property
    def month(self) -> date:
        """The month that the story shows."""
        return self.day.replace(day=1)

    @property
    def counts_from(self) -> date:
        """The day from which the time to react runs.

        Of a story without a name others may learn the month and no day: whoever sees that two came on one day could
        take them for those of one person. So all those of one week count from the Monday after it.
        """
        return self.day if self.is_named else self.day + timedelta(days=WEEK - self.day.weekday())

    @property
    def react_by(self) -> date:
        return workday_after(self.counts_from, WITHIN)

    def waited(self, day: date) -> int:
        """How many working days it waits; 0 as long as the time does not run."""
        return workdays_between(self.counts_from, day)

    def came_after(self, closed_at: datetime) -> bool:
        """Whether it came into view after its challenge closed.

        Of a story without a name hosts learn no more than the week: all those of the week that it closed in count.
        """
        closed_on = local(closed_at).date()
        return self.counts_from > closed_on or (self.is_named and self.published_at > closed_at)

    def took(self, reacted_at: datetime) -> int:
        """After how many working days somebody reacted; 0 on the same day, or before the time ran."""
        return workdays_between(self.counts_from, local(reacted_at).date())

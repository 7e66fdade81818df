"""How long a contribution has waited for the desk, in working days."""

from datetime import date

from app.contributions.models import Contribution
from app.core.clock import workdays_between


def days_waited(contribution: Contribution, day: date) -> int:
    """The working days that the desk has used; the time in which the contributor was to move does not count."""
    running = workdays_between(contribution.clock_since, day) if contribution.clock_since else 0
    return contribution.clock_days + running

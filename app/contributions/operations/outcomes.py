"""Keeping how a story went on: a line for each time its contributor says so."""

from app.contributions import queries
from app.contributions.models import Contribution, OutcomeSaid, StillAsked
from app.core import clock
from app.core.database import db


def show(contribution: Contribution, line: OutcomeSaid) -> None:
    """From now on others read it, and it is how the story ended. The caller lists the story anew."""
    line.shown_at = clock.now()
    contribution.outcome = line.outcome


def show_what_waits(contribution: Contribution) -> None:
    """The desk read the words, and the story becomes visible with them."""
    waiting = queries.outcome_that_waits(contribution)
    if waiting is not None:
        show(contribution, waiting)


def note_asked(contribution: Contribution) -> None:
    """Its contributor was asked today; anew, or for the second and last time."""
    found = queries.still_asked_of(contribution)
    if found is None:
        db.session.add(StillAsked(contribution_id=contribution.id, asked_at=clock.now()))
    elif found.answered_at is None and found.reminded_at is None:
        found.reminded_at = clock.now()
    else:
        found.asked_at, found.reminded_at, found.answered_at = clock.now(), None, None
    db.session.flush()


def note_answered(contribution: Contribution) -> None:
    """Whoever says how it is, asked or not, is not asked before something new came of it."""
    found = queries.still_asked_of(contribution)
    if found is None:
        found = StillAsked(contribution_id=contribution.id, asked_at=clock.now())
        db.session.add(found)
    elif found.answered_at is not None:
        found.asked_at = clock.now()
    found.answered_at = clock.now()
    db.session.flush()

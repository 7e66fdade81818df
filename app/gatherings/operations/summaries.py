"""What a note taker tells of a stop: published under their name, changed and taken back."""

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings.models import Stop, StopSummary


def write_summary(stop: Stop, summary: StopSummary | None, text: str, by: User, version: int) -> None:
    """Shows to everybody what a note taker wrote, with their name.

    Raises Refusal when somebody else wrote something since the page was opened.
    """
    if version != (summary.version if summary else 0):
        raise Refusal(_("Somebody else changed this text meanwhile. Theirs stands below, yours is still in the box."))
    if summary is None:
        summary = StopSummary(stop_id=stop.id)
        db.session.add(summary)
    summary.text, summary.by_id = text, by.id
    summary.published_at = summary.published_at or clock.now()
    db.session.flush()


def take_summary_back(summary: StopSummary) -> None:
    """Nobody else reads it any more; the note takers keep it."""
    summary.published_at = None
    db.session.flush()

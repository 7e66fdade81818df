"""That its contributor wants others to learn no longer what a story came out of."""

from app.contributions.models import Contribution
from app.contributions.operations.follow import has_not_ended, note
from app.contributions.operations.remembering import remember
from app.contributions.origins import end_origin, origin_of_story
from app.core.database import db


def hide_origin(contribution: Contribution) -> None:
    """Works at once and in every place; it cannot be brought back. A second time changes nothing."""
    has_not_ended(contribution)
    if origin_of_story(contribution) is None:
        return
    remember(contribution, "origin_hidden")
    end_origin(contribution)
    note(contribution, "origin_hidden")
    db.session.flush()

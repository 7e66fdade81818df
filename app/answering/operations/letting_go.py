"""A story that everybody may read no longer takes with it what was said of it."""

from collections.abc import Mapping

from app.answering import queries
from app.contributions.disclosure import View
from app.contributions.models import Audience, Contribution, Status
from app.contributions.operations import hear_of_listings
from app.core.database import db


def follow_level(story: Contribution, shown: Mapping[Audience, View | None]) -> None:
    """Deletes the marks on a story that was taken back or made stricter; hosts see of it what a visitor sees.

    While a story is held it is out of view, and its marks with it; they are there again when it comes back. What is
    kept for a Woo request is kept with what was said of it, and nobody sees either.
    """
    if shown.get(Audience.PUBLIC) is not None or story.status is Status.HELD or story.is_frozen:
        return
    for mark in queries.marks_for_contributor(story):
        db.session.delete(mark)
    db.session.flush()


hear_of_listings(follow_level)

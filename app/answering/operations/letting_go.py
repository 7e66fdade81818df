"""A story that everybody may read no longer, or that left a challenge, takes with it what was said of it there."""

from collections.abc import Mapping

from app.accounts.models import Visitor
from app.answering import queries
from app.answering.side_by_side import conditions_of, mark_of
from app.challenges.models import Challenge
from app.contributions.disclosure import View, disclosed
from app.contributions.models import Audience, Contribution, Status
from app.contributions.operations import hear_of_listings
from app.core.database import db


def follow_level(story: Contribution, shown: Mapping[Audience, View | None]) -> None:
    """Deletes the marks on a story that was taken back, made stricter, or taken from the challenge it stood with.

    Hosts see of a story what a visitor sees.

    While a story is held it is out of view, and its marks with it; they are there again when it comes back. What is
    kept for a Woo request is kept with what was said of it, and nobody sees either.
    """
    if story.status is Status.HELD or story.is_frozen:
        return
    for challenge in (story.challenge, *queries.linked_with(story)):
        if challenge is not None:
            forget_what_nobody_says(challenge)
    is_hidden = shown.get(Audience.PUBLIC) is None
    for mark in queries.every_mark_on(story):
        if is_hidden or not mark.still_stands:
            db.session.delete(mark)
    db.session.flush()


def leave(challenge: Challenge, story: Contribution) -> None:
    """Deletes what the hosts of a challenge said of a story that was taken away there.

    While the story is kept for a Woo request what was said of it is kept too, and nobody sees it.
    """
    mark = queries.mark_on(challenge, story)
    if mark is not None and not story.is_frozen:
        db.session.delete(mark)
        db.session.flush()
    forget_what_nobody_says(challenge)


def forget_what_nobody_says(challenge: Challenge) -> None:
    """Deletes what hosts found of a condition that no answer says any more: it was the fingerprint of those words."""
    if queries.has_checks(challenge.id):
        views = [disclosed(answer, Visitor()) for answer in queries.answers_of(challenge)]
        queries.forget_checks(challenge.id, {mark_of(found) for view in views for found in conditions_of(view)})


hear_of_listings(follow_level)

"""Who answered a challenge and is still to hear of something that happened with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, union, update
from sqlalchemy.orm import joinedload

from app.answering.models import LinkedAnswer
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Status
from app.core import clock
from app.core.database import db, number_of
from app.following.models import AnswererTelling, Follower, Happening, Telling
from app.following.queries.happenings import unless_known

OVER = (Status.WITHDRAWN, Status.REFUSED)


def put_before_answerers(happening: Happening, challenge_id: int) -> int:
    """Lets it wait for whoever answered this challenge, or whose story stands with it; of how many stories.

    What the asking municipality told itself is no answer. Here its true organisation counts: only its contributor
    hears of it, so nothing of that shows.
    """
    asks = select(Challenge.organisation_id).where(Challenge.id == challenge_id).scalar_subquery()
    is_other = or_(Contribution.organisation_id.is_(None), Contribution.organisation_id != asks)
    told = select(Contribution.id).where(Contribution.challenge_id == challenge_id, is_other)
    linked = select(LinkedAnswer.contribution_id).where(
        LinkedAnswer.challenge_id == challenge_id, LinkedAnswer.taken_away_at.is_(None)
    )
    stories = db.session.scalars(
        select(Contribution.id).where(Contribution.id.in_(union(told, linked)), Contribution.status.not_in(OVER))
    ).all()
    rows = [{"contribution_id": story, "happening_id": happening.id, "waits_since": clock.now()} for story in stories]
    return number_of(db.session.execute(unless_known(AnswererTelling), rows)) if rows else 0


def answerers_to_tell(most: int) -> Sequence[AnswererTelling]:
    """What waits the longest; no other worker tells these meanwhile. A story that is held waits until it is back."""
    wanted = select(AnswererTelling).join(AnswererTelling.contribution)
    wanted = wanted.where(AnswererTelling.told_at.is_(None), Contribution.status != Status.HELD)
    order = AnswererTelling.waits_since, AnswererTelling.contribution_id, AnswererTelling.happening_id
    rows = wanted.options(joinedload(AnswererTelling.contribution)).order_by(*order).limit(most)
    return db.session.scalars(rows.with_for_update(of=AnswererTelling, skip_locked=True)).unique().all()


def stands_with(story: Contribution, challenge_id: int) -> bool:
    """Whether it is put with this challenge, and nobody took it away."""
    link = db.session.get(LinkedAnswer, (challenge_id, story.id))
    return link is not None and link.taken_away_at is None


def hears_as_follower(follower: Follower, happening_id: int) -> bool:
    """Whether the mail about what they follow tells them of this one."""
    return db.session.get(Telling, (follower.id, happening_id)) is not None


def pass_over_answerers(moment: datetime) -> None:
    """Whatever waits counts as told."""
    told = update(AnswererTelling).where(AnswererTelling.told_at.is_(None)).values(told_at=moment)
    db.session.execute(told.execution_options(synchronize_session=False))


def delete_answerers_told_before(moment: datetime) -> int:
    return number_of(db.session.execute(delete(AnswererTelling).where(AnswererTelling.told_at < moment)))

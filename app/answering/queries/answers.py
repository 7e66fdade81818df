"""Which stories answer a challenge, as far as everybody may read them: the one place that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, or_, select

from app.accounts.models import Visitor
from app.answering.deadline import Arrival
from app.answering.models import AnswerMark
from app.challenges.models import Challenge
from app.contributions.models import Audience, Contribution, Listing
from app.contributions.permissions import visible_to
from app.contributions.queries import with_what_is_shown
from app.core.database import db, one

MOST = 500  # answers on one page


def answering() -> Select[int | None, int, date | None, str, str]:
    """Challenge and story, with what the public order needs: every answer that everybody may find.

    Only the experiences of others are answers, as `counted.answers_among` says it for the lists that people read. A
    hidden organisation counts as another's, as nobody may know better: the listing does not know it either. A story
    that was told elsewhere and put with the challenge waits for no reaction, so it is not among these.
    """
    return (
        select(Listing.challenge_id, Listing.contribution_id, Listing.month, Listing.sort_title, Listing.public_id)
        .join(Challenge, Challenge.id == Listing.challenge_id)
        .where(
            Listing.audience == Audience.PUBLIC,
            Listing.gone.is_(False),
            or_(Listing.organisation_id.is_(None), Listing.organisation_id != Challenge.organisation_id),
        )
    )


def answers_of(challenge: Challenge) -> Sequence[Contribution]:
    """The answers to this challenge that everybody may read, in the public order."""
    found = answering().subquery()
    order = found.c.month.desc(), found.c.sort_title, found.c.public_id
    wanted = select(Contribution).join(found, found.c.contribution_id == Contribution.id)
    wanted = wanted.where(found.c.challenge_id == challenge.id, visible_to(Visitor()))
    return db.session.scalars(wanted.options(*with_what_is_shown()).order_by(*order).limit(MOST)).unique().all()


def answer_to(challenge: Challenge, public_id: str) -> Contribution:
    """One of these answers, which nobody changes before the end of the transaction. Raises NotFound."""
    found = answering().subquery()
    wanted = select(Contribution).where(
        Contribution.public_id == public_id,
        visible_to(Visitor()),
        Contribution.id.in_(select(found.c.contribution_id).where(found.c.challenge_id == challenge.id)),
    )
    return one(wanted.with_for_update(of=Contribution))


@dataclass(frozen=True)
class Arrived:
    """When an answer came, and when the municipality first reacted to it."""

    challenge_id: int
    contribution_id: int
    arrival: Arrival
    reacted_at: datetime | None


def arrived(challenge: Challenge | None = None) -> list[Arrived]:
    """All answers to this challenge, or to every challenge, in one statement."""
    found = answering().subquery()
    wanted = (
        select(
            found.c.challenge_id,
            found.c.contribution_id,
            Contribution.published_at,
            Contribution.visible_from,
            and_(Contribution.names_organisation, Contribution.confirmed_at.is_not(None)),
            AnswerMark.reacted_at,
        )
        .join(Contribution, Contribution.id == found.c.contribution_id)
        .outerjoin(
            AnswerMark,
            and_(
                AnswerMark.challenge_id == found.c.challenge_id,
                AnswerMark.contribution_id == found.c.contribution_id,
            ),
        )
        .where(Contribution.published_at.is_not(None))
        .order_by(found.c.challenge_id, found.c.month.desc(), found.c.sort_title, found.c.public_id)
    )
    if challenge is not None:
        wanted = wanted.where(found.c.challenge_id == challenge.id)
    return [
        Arrived(its_challenge, story, Arrival(published_at, visible_from, bool(is_named)), reacted_at)
        for its_challenge, story, published_at, visible_from, is_named, reacted_at in db.session.execute(wanted)
    ]

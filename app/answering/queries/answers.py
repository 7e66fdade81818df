"""Which stories answer a challenge, as far as everybody may read them: the one place that says so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, null, or_, select, type_coerce, union_all

from app.accounts.models import Visitor
from app.answering.deadline import Arrival
from app.answering.models import AnswerMark, LinkedAnswer
from app.challenges.models import Challenge
from app.contributions.models import Audience, Contribution, Kind, Listing
from app.contributions.permissions import visible_to
from app.contributions.queries import with_what_is_shown
from app.core.database import db
from app.core.errors import NotFound

MOST = 500  # answers on one page


def answering(challenge: Challenge | None = None) -> CompoundSelect[*tuple[Any, ...]]:
    """Challenge and story, with what the public order needs: what of others everybody may find with this challenge.

    Only their experiences are answers; what they ask stands beside those, as `counted.answers_among` says it for the
    lists that people read. A hidden organisation counts as another's, as nobody may know better: the listing does not
    know it either. Of a story that was told elsewhere and put with the challenge it says since when it stands there.
    """
    is_question = (Listing.kind == Kind.QUESTION.value).label("is_question")
    shown = Listing.contribution_id, Listing.month, Listing.sort_title, Listing.public_id, is_question
    never = type_coerce(null(), LinkedAnswer.linked_at.type).label("linked_at")
    told = select(Challenge.id.label("challenge_id"), *shown, never)
    told = told.join(Challenge, Challenge.id == Listing.challenge_id)
    linked = select(Challenge.id, *shown, LinkedAnswer.linked_at)
    linked = linked.join(LinkedAnswer, LinkedAnswer.contribution_id == Listing.contribution_id)
    linked = linked.join(Challenge, Challenge.id == LinkedAnswer.challenge_id)
    is_elsewhere = or_(Listing.challenge_id.is_(None), Listing.challenge_id != Challenge.id)
    linked = linked.where(LinkedAnswer.taken_away_at.is_(None), is_elsewhere)
    return union_all(*(of_others(found, challenge) for found in (told, linked)))


def of_others(found: Select[*tuple[Any, ...]], challenge: Challenge | None) -> Select[*tuple[Any, ...]]:
    is_other = or_(Listing.organisation_id.is_(None), Listing.organisation_id != Challenge.organisation_id)
    found = found.where(Listing.audience == Audience.PUBLIC, Listing.gone.is_(False), is_other)
    return found if challenge is None else found.where(Challenge.id == challenge.id)


def answers_of(challenge: Challenge) -> Sequence[Contribution]:
    """The answers to this challenge that everybody may read, in the public order."""
    return [story for story in said_to(challenge) if story.is_experience]


def said_to(challenge: Challenge) -> Sequence[Contribution]:
    """These answers, and between them what others ask."""
    found = answering(challenge).subquery()
    order = found.c.month.desc(), found.c.sort_title, found.c.public_id
    wanted = select(Contribution).join(found, found.c.contribution_id == Contribution.id)
    wanted = wanted.where(visible_to(Visitor()))
    return db.session.scalars(wanted.options(*with_what_is_shown()).order_by(*order).limit(MOST)).unique().all()


def one_said_to(challenge: Challenge, public_id: str) -> Contribution:
    """An answer or a question of others, which nobody changes before the end of the transaction. Raises NotFound."""
    found = held(challenge, [public_id])
    if not found:
        raise NotFound
    return found[0]


def held_answers(challenge: Challenge, public_ids: Collection[str]) -> Sequence[Contribution]:
    """Those of these that answer it, which nobody changes before the end of the transaction; by id."""
    return [story for story in held(challenge, public_ids) if story.is_experience]


def held(challenge: Challenge, public_ids: Collection[str]) -> Sequence[Contribution]:
    """Those of these that others said to it, which nobody changes before the end of the transaction; by id.

    They are held first: whoever waits for that sees only in a statement after it which still stand here. And all at
    once: two who hold one each and then want that of the other would wait for ever.
    """
    wanted = Contribution.public_id.in_(public_ids)
    db.session.execute(select(Contribution.id).where(wanted).order_by(Contribution.id).with_for_update())
    return these(challenge, public_ids)


def these_answers(challenge: Challenge, public_ids: Collection[str]) -> Sequence[Contribution]:
    """Those of these that answer it, to read; by id."""
    return [story for story in these(challenge, public_ids) if story.is_experience]


def these(challenge: Challenge, public_ids: Collection[str]) -> Sequence[Contribution]:
    found = answering(challenge).subquery()
    stands = visible_to(Visitor()), Contribution.id.in_(select(found.c.contribution_id))
    statement = select(Contribution).where(Contribution.public_id.in_(public_ids), *stands).order_by(Contribution.id)
    return db.session.scalars(statement.execution_options(populate_existing=True)).unique().all()


@dataclass(frozen=True)
class Arrived:
    """When something came that others said to a challenge, and when the municipality first reacted to it."""

    challenge_id: int
    contribution_id: int
    arrival: Arrival
    reacted_at: datetime | None
    is_linked: bool = False
    is_question: bool = False

    @property
    def has_term(self) -> bool:
        """Whether the time to react runs: for answers that were told here.

        Whoever told a story elsewhere asked this municipality for nothing. A question is asked of everybody who reads
        the challenge, and what it asks of the municipality is answered once for all: in the round, or in the text.
        """
        return not (self.is_linked or self.is_question)


def arrived(challenge: Challenge | None = None, among: Collection[int] | None = None) -> list[Arrived]:
    """What others said: all, or to this challenge or `among` these (ids). A linked one came when it was put there."""
    found = answering(challenge).subquery()
    only = [] if among is None else [found.c.challenge_id.in_(among)]
    wanted = (
        select(
            found.c.challenge_id,
            found.c.contribution_id,
            Contribution.published_at,
            Contribution.visible_from,
            and_(Contribution.names_organisation, Contribution.confirmed_at.is_not(None)),
            AnswerMark.reacted_at,
            found.c.linked_at,
            found.c.is_question,
        )
        .join(Contribution, Contribution.id == found.c.contribution_id)
        .outerjoin(
            AnswerMark,
            and_(
                AnswerMark.challenge_id == found.c.challenge_id,
                AnswerMark.contribution_id == found.c.contribution_id,
            ),
        )
        .where(Contribution.published_at.is_not(None), *only)
        .order_by(found.c.challenge_id, found.c.month.desc(), found.c.sort_title, found.c.public_id)
    )
    return [
        Arrived(
            its_challenge,
            story,
            Arrival(max(published_at, linked_at or published_at), visible_from, bool(is_named)),
            reacted_at,
            is_linked=linked_at is not None,
            is_question=bool(is_question),
        )
        for its_challenge, story, published_at, visible_from, is_named, reacted_at, linked_at, is_question in (
            db.session.execute(wanted)
        )
    ]


def unreacted(challenge_ids: Collection[int]) -> dict[int, list[Arrived]]:
    """The answers to these challenges to which nobody reacted yet, by challenge; only those with a term."""
    found: dict[int, list[Arrived]] = {}
    for one in arrived(among=challenge_ids):
        if one.reacted_at is None and one.has_term:
            found.setdefault(one.challenge_id, []).append(one)
    return found

"""Finding gatherings."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person, Visitor
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to
from app.core.clock import today
from app.core.database import db, one
from app.gatherings.models import Gathering, GatheringStatus, gathering_challenge
from app.gatherings.models.programme import part_challenge
from app.gatherings.permissions import visible_to as readable_by

OWN_PAGES = ("nieuw", "kalender", "kaart")
IS_PUBLIC = Gathering.status != GatheringStatus.DRAFT
GOES_ON = Gathering.status == GatheringStatus.PUBLISHED


def gathering_by_slug(slug: str, person: Person) -> Gathering:
    """A gathering that this person may read of. Raises NotFound."""
    shown = selectinload(Gathering.parts), selectinload(Gathering.stops), selectinload(Gathering.holders)
    return one(select(Gathering).where(Gathering.slug == slug, readable_by(person)).options(*shown))


def public_gathering(slug: str) -> Gathering:
    """A gathering that everybody may read of, whoever asks. Raises NotFound."""
    return gathering_by_slug(slug, Visitor())


def challenges_at(gathering: Gathering, person: Person) -> Sequence[Challenge]:
    """The challenges of a gathering and of its stops, as far as this person may know of them, by title."""
    of_stops = [stop.challenge_id for stop in gathering.stops if stop.challenge_id is not None]
    tied = select(gathering_challenge.c.challenge_id).where(gathering_challenge.c.gathering_id == gathering.id)
    wanted = or_(Challenge.id.in_(tied), Challenge.id.in_(of_stops)), visible_to(person)
    return db.session.scalars(select(Challenge).where(*wanted).order_by(Challenge.title)).all()


def challenges_on_page(gathering: Gathering, person: Person) -> tuple[dict[int, Challenge], dict[int, list[Challenge]]]:
    """Those of a gathering, its stops and its parts that this person may know of, by id; and those of each part."""
    of_stops = [stop.challenge_id for stop in gathering.stops if stop.challenge_id is not None]
    tied = select(gathering_challenge.c.challenge_id).where(gathering_challenge.c.gathering_id == gathering.id)
    parts = [part.id for part in gathering.parts]
    of_part = part_challenge.c.challenge_id == Challenge.id, part_challenge.c.part_id.in_(parts)
    wanted = select(Challenge, part_challenge.c.part_id).outerjoin(part_challenge, and_(*of_part))
    here = or_(Challenge.id.in_(tied), Challenge.id.in_(of_stops), part_challenge.c.part_id.is_not(None))
    found, of_parts = dict[int, Challenge](), dict[int, list[Challenge]]()
    for challenge, part_id in db.session.execute(wanted.where(here, visible_to(person)).order_by(Challenge.title)):
        found[challenge.id] = challenge
        if part_id is not None:
            of_parts.setdefault(part_id, []).append(challenge)
    return found, of_parts


def cancelled_gatherings() -> Sequence[Gathering]:
    """What was to come and does not, the first one on top."""
    wanted = Gathering.status == GatheringStatus.CANCELLED, Gathering.on >= today()
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on, Gathering.starts)).all()


def coming_gatherings() -> Sequence[Gathering]:
    """The gatherings from today on that are not cancelled, the first one on top."""
    wanted = GOES_ON, Gathering.on >= today()
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on, Gathering.starts)).all()


def past_gatherings() -> Sequence[Gathering]:
    """The gatherings of before today, the last one on top."""
    wanted = GOES_ON, Gathering.on < today()
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on.desc()).limit(50)).all()


def published_gatherings() -> Sequence[Gathering]:
    """Every gathering that anybody may read of, the first one on top."""
    shown = selectinload(Gathering.parts), selectinload(Gathering.stops)
    wanted = select(Gathering).where(IS_PUBLIC).options(*shown)
    return db.session.scalars(wanted.order_by(Gathering.on, Gathering.starts, Gathering.title)).all()


def gatherings_about(challenge: Challenge) -> Sequence[Gathering]:
    """The published gatherings at which this challenge is talked about."""
    wanted = Gathering.challenges.any(Challenge.id == challenge.id), IS_PUBLIC
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on)).all()


def published_gathering_slugs() -> Sequence[str]:
    """The addresses of all gatherings that anybody may read of."""
    return db.session.scalars(select(Gathering.slug).where(IS_PUBLIC).order_by(Gathering.slug)).all()


def gathering_by_external_ref(reference: str) -> Gathering | None:
    """The gathering that was imported under this id of elsewhere."""
    return db.session.scalar(select(Gathering).where(Gathering.external_ref == reference))


def taken_gathering_slugs() -> set[str]:
    """Addresses that no new gathering can have: those of others, and those of our own pages."""
    return {*db.session.scalars(select(Gathering.slug)), *OWN_PAGES}


def gatherings_between(begins: date, ends: date) -> Sequence[Gathering]:
    """What anybody may read of from the first day until the second, by day and time."""
    wanted = IS_PUBLIC, Gathering.on >= begins, Gathering.on < ends
    return db.session.scalars(select(Gathering).where(*wanted).order_by(Gathering.on, Gathering.starts)).all()

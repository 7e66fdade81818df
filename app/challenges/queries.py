"""Finding challenges, as far as somebody may know of them."""

from collections.abc import Sequence

from sqlalchemy import case, select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person
from app.challenges.models import Agreement, Challenge, ChallengeHost, ChallengeStatus
from app.challenges.permissions import visible_to
from app.core.clock import now, today
from app.core.database import db, one
from app.taxonomy.models import Term


def challenge_by_slug(slug: str, person: Person) -> Challenge:
    """The challenge at this address. Raises NotFound when this person may not know of it."""
    wanted = Challenge.slug == slug, visible_to(person)
    shown = selectinload(Challenge.terms), selectinload(Challenge.hosts), selectinload(Challenge.agreements)
    return one(select(Challenge).where(*wanted).options(*shown))


def challenges(person: Person, theme: Term | None = None) -> Sequence[Challenge]:
    """What this person may see: open ones first, the soonest to close on top; then the closed ones."""
    last = case((Challenge.status == ChallengeStatus.CLOSED, 1), (Challenge.closes_on < today(), 1), else_=0)
    wanted = [visible_to(person), Challenge.status != ChallengeStatus.DRAFT]
    if theme is not None:
        wanted.append(Challenge.terms.any(Term.id == theme.id))
    order = last, Challenge.closes_on.is_(None), Challenge.closes_on, Challenge.title
    return db.session.scalars(select(Challenge).where(*wanted).order_by(*order).limit(500)).all()


def open_challenges(person: Person) -> list[Challenge]:
    return [challenge for challenge in challenges(person) if challenge.is_open(today())]


def run_by(person: Person) -> Sequence[Challenge]:
    """The challenges that this person is a host of, drafts first."""
    mine = select(ChallengeHost.challenge_id).where(ChallengeHost.user_id == person.id)
    drafts_first = case((Challenge.status == ChallengeStatus.DRAFT, 0), else_=1)
    wanted = Challenge.id.in_(mine)
    return db.session.scalars(select(Challenge).where(wanted).order_by(drafts_first, Challenge.id.desc())).all()


def agreement_by_token(token_hash: str) -> Agreement:
    """The request to read and agree behind a link. Raises NotFound when it is too old."""
    wanted = Agreement.token_hash == token_hash, Agreement.expires_at > now()
    return one(select(Agreement).where(*wanted))


def challenge_by_external_ref(reference: str) -> Challenge | None:
    """The challenge that was imported under this id of elsewhere."""
    return db.session.scalar(select(Challenge).where(Challenge.external_ref == reference))


def taken_slugs() -> set[str]:
    return set(db.session.scalars(select(Challenge.slug)))


def public_slugs() -> Sequence[str]:
    """The addresses of the challenges that anybody may read."""
    public = Challenge.status != ChallengeStatus.DRAFT, Challenge.visible_from.is_(None)
    return db.session.scalars(select(Challenge.slug).where(*public).order_by(Challenge.slug)).all()

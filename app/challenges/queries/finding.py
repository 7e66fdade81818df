"""Finding challenges, as far as somebody may know of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import case, delete, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.accounts.models import Person, Role, User, Visitor
from app.challenges.models import (
    DRAFT_SLUG,
    Agreement,
    Challenge,
    ChallengeHost,
    ChallengeStatus,
    WantedHost,
    challenge_term,
)
from app.challenges.permissions import run_by as run_by_person
from app.challenges.permissions import visible_to
from app.core import dutch
from app.core.clock import now, today
from app.core.database import db, one
from app.taxonomy.models import Term
from app.taxonomy.queries import came_of

MOST = 500  # challenges that are compared or listed
WITH_HOSTS = selectinload(Challenge.hosts).joinedload(ChallengeHost.user).options(
    selectinload(User.memberships), lazyload(User.addresses)
)
SHARED = 2  # terms, before two challenges look alike


def challenge_by_slug(slug: str, person: Person) -> Challenge:
    """The challenge at this address. Raises NotFound when this person may not know of it.

    The address of a draft keeps working for its hosts after it got a better one: a form may still be open there.
    """
    here = Challenge.slug == slug
    if slug.startswith(DRAFT_SLUG):
        here = or_(here, Challenge.public_id == slug.removeprefix(DRAFT_SLUG))
    shown = [selectinload(Challenge.terms)]
    if person.has(Role.HOST):  # the rest is for its hosts
        shown += [WITH_HOSTS, joinedload(Challenge.wanted)]
    return one(select(Challenge).where(here, visible_to(person)).options(*shown))


def challenge_by_public_id(public_id: str) -> Challenge | None:
    return db.session.scalar(select(Challenge).where(Challenge.public_id == public_id))


def challenge_begun(public_id: str) -> Challenge:
    return one(select(Challenge).where(Challenge.public_id == public_id))


def lock_typed(challenge: Challenge) -> None:
    """Reads again what was typed, while no other host can change it."""
    db.session.execute(select(Challenge.id).where(Challenge.id == challenge.id).with_for_update())
    db.session.refresh(challenge, ["typed"])


def challenges(person: Person, theme: Term | None = None) -> Sequence[Challenge]:
    """What this person may see: open ones first, the soonest to close on top; then the closed ones.

    Of a theme, also what is about one of its sub-themes, or about one of the themes that it was split into.
    """
    last = case((Challenge.status == ChallengeStatus.CLOSED, 1), (Challenge.closes_on < today(), 1), else_=0)
    wanted = [visible_to(person), Challenge.status != ChallengeStatus.DRAFT]
    if theme is not None:
        themes = [theme.id, *(part.id for part in came_of(theme))]
        wanted.append(Challenge.terms.any(or_(Term.id.in_(themes), Term.parent_id.in_(themes))))
    order = last, Challenge.closes_on.is_(None), Challenge.closes_on, Challenge.title
    return db.session.scalars(select(Challenge).where(*wanted).order_by(*order).limit(MOST)).all()


def term_ids_of(found: Sequence[Challenge]) -> dict[int, list[int]]:
    """The terms that these challenges are tagged with, by the id of the challenge."""
    wanted = challenge_term.c.challenge_id.in_([challenge.id for challenge in found])
    tagged: dict[int, list[int]] = {}
    if not found:
        return tagged
    for challenge_id, term_id in db.session.execute(select(challenge_term).where(wanted)).tuples():
        tagged.setdefault(challenge_id, []).append(term_id)
    return tagged


def open_challenges(person: Person) -> list[Challenge]:
    return [challenge for challenge in challenges(person) if challenge.is_open(today())]


def challenges_like(
    terms: Collection[str],
    person: Person,
    most: int = 3,
    but: int | None = None,
    themes: Collection[int] = (),
) -> list[Challenge]:
    """At most so many challenges that this person may see and that share most of these words, and at least two.

    A shared theme (`themes`, ids) tells as much as a word.
    """
    wanted = set(terms)
    here = challenge_term.c.challenge_id == Challenge.id, challenge_term.c.term_id.in_(themes)
    in_common = select(func.count()).select_from(challenge_term).where(*here).correlate(Challenge).scalar_subquery()
    seen = visible_to(person), Challenge.status != ChallengeStatus.DRAFT
    found = db.session.execute(select(Challenge, in_common).where(*seen).order_by(Challenge.title).limit(MOST))
    shared = {
        challenge: len(wanted & set(dutch.terms(f"{challenge.title} {challenge.questions}"))) + number
        for challenge, number in found.tuples()
        if challenge.id != but
    }
    best = sorted((one for one in shared if shared[one] >= SHARED), key=lambda one: (-shared[one], one.title))
    return best[:most]


def run_by(person: Person) -> Sequence[Challenge]:
    """The challenges that this person runs, drafts first."""
    drafts_first = case((Challenge.status == ChallengeStatus.DRAFT, 0), else_=1)
    return db.session.scalars(
        select(Challenge).where(run_by_person(person)).options(WITH_HOSTS).order_by(drafts_first, Challenge.id.desc())
    ).all()


def agreement_by_token(token_hash: str) -> Agreement:
    """The request to read and agree behind a link. Raises NotFound when it is too old."""
    wanted = Agreement.token_hash == token_hash, Agreement.expires_at > now()
    return one(select(Agreement).where(*wanted))


def challenge_by_external_ref(reference: str) -> Challenge | None:
    """The challenge that was imported under this id of elsewhere."""
    return db.session.scalar(select(Challenge).where(Challenge.external_ref == reference))


def taken_slugs() -> set[str]:
    return set(db.session.scalars(select(Challenge.slug)))


def public_challenges() -> Sequence[Challenge]:
    """Every challenge that anybody may read, by title."""
    wanted = select(Challenge).where(visible_to(Visitor())).options(selectinload(Challenge.terms))
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.slug)).all()


def naming_replaced_terms() -> Sequence[Challenge]:
    """The challenges that are tagged with a term which has an heir."""
    wanted = select(Challenge).where(Challenge.terms.any(Term.replaced_by_id.is_not(None)))
    return db.session.scalars(wanted.options(selectinload(Challenge.terms)).order_by(Challenge.id)).all()


def about_term(term: Term) -> Sequence[Challenge]:
    """Every challenge that is tagged with this term itself, whoever may see it."""
    wanted = select(Challenge).where(Challenge.terms.any(Term.id == term.id))
    return db.session.scalars(wanted.options(selectinload(Challenge.terms)).order_by(Challenge.id)).all()


def public_slugs() -> Sequence[str]:
    """The addresses of the challenges that anybody may read."""
    return db.session.scalars(select(Challenge.slug).where(visible_to(Visitor())).order_by(Challenge.slug)).all()


def hosted_by(user: User) -> Sequence[Challenge]:
    """The challenges that somebody is a host of, also where their role has ended."""
    wanted = Challenge.hosts.any(ChallengeHost.user_id == user.id)
    return db.session.scalars(select(Challenge).where(wanted).order_by(Challenge.id)).all()


def forget_wanted(email: str) -> None:
    """Nobody waits any more for whoever has this address."""
    db.session.execute(delete(WantedHost).where(WantedHost.email == email))

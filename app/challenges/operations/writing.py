"""Writing a challenge: begun, typed, taken over, and moved to another municipality."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Organisation, User
from app.challenges import queries
from app.challenges.models import DRAFT_SLUG, Challenge, ChallengeHost, ChallengeStatus
from app.challenges.operations.round import fits
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.wording import _
from app.taxonomy.models import Term


def begin(organisation: Organisation, by: User, key: str = "", gap_sides: str = "") -> Challenge:
    """Starts a draft, so that everything that is typed has a place from the first moment.

    `gap_sides` names the gap of the balance that it was begun from, to show there that it was asked.
    The same key of the same person gives the same draft: a form that is sent twice makes one.
    """
    public_id = fingerprint(f"{by.id}:{key}")[:26] if key else random_id()
    found = queries.challenge_by_public_id(public_id)
    if found is not None:
        return found
    try:
        with db.session.begin_nested():
            challenge = Challenge(public_id=public_id, slug=DRAFT_SLUG + public_id, organisation_id=organisation.id)
            challenge.hosts = [ChallengeHost(user_id=by.id)]
            challenge.gap_sides = gap_sides
            db.session.add(challenge)
    except IntegrityError:  # the same form arrived twice at the same moment
        return queries.challenge_begun(public_id)
    return challenge


def keep_typed(challenge: Challenge, typed: dict[str, Any], by: User) -> None:
    """Keeps what this host is typing, unchecked, beside the challenge and beside what others type."""
    queries.lock_typed(challenge)
    challenge.typed = (challenge.typed or {}) | {str(by.id): typed}
    db.session.flush()


def forget_typed(challenge: Challenge, by: User) -> None:
    """Lets go of what this host typed and did not take over."""
    queries.lock_typed(challenge)
    left = {key: typed for key, typed in (challenge.typed or {}).items() if key != str(by.id)}
    challenge.typed = left or None
    db.session.flush()


def write(challenge: Challenge, seen_version: int, terms: Iterable[Term], by: User, **fields: Any) -> None:
    """Takes over a checked form. Raises Refusal when it has closed, or when somebody else saved in the meantime.

    Only a text that really differs counts as a new version: people agreed to a version.
    """
    chosen = list(terms)
    changed = {name: value for name, value in fields.items() if getattr(challenge, name) != value}
    if changed or {term.id for term in chosen} != {term.id for term in challenge.terms}:
        if challenge.status is ChallengeStatus.CLOSED:
            raise Refusal(_("This challenge is closed. Its text stays as people read it."))
        if seen_version != challenge.version:
            raise Refusal(stale())
        leaves_room(challenge, fields.get("closes_on", challenge.closes_on))
        if "closes_on" in changed:
            remember_missed_day(challenge)
        for name, value in changed.items():
            setattr(challenge, name, value)
        if challenge.status is ChallengeStatus.PUBLISHED and changed.keys() - {"closes_on"}:
            challenge.amended_at = clock.now()
        challenge.terms = chosen
        challenge.version += 1
        try:
            db.session.flush()
        except StaleDataError as late:
            raise Refusal(stale()) from late
    forget_typed(challenge, by)


def let_go_of_gap(challenge: Challenge) -> None:
    """It asks about no gap of the balance any more. Its text stays as it was, and so does the version of that."""
    challenge.gap_sides = ""
    db.session.flush()


def leaves_room(challenge: Challenge, closes_on: date | None) -> None:
    """Raises Refusal when people would still be asking something first on the day that it closes."""
    if challenge.has_round_left(clock.today()):
        fits(challenge.ask_from, challenge.ask_until, challenge.visible_from, closes_on)


def remember_missed_day(challenge: Challenge) -> None:
    """A last day that passed without a closing note stays known when a later one takes its place, and so does when.

    Also while it is out of view: a complaint wipes out no lateness. A day that is moved before it passed is none.
    """
    last = challenge.closes_on
    is_past = last is not None and max(last, challenge.visible_from or last) < clock.today()
    if is_past and challenge.status is ChallengeStatus.PUBLISHED:
        challenge.missed_on, challenge.extended_on = challenge.missed_on or last, clock.today()


def stale() -> str:
    return _("Somebody else saved this challenge while you wrote. Your text is kept below; look at theirs first.")


def post_for(challenge: Challenge, organisation: Organisation) -> None:
    """Moves a draft to another municipality of its host. Raises Refusal once it was published."""
    if challenge.organisation_id == organisation.id:
        return
    if challenge.status is not ChallengeStatus.DRAFT:
        raise Refusal(_("This challenge was published for another municipality. That cannot be changed any more."))
    challenge.organisation = organisation
    db.session.flush()

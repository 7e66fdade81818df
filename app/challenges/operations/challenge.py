"""Agreeing on a challenge, publishing and closing it."""

from datetime import date, datetime, timedelta

from app.challenges import queries
from app.challenges.models import Agreement, Challenge, ChallengeStatus
from app.challenges.models.challenge import FEWEST_HOSTS
from app.challenges.operations.hosts import take_in_who_joined
from app.challenges.operations.round import end_with_challenge, fits
from app.challenges.permissions import hosts_now
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import random_token
from app.core.site import path_of
from app.core.slugs import free_slug
from app.core.wording import _
from app.notifications.operations import lead_elsewhere


def ask_to_agree(challenge: Challenge, reader: str) -> str:
    """Makes a link on which somebody reads the draft and says yes or no; the secret belongs in it.

    Asking the same reader again before the answer replaces the link. Raises Refusal when there is no text yet.
    """
    if not is_complete(challenge):
        raise Refusal(_("Fill in the form completely first. Then somebody can read along."))
    token = random_token()
    agreement = next((a for a in challenge.agreements if a.agreed is None and same_reader(a, reader)), None)
    if agreement is None:
        agreement = Agreement(reader=reader)
        challenge.agreements.append(agreement)
    agreement.opens_with(token)
    agreement.version = challenge.version
    db.session.flush()
    return token


def same_reader(agreement: Agreement, reader: str) -> bool:
    return agreement.reader.casefold() == reader.casefold()


def is_complete(challenge: Challenge) -> bool:
    return bool(challenge.title and challenge.situation and challenge.questions and challenge.usable_answer)


def objections(challenge: Challenge) -> list[Agreement]:
    """The answers that stand in the way: a no that the same reader did not turn into a later yes."""
    return [
        no
        for at, no in enumerate(challenge.agreements)
        if no.agreed is False
        and not any(later.agreed and same_reader(later, no.reader) for later in challenge.agreements[at + 1 :])
    ]


def answer(agreement: Agreement, agreed: bool, remark: str, seen_version: int) -> None:
    """Notes a yes or a no to the version that was read. A second answer takes the place of the first.

    Raises Refusal when the text was changed since.
    """
    if seen_version != agreement.challenge.version:
        raise Refusal(_("The text was changed while you read. Read it once more below, then answer."))
    agreement.note_answer(agreed, remark)
    agreement.version = agreement.challenge.version
    db.session.flush()


def publish(
    challenge: Challenge,
    visible_from: date | None = None,
    ask_until: date | None = None,
    ask_from: date | None = None,
) -> None:
    """Makes it public, from the embargo date on if there is one. Raises Refusal when something is missing."""
    if challenge.status is not ChallengeStatus.DRAFT:
        raise Refusal(_("This challenge was published before."))
    if not is_complete(challenge):
        raise Refusal(_("Fill in the form completely first. Then you can publish the challenge."))
    if challenge.closes_on is not None and challenge.closes_on <= max(clock.today(), visible_from or date.min):
        raise Refusal(_("It would close before anybody can answer. Choose a later closing date first."))
    fits(ask_from, ask_until, visible_from, challenge.closes_on)
    take_in_who_joined(challenge)
    if len(hosts_now(challenge)) < FEWEST_HOSTS:
        raise Refusal(_("A challenge needs two hosts, so that an answer never waits. Add a colleague first."))
    if objections(challenge):
        raise Refusal(_("Somebody who read along said no. Change the text and ask them again."))
    challenge.slug = free_slug(challenge.title, queries.taken_slugs())
    challenge.status, challenge.published_at = ChallengeStatus.PUBLISHED, clock.now()
    challenge.visible_from, challenge.ask_from, challenge.ask_until = visible_from, ask_from, ask_until
    db.session.flush()


def close(challenge: Challenge, note: str, remains: str = "") -> None:
    """Closes it with what is taken along, what is not, and why; what remains becomes a question for the members.

    Raises Refusal when it is not published, or closed already.
    """
    queries.lock(challenge)
    if challenge.status is not ChallengeStatus.PUBLISHED:
        raise Refusal(_("Only a published challenge can be closed."))
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, clock.now()
    challenge.closing_note, challenge.remaining_question = note, remains
    challenge.wanted.clear()
    end_with_challenge(challenge)


def closing_day(days: int = 42) -> date:
    """The day that the form proposes: six weeks from today."""
    return clock.today() + timedelta(days=days)


def hold(challenge: Challenge) -> None:
    """Out of view for everybody but its hosts, while somebody judges what was said about it."""
    challenge.held_at = challenge.held_at or clock.now()
    db.session.flush()


def let_back(challenge: Challenge, since: datetime) -> None:
    """In view again, or still; under another address when its title became another one `since` somebody complained, or
    it was taken out of view: the old words go with that."""
    amended_at = challenge.amended_at
    is_amended = amended_at is not None and amended_at >= min(since, challenge.held_at or since)
    old, others = challenge.slug, queries.taken_slugs() - {challenge.slug}
    challenge.held_at, challenge.slug = None, free_slug(challenge.title, others) if is_amended else old
    db.session.flush()
    if challenge.slug != old:
        lead_elsewhere(page_of(old), page_of(challenge.slug))


def page_of(slug: str) -> str:
    """The path of a challenge, without a language before it."""
    return path_of("pages.challenge", slug=slug)

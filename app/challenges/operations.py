"""Writing, agreeing on, publishing, changing and closing a challenge."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from app.accounts.models import Organisation, Role, User
from app.challenges import queries
from app.challenges.models import Agreement, Challenge, ChallengeHost, ChallengeStatus
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id, random_token
from app.core.slugs import free_slug
from app.core.wording import _
from app.taxonomy.models import Term

AGREEMENT_LASTS = timedelta(days=14)
FEWEST_HOSTS = 2
NOTE_WORDS = 100


def begin(organisation: Organisation, by: User) -> Challenge:
    """Starts a draft, so that everything that is typed has a place from the first moment."""
    challenge = Challenge(public_id=random_id(), slug=f"concept-{random_id()}", organisation=organisation)
    challenge.hosts = [ChallengeHost(user_id=by.id)]
    db.session.add(challenge)
    db.session.flush()
    return challenge


def keep_typed(challenge: Challenge, typed: dict[str, Any]) -> None:
    """Keeps what somebody is typing, unchecked, beside the challenge as it stands."""
    challenge.typed = typed
    db.session.flush()


def write(challenge: Challenge, seen_version: int, terms: Iterable[Term], **fields: Any) -> None:
    """Takes over a checked form. Raises Refusal when somebody else saved in the meantime."""
    if seen_version != challenge.version:
        raise Refusal(
            _(
                "Somebody else saved this challenge while you wrote. Your text is kept below; look at theirs first."
            )
        )
    for name, value in fields.items():
        setattr(challenge, name, value)
    challenge.terms = list(terms)
    challenge.typed = None
    if challenge.status is ChallengeStatus.DRAFT and challenge.title:
        challenge.slug = free_slug(challenge.title, queries.taken_slugs() - {challenge.slug})
    db.session.flush()


def add_host(challenge: Challenge, user: User) -> None:
    """Lets a colleague run it too. Raises Refusal for somebody who is no host of this municipality."""
    if not user.works_for(challenge.organisation_id, Role.HOST):
        raise Refusal(_("This person is no host of your municipality yet. Ask the administrator to invite them."))
    if all(host.user_id != user.id for host in challenge.hosts):
        challenge.hosts.append(ChallengeHost(user_id=user.id))
        db.session.flush()


def ask_to_agree(challenge: Challenge, reader: str) -> str:
    """Makes a link on which somebody reads the draft and says yes or no; the secret belongs in it."""
    token = random_token()
    agreement = Agreement(
        token_hash=fingerprint(token),
        reader=reader,
        expires_at=clock.now() + AGREEMENT_LASTS,
        version=challenge.version,
    )
    challenge.agreements.append(agreement)
    db.session.flush()
    return token


def answer(agreement: Agreement, agreed: bool, remark: str) -> None:
    """Notes a yes or a no, and to which version. A second answer takes the place of the first."""
    agreement.agreed, agreement.remark = agreed, remark
    agreement.answered_at, agreement.version = clock.now(), agreement.challenge.version
    db.session.flush()


def publish(challenge: Challenge) -> None:
    """Makes it public (from the embargo date on). Raises Refusal when something is missing."""
    if challenge.status is not ChallengeStatus.DRAFT:
        raise Refusal(_("This challenge was published before."))
    if not (challenge.title and challenge.situation and challenge.questions and challenge.usable_answer):
        raise Refusal(_("Fill in the form completely first. Then you can publish the challenge."))
    if len(challenge.hosts) < FEWEST_HOSTS:
        raise Refusal(_("A challenge needs two hosts, so that an answer never waits. Add a colleague first."))
    if any(agreement.agreed is False for agreement in challenge.agreements):
        raise Refusal(_("Somebody who read along said no. Change the text and ask them again."))
    challenge.status, challenge.published_at = ChallengeStatus.PUBLISHED, clock.now()
    db.session.flush()


def close(challenge: Challenge, note: str) -> None:
    """Closes it with what is taken along, what is not, and why. Raises Refusal when it is not open."""
    if challenge.status is not ChallengeStatus.PUBLISHED:
        raise Refusal(_("Only a published challenge can be closed."))
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, clock.now()
    challenge.closing_note = note
    db.session.flush()


def closing_day(days: int = 42) -> date:
    """The day that the form proposes: six weeks from today."""
    return clock.today() + timedelta(days=days)

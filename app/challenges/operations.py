"""Writing, agreeing on, publishing, changing and closing a challenge."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.accounts.models import Organisation, Role, User
from app.accounts.queries import user_by_email
from app.challenges import messages, queries
from app.challenges.models import DRAFT_SLUG, Agreement, Challenge, ChallengeHost, ChallengeStatus, WantedHost
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id, random_token
from app.core.slugs import free_slug
from app.core.wording import _
from app.taxonomy.models import Term

FEWEST_HOSTS = 2


def begin(organisation: Organisation, by: User, key: str = "") -> Challenge:
    """Starts a draft, so that everything that is typed has a place from the first moment.

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
        for name, value in changed.items():
            setattr(challenge, name, value)
        challenge.terms = chosen
        challenge.version += 1
        try:
            db.session.flush()
        except StaleDataError as late:
            raise Refusal(stale()) from late
    forget_typed(challenge, by)


def stale() -> str:
    return _("Somebody else saved this challenge while you wrote. Your text is kept below; look at theirs first.")


def add_host(challenge: Challenge, user: User) -> bool:
    """Lets a colleague run it too; False when they did already. Raises Refusal for a stranger."""
    if not user.works_for(challenge.organisation_id, Role.HOST):
        raise Refusal(_("This person is no host of your municipality yet. Ask the administrator to invite them."))
    if any(host.user_id == user.id for host in challenge.hosts):
        return False
    take_in(challenge, user)
    messages.added_as_host(user, challenge)
    return True


def take_in(challenge: Challenge, user: User) -> None:
    challenge.hosts.append(ChallengeHost(user_id=user.id))
    challenge.wanted[:] = [wanted for wanted in challenge.wanted if wanted.email != user.email]
    db.session.flush()


def want_host(challenge: Challenge, email: str) -> None:
    """Notes who was invited to run it too. A second time changes nothing."""
    address = email.strip().lower()
    if all(wanted.email != address for wanted in challenge.wanted):
        challenge.wanted.append(WantedHost(email=address))
        db.session.flush()


def take_in_who_joined(challenge: Challenge) -> None:
    """Makes a host of everybody who was invited as one and is a host of the municipality by now."""
    for wanted in list(challenge.wanted):
        user = user_by_email(wanted.email)
        if user is not None and user.works_for(challenge.organisation_id, Role.HOST):
            take_in(challenge, user)


def post_for(challenge: Challenge, organisation: Organisation) -> None:
    """Moves a draft to another municipality of its host. Raises Refusal once it was published."""
    if challenge.organisation_id == organisation.id:
        return
    if challenge.status is not ChallengeStatus.DRAFT:
        raise Refusal(_("This challenge was published for another municipality. That cannot be changed any more."))
    challenge.organisation = organisation
    db.session.flush()


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


def publish(challenge: Challenge, visible_from: date | None = None) -> None:
    """Makes it public, from the embargo date on if there is one. Raises Refusal when something is missing."""
    if challenge.status is not ChallengeStatus.DRAFT:
        raise Refusal(_("This challenge was published before."))
    if not is_complete(challenge):
        raise Refusal(_("Fill in the form completely first. Then you can publish the challenge."))
    if challenge.closes_on is not None and challenge.closes_on <= max(clock.today(), visible_from or date.min):
        raise Refusal(_("It would close before anybody can answer. Choose a later closing date first."))
    take_in_who_joined(challenge)
    if len(challenge.hosts) < FEWEST_HOSTS:
        raise Refusal(_("A challenge needs two hosts, so that an answer never waits. Add a colleague first."))
    if objections(challenge):
        raise Refusal(_("Somebody who read along said no. Change the text and ask them again."))
    challenge.slug = free_slug(challenge.title, queries.taken_slugs())
    challenge.status, challenge.published_at = ChallengeStatus.PUBLISHED, clock.now()
    challenge.visible_from = visible_from
    db.session.flush()


def close(challenge: Challenge, note: str) -> None:
    """Closes it with what is taken along, what is not, and why. Raises Refusal when it is not open."""
    if challenge.status is not ChallengeStatus.PUBLISHED:
        raise Refusal(_("Only a published challenge can be closed."))
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, clock.now()
    challenge.closing_note = note
    challenge.wanted.clear()
    db.session.flush()


def closing_day(days: int = 42) -> date:
    """The day that the form proposes: six weeks from today."""
    return clock.today() + timedelta(days=days)


Heard = Callable[[Challenge, Term, Sequence[Term]], None]  # a term that went, and those that were not there yet


def follow_heirs(heard: Heard | None = None) -> int:
    """Tags the challenges with the heirs of replaced terms, each once; how many there were."""
    found = queries.naming_replaced_terms()
    for challenge in found:
        for term in list(challenge.terms):
            if term.replaced_by is not None:
                exchange(challenge, term, [term.replaced_by], heard)
    db.session.flush()
    return len(found)


def follow_parts(term: Term, parts: Sequence[Term], heard: Heard) -> None:
    """Gives the challenges about a split term all its parts: their hosts take away what does not fit."""
    for challenge in queries.about_term(term):
        exchange(challenge, term, parts, heard)
    db.session.flush()


def exchange(challenge: Challenge, term: Term, others: Sequence[Term], heard: Heard | None) -> None:
    new = [other for other in others if other not in challenge.terms]
    challenge.terms = [*(other for other in challenge.terms if other is not term), *new]
    if heard is not None:
        heard(challenge, term, new)


def put_term_back(challenge: Challenge, term: Term, came: Collection[int]) -> None:
    """Takes away what came in the place of a term; when its host took that away since, nothing comes back."""
    there = [other for other in challenge.terms if other.id in came]
    if there or not came:
        challenge.terms = list(dict.fromkeys([*(other for other in challenge.terms if other not in there), term]))
    db.session.flush()


def let_go(user: User, whatever_runs: bool = False) -> None:
    """Somebody goes: their challenges go on with their other hosts. Raises Refusal where there is none."""
    for challenge in queries.hosted_by(user):
        if len(challenge.hosts) == 1 and not whatever_runs:
            name = challenge.title or _("a challenge without a title")
            raise Refusal(_("You are the only host of “%(name)s”. Hand it over first: add a second host.", name=name))
        forget_typed(challenge, user)
    queries.forget_wanted(user.email)


def hold(challenge: Challenge) -> None:
    """Out of view for everybody but its hosts, while somebody judges what was said about it."""
    challenge.held_at = challenge.held_at or clock.now()
    db.session.flush()


def let_back(challenge: Challenge) -> None:
    challenge.held_at = None
    db.session.flush()

"""Who runs a challenge: together, handed over, and on when somebody goes."""

from app.accounts.models import Role, User
from app.accounts.queries import user_by_email
from app.challenges import messages, queries
from app.challenges.models import Challenge, ChallengeHost, WantedHost
from app.challenges.operations.writing import forget_typed
from app.challenges.permissions import hosts_now
from app.core.database import db
from app.core.errors import Refusal
from app.core.trail import note
from app.core.wording import _


def add_host(challenge: Challenge, user: User) -> bool:
    """Lets a colleague run it too; False when they did already. Raises Refusal for a stranger."""
    if not user.works_for(challenge.organisation_id, Role.HOST):
        raise Refusal(_("This person is no host of your municipality yet. Ask the administrator to invite them."))
    if any(host.user_id == user.id for host in challenge.hosts):
        return False
    take_in(challenge, user)
    messages.added_as_host(user, challenge)
    return True


def hand_over(challenge: Challenge, by: User, colleague: User) -> None:
    """A colleague takes the place of this host, in one deed: it never has fewer people than before. Raises Refusal."""
    queries.lock(challenge)
    db.session.refresh(challenge, ["hosts"])
    leaving = next((host for host in challenge.hosts if host.user_id == by.id), None)
    if leaving is None:
        raise Refusal(_("You handed this challenge over already."))
    if not add_host(challenge, colleague):
        raise Refusal(_("This colleague runs it already. Choose somebody else: a challenge needs two people."))
    challenge.hosts.remove(leaving)
    forget_typed(challenge, by)
    note("challenge handed over", f"challenge {challenge.id}, from user {by.id} to user {colleague.id}", by=by.id)
    messages.handed_over(by, challenge)
    db.session.flush()


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


def let_go(user: User, whatever_runs: bool = False) -> None:
    """Somebody goes: their challenges go on with their other hosts. Raises Refusal where there is none.

    The challenge is held until it is kept, so that of two who go at once the second finds that they are the last.
    """
    for challenge in queries.hosted_by(user):
        queries.lock(challenge)
        db.session.refresh(challenge, ["hosts"])
        if hosts_now(challenge) == [user] and not whatever_runs:
            name = challenge.title or _("a challenge without a title")
            raise Refusal(_("You are the only host of “%(name)s”. Hand it over first: add a second host.", name=name))
        forget_typed(challenge, user)
    queries.forget_wanted(user.email)

"""Removing somebody from every feature, and once more after an older backup was put back."""

from collections.abc import Callable, Collection

from app.accounts import operations as accounts
from app.accounts.models import Erasure, User
from app.accounts.queries import everybody_by_public_id, user_by_public_id
from app.appeals.operations import flag_mentions
from app.appeals.operations import forget_address as forget_address_of_requests
from app.challenges.operations import let_go
from app.contributions import operations as contributions
from app.contributions.queries import forget_address, lift_whatever_it_is_kept_for, shared_wholly_by
from app.core import fulltext
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.outbox import forget_bounce
from app.core.wording import _
from app.following.operations import forget_address as forget_address_that_follows
from app.gatherings.operations import forget_address as forget_address_of_gatherings
from app.gatherings.operations import let_go as let_go_of_gatherings

ASKED = "asked for by its owner"  # the rule in the declaration of destruction


def not_kept_for_others(user: User) -> None:
    """Raises Refusal, saying why, when the law forbids to let go of something of this person."""
    frozen = [kept.reference for contribution in shared_wholly_by(user) for kept in contribution.freezes]
    if frozen:
        raise Refusal(
            _(
                "Something that you shared is frozen for a Woo request (%(reference)s). Until that is over the law "
                "forbids to delete or change it, so your account stays too. Nothing else keeps you here: try again "
                "when your own page says that it is not frozen any more.",
                reference=", ".join(dict.fromkeys(frozen)),
            )
        )


def erase(user: User, kept: Collection[str]) -> None:
    """Removes the account for good. What is shared under the public ids in `kept` stays without its author.

    Raises Refusal, before anything changed, for what is frozen, a challenge or a gathering without
    another host, and the last administrator.
    """
    # All of it is held before the first changes the lists: whoever else holds a story and then the lists comes after.
    shared_wholly_by(user, to_change=True)
    not_kept_for_others(user)
    accounts.may_go(user)
    let_go(user)
    let_go_of_gatherings(user)
    remains = [c.public_id for c in shared_wholly_by(user) if c.public_id in kept and contributions.stays(c)]
    gone = len(shared_wholly_by(user)) - len(remains)
    remove(user, remains.__contains__)
    accounts.remember(user.public_id, remains)
    destroyed("user", 1, ASKED)
    destroyed("contribution", gone, ASKED)


def remove(user: User, stays: Callable[[str], bool]) -> None:
    contributions.hand_over_reading(user)
    for contribution in shared_wholly_by(user):
        if stays(contribution.public_id):
            contributions.leave_behind(contribution)
        else:
            contributions.take_away(contribution)
    fulltext.tidy_up()
    flag_mentions(user)
    forget_address_of_gatherings(user.email)  # at one that was confirmed once somebody else may sign up today
    for address in user.proven_addresses:  # of one that was only typed nothing is theirs
        forget_address(address)
        forget_address_of_requests(address)
        forget_bounce(address)
        forget_address_that_follows(address)
    accounts.erase_account(user)


def erase_again() -> int:
    """Removes whoever had their account removed after this backup was made, as they chose; how many. Run by restore."""
    known = {accounts.sealed(public_id): public_id for public_id, _key in everybody_by_public_id()}
    found = [erasure for erasure in accounts.take_over_log() if erasure.who in known]
    for erasure in found:
        once_more(user_by_public_id(known[erasure.who]), erasure)
    return len(found)


def once_more(user: User, erasure: Erasure) -> None:
    """Nothing was in the way when they went, so nothing is in the way now."""
    for contribution in shared_wholly_by(user):
        lift_whatever_it_is_kept_for(contribution)
    let_go(user, whatever_runs=True)
    let_go_of_gatherings(user, whatever_runs=True)
    remove(user, lambda public_id: accounts.sealed(public_id) in erasure.kept)

"""Following something, confirming that by mail, changing how and when one hears of it, and stopping."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.accounts.queries import user_by_email
from app.challenges.models import Challenge
from app.contributions.operations.remembering import decided, remember, remember_when_kept, sealed
from app.core import clock
from app.core.again import done_before
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import NotFound
from app.core.outbox import forget_bounce, take_back
from app.core.quiet import Quiet
from app.core.security import fingerprint, random_id
from app.following import messages, queries
from app.following.models import Follow, Follower, Pace
from app.stocktaking.models import Question
from app.taxonomy.models import Term

CONFIRM_WITHIN = timedelta(hours=48)
STOPPED = "stopped_following"
ASK_NOTHING, MAY_BE_ASKED = "ask_nothing", "may_be_asked"


@dataclass(frozen=True)
class Thing:
    """What can be followed, under the column that names it."""

    column: str
    value: int | str

    @classmethod
    def of(cls, found: Challenge | Question | Term | str) -> "Thing":
        """A part of the country goes by its code."""
        if isinstance(found, Challenge):
            return cls("challenge_id", found.id)
        if isinstance(found, Question):
            return cls("question_id", found.id)
        if isinstance(found, Term):
            return cls("term_id", found.id)
        return cls("country_part", found)


def mark_of(address: str) -> str:
    """How an address is known without standing here."""
    return fingerprint(f"follower:{address.strip().lower()}")


def made(user: User | None, address: str, language: str) -> Follower:
    public_id = random_id()
    return Follower(
        public_id=public_id,
        user_id=user.id if user else None,
        sealed_address="" if user else address.lower(),
        address_mark=None if user else mark_of(address),
        own_hash=fingerprint(messages.own_token(public_id)),
        stop_hash=fingerprint(messages.stop_token(public_id)),
        spoken=language,
        began_at=clock.now(),
    )


def follower_for(user: User) -> Follower:
    """Whoever has this account as a follower; what was followed at the same address without it comes along."""
    found = queries.follower_of(user)
    if found is not None:
        return found
    before = queries.follower_at(mark_of(user.email))
    if before is not None:
        before.user_id, before.sealed_address, before.address_mark = user.id, "", None
        db.session.flush()
        return before
    return kept(made(user, user.email, user.language)) or queries.follower_of(user) or follower_for(user)


def kept(follower: Follower) -> Follower | None:
    """None when the same person arrived twice at the same moment."""
    try:
        with db.session.begin_nested():
            db.session.add(follower)
    except IntegrityError:
        return None
    return follower


def follow(thing: Thing, by: User, pace: Pace) -> None:
    """From now on they hear of it. A second time changes how soon, and nothing else."""
    found = asked_for(follower_for(by), thing, pace)
    found.pace, found.confirmed_at, found.confirm_hash = pace, found.confirmed_at or clock.now(), None
    db.session.flush()


def ask_to_follow(thing: Thing, address: str, pace: Pace, language: str) -> None:
    """Mails a link to whoever reads this address; nobody follows before it was used. The answer is always the same."""
    user = user_by_email(address)
    if user is not None:
        follower = follower_for(user)
    else:
        mark = mark_of(address)
        found = queries.follower_at(mark) or kept(made(None, address, language)) or queries.follower_at(mark)
        if found is None:
            return
        follower = found
    wanted = asked_for(follower, thing, pace)
    if wanted.confirmed_at is not None:
        messages.known(follower, wanted)
        return
    wanted.pace, wanted.asked_at = pace, clock.now()
    wanted.confirm_hash = fingerprint(messages.confirm_token(wanted.public_id))
    db.session.flush()
    messages.please_confirm(follower, wanted)


def asked_for(follower: Follower, thing: Thing, pace: Pace) -> Follow:
    """The row of this person and this thing, made when it was not there."""
    found = queries.follow_of(follower, **{thing.column: thing.value})
    if found is not None:
        return found
    row = Follow(public_id=random_id(), follower_id=follower.id, pace=pace, **{thing.column: thing.value})
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same form arrived twice at the same moment
        again = queries.follow_of(follower, **{thing.column: thing.value})
        if again is None:
            raise
        return again
    return row


def is_too_late(wanted: Follow) -> bool:
    return wanted.confirmed_at is None and clock.now() >= wanted.asked_at + CONFIRM_WITHIN


def confirm(wanted: Follow) -> Follower:
    """Whoever read the mail wants it. A second time changes nothing. Raises NotFound after CONFIRM_WITHIN."""
    if is_too_late(wanted):
        raise NotFound
    wanted.confirmed_at = wanted.confirmed_at or clock.now()
    forget_bounce(wanted.follower.address)
    db.session.flush()
    return wanted.follower


def settle(
    follower: Follower, paces: Mapping[str, Pace], quiet_from: int, quiet_until: int, quiet_weekend: bool
) -> None:
    """How soon they hear of each thing, by its public id, and when they want no mail."""
    for followed in follower.follows:
        followed.pace = paces.get(followed.public_id, followed.pace)
    whose = follower.user if follower.user is not None else follower
    whose.quiet_from, whose.quiet_until, whose.quiet_weekend = quiet_from, quiet_until, quiet_weekend
    follower.look_at = None
    db.session.flush()


def say_who(follower: Follower, takes_calls: bool, works_as: str, works_at: str) -> None:
    """Whether they may be asked something, and what they say of themselves for that: codes, or the empty text.

    No backup brings back that they may be asked.
    """
    if follower.takes_calls and not takes_calls:
        remember(follower, ASK_NOTHING)
    elif takes_calls and not follower.takes_calls:
        remember_when_kept(follower, MAY_BE_ASKED)
    follower.takes_calls, follower.works_as, follower.works_at = takes_calls, works_as, works_at
    db.session.flush()


def stop(follower: Follower, public_id: str) -> bool:
    """They no longer follow this, and no backup brings it back. A second time changes nothing.

    Whether they still follow something.
    """
    for followed in follower.follows:
        if followed.public_id == public_id:
            remember(followed, STOPPED)
            take_back(messages.kind_of_answer(follower, public_id))
    follower.follows = [followed for followed in follower.follows if followed.public_id != public_id]
    db.session.flush()
    if follower.follows:
        return True
    stop_all(follower)
    return False


def stop_all(follower: Follower) -> None:
    """They follow nothing any more: who they are is deleted, with the mails to them that have not left.

    A line beside the database sees to it that no backup brings them back. A second time changes nothing.
    """
    if not queries.is_held(follower):
        return
    remember(follower, STOPPED)
    take_back(messages.kind_of_mail(follower))
    take_back(messages.kind_of_answer(follower))
    destroyed("follower", 1, "asked for by its owner")
    db.session.delete(follower)
    db.session.flush()


def stop_again() -> int:
    """Stops once more what was stopped after this backup was made; how many things and people. Run by restore."""
    told = {line["of"] for line in decided() if line["what"] == STOPPED}
    follows = [found for found in queries.all_follows() if sealed(found.public_id) in told]
    for found in follows:
        take_back(messages.kind_of_answer(found.follower, found.public_id))
        db.session.delete(found)
    db.session.flush()
    people = [found for found in queries.all_followers() if sealed(found.public_id) in told]
    with done_before():
        for follower in people:
            stop_all(follower)
    return len(follows) + len(people)


def ask_nothing_again() -> int:
    """Asks nothing of who said so after this backup was made; how many people. Run by restore."""
    last = {line["of"]: line["what"] for line in decided() if line["what"] in (ASK_NOTHING, MAY_BE_ASKED)}
    asked = [found for found in queries.all_followers() if found.takes_calls]
    found = [follower for follower in asked if last.get(sealed(follower.public_id)) == ASK_NOTHING]
    with done_before():
        for follower in found:
            say_who(follower, False, follower.works_as, follower.works_at)
    return len(found)


def quiet_of(address: str) -> Quiet | None:
    """When whoever follows at this address without an account wants no mail."""
    found = queries.follower_at(mark_of(address))
    return found.quiet if found is not None else None


def forget_address(address: str) -> None:
    """Deletes whoever follows at this address."""
    found = queries.follower_at(mark_of(address))
    if found is not None:
        stop_all(found)


def forget_unconfirmed() -> int:
    """Deletes what nobody confirmed in time; how many."""
    wishes, people = queries.delete_unconfirmed(clock.now() - CONFIRM_WITHIN)
    destroyed("follower", people, f"{CONFIRM_WITHIN.days} days")
    return destroyed("follow", wishes, f"{CONFIRM_WITHIN.days} days")

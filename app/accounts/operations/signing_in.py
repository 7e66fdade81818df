"""Signing in by a mailed link or a password, and the sessions that follow."""

from contextlib import suppress
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.exc import OperationalError

from app.accounts import messages, queries
from app.accounts.models import Attempt, SignInLink, User, UserSession
from app.accounts.passwords import fault_of
from app.core import clock
from app.core.database import db, holds_the_pen, keep_now, own_transaction
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id, random_token

LINK_LASTS = timedelta(minutes=10)
HALF_LASTS = timedelta(minutes=10)
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
NOTED_EVERY = timedelta(minutes=5)
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=30)

hasher = PasswordHasher()  # argon2id with the library's current parameters
NOBODYS_HASH = hasher.hash(random_token())  # checked for unknown addresses, so that both take as long


def may_try_again(what: str, who: str, most: int, within: timedelta = WINDOW) -> bool:
    """Counts a try at something and says whether it is one of the first `most` in a while.

    Kept at once, so that a request that fails counts as well. A try that is turned away does not count:
    else somebody who keeps trying would shut out the owner for good. `who` is stored as a fingerprint only.
    """
    key = fingerprint(f"{what}:{who}")
    allowed = queries.attempts_since(key, clock.now() - within) < most
    if allowed:
        db.session.add(Attempt(key=key, at=clock.now()))
    keep_now()
    return allowed


def link_for(user: User, next_path: str = "") -> str:
    """A secret for a link to sign in with, good for ten minutes and one use."""
    token = random_token()
    link = SignInLink(
        token_hash=fingerprint(token), user_id=user.id, next_path=next_path, expires_at=clock.now() + LINK_LASTS
    )
    db.session.add(link)
    db.session.flush()
    return token


def mail_link(address: str, next_path: str) -> None:
    """Mails a link to whoever has this address. For nobody the same is done and undone: it takes as long."""
    user = queries.user_by_email(address)
    with db.session.begin_nested() as trial:
        receiver = user or User(public_id=random_id(), email=address)
        db.session.add(receiver)
        db.session.flush()
        messages.sign_in_link(receiver, link_for(receiver, next_path))
        if user is None or not user.is_active:
            trial.rollback()


def use_link(token: str) -> SignInLink:
    """Uses up a link. Raises Refusal when it was used, has expired or never was."""
    link = queries.usable_link(fingerprint(token))
    if link is None or not link.user.is_active:
        raise Refusal("link")
    link.used_at = clock.now()
    db.session.flush()
    return link


def begin_session(user: User, browser: str, **moments: datetime | None) -> str:
    """Starts a session; the token belongs in the cookie and is stored as a fingerprint only.

    `moments` are columns of the session that say when: `factor_at`, `half_until`, `began_at`.
    """
    token = random_token()
    given = {"began_at": clock.now()} | moments
    db.session.add(
        UserSession(
            token_hash=fingerprint(token), public_id=random_id(), user_id=user.id, browser=browser[:100], **given
        )
    )
    db.session.flush()
    return token


def begin_half_session(user: User, browser: str) -> str:
    """Starts a session that opens nothing but the second step, for ten minutes."""
    return begin_session(user, browser, half_until=clock.now() + HALF_LASTS)


def half_session_of(token: str) -> UserSession | None:
    """The session of a cookie's token that waits for the second step."""
    found = queries.half_session(fingerprint(token))
    return found if found is not None and found.user.is_active else None


def session_of(token: str) -> UserSession | None:
    """The live session of a cookie's token. Notes that it was seen, at most every five minutes."""
    moment = clock.now()
    found = queries.live_session(fingerprint(token), moment - IDLE, moment - LONGEST)
    if found is None or not found.user.is_active:
        return None
    if moment - found.seen_at > NOTED_EVERY:
        note_seen(found)
    return found


def note_seen(session: UserSession) -> None:
    """With the request when it writes anyway, else beside it. A database that is busy is asked again later."""
    if holds_the_pen():
        session.seen_at = clock.now()
        return
    with suppress(OperationalError), own_transaction() as apart:
        apart.execute(queries.seen(session.token_hash, clock.now()))


def end_session(session: UserSession) -> None:
    session.ended_at = clock.now()
    db.session.flush()


def end_other_sessions(user: User, keep: UserSession | None) -> None:
    for session in queries.every_session_of(user):
        if keep is None or session.token_hash != keep.token_hash:
            end_session(session)


def check_password(user: User | None, typed: str) -> bool:
    """Whether this is the password of this user. Takes as long for nobody, or for one without a password."""
    stored = user.password_hash if user and user.password_hash and user.is_active else NOBODYS_HASH
    try:
        hasher.verify(stored, typed)
    except (VerifyMismatchError, InvalidHashError):
        return False
    if user is None or stored == NOBODYS_HASH:
        return False
    if hasher.check_needs_rehash(stored):
        user.password_hash = hasher.hash(typed)
    return True


def set_password(user: User, typed: str, keep: UserSession | None) -> None:
    """Sets a password and ends every other session. Raises Refusal when it is easy to guess."""
    fault = fault_of(typed, user)
    if fault:
        raise Refusal(fault)
    user.password_hash = hasher.hash(typed)
    end_other_sessions(user, keep)


def demonstration_links() -> list[tuple[str, str]]:
    """For the first demonstration user in each role: the role and a path to sign in with.

    They work as often as you like, in the demonstration mode only.
    """
    roles = (m.role.value for user in queries.demonstration_users() for m in user.memberships if not m.ended_at)
    return [(role, f"/inloggen/demo/{role}") for role in dict.fromkeys(roles)]


def remove_what_expired() -> int:
    """Deletes tries and links of the day before; sessions and invitations of a month ago; how many. Run every night."""
    moment = clock.now()
    short, long = queries.delete_what_expired(moment - timedelta(days=1), moment - KEPT)
    gone = [destroyed(kind, number, "1 day") for kind, number in short.items()]
    return sum([*gone, *(destroyed(kind, number, f"{KEPT.days} days") for kind, number in long.items())])

"""The second step at signing in: setting it up, passing it, and taking it away."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import pyotp

from app.accounts import messages, queries
from app.accounts.models import CodeApp, Passkey, RecoveryCode, User, UserSession
from app.accounts.operations.passkeys import passkey_used
from app.accounts.operations.signing_in import begin_session, end_other_sessions, end_session
from app.accounts.operations.throttling import has_failed_too_often, note_failure
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.security import BASE32, fingerprint, random_id, tidy_code
from app.core.trail import note
from app.core.wording import _, lazy

FRESH = timedelta(minutes=15)
STEP = 30  # seconds that a code of the app shows
NEAR = (0, -1, 1)  # steps: clocks differ, and typing takes a while
TRIES = 5  # failures in a quarter of an hour; with three codes good at a time, a guesser needs years
CODES, LETTERS = 10, 15  # 75 bits each


@dataclass(frozen=True)
class Proof:
    """What somebody shows: a code of the app, a recovery code, or the answer of a passkey. The rest is empty."""

    code: str = ""
    recovery: str = ""
    credential: str = ""


@dataclass(frozen=True)
class Factors:
    """What somebody set up."""

    passkeys: list[Passkey]
    app: CodeApp | None
    recovery_codes: int

    @property
    def ways(self) -> int:
        return len(self.passkeys) + bool(self.app)

    def __bool__(self) -> bool:
        return self.ways > 0


def factors_of(user: User) -> Factors:
    keys = list(queries.passkeys_of(user))
    return Factors(keys, queries.code_app_of(user), queries.recovery_codes_left(user))


class NotFresh(Exception):
    """It is a while ago that this session showed who it is."""


def is_fresh(session: UserSession) -> bool:
    """Whether this session showed a short while ago who it is: with the second step, for whoever has one."""
    shown = session.factor_at if factors_of(session.user) else session.factor_at or session.began_at
    return shown is not None and clock.now() - shown <= FRESH


def must_be_fresh(session: UserSession) -> None:
    """Raises NotFresh, which asks and then goes on, unless this session showed who it is a short while ago."""
    if not is_fresh(session):
        raise NotFresh


def begin_app(user: User) -> None:
    """Makes the secret for an app with codes. Raises Refusal when there is one that works."""
    found = queries.code_app_of(user, confirmed=False)
    if found is not None and found.confirmed_at is not None:
        raise Refusal(_("You have an app with codes already. Take that one away first."))
    if found is None:
        found = CodeApp(user_id=user.id, public_id=random_id())
        db.session.add(found)
    found.secret, found.made_at = pyotp.random_base32(), clock.now()
    db.session.flush()


def secret_of(app: CodeApp) -> str:
    """The key that the app needs. Raises Refusal when the site has another key of its own by now."""
    if not app.secret:
        raise Refusal(_("This app with codes does not work any more. Begin anew."))
    return app.secret


def address_for_app(user: User, app: CodeApp) -> str:
    """What stands in the picture that the app reads."""
    return pyotp.TOTP(secret_of(app)).provisioning_uri(name=user.email, issuer_name=deal().name)


def confirm_app(user: User, typed: str) -> bool:
    """The first code of a new app: from now on it counts. False when the code is not right."""
    app = queries.code_app_of(user, confirmed=False)
    if app is None or app.confirmed_at is not None:
        raise Refusal(_("Begin anew with the app."))
    if not shows(app, typed):
        return False
    app.confirmed_at = clock.now()
    db.session.flush()
    return True


def shows(app: CodeApp, typed: str) -> bool:
    """Whether the app shows this code now, or did a moment ago. A code is good once."""
    secret, code = app.secret, "".join(typed.split())
    if not (secret and len(code) == 6 and code.isascii() and code.isdecimal()):
        return False
    now = int(clock.now().timestamp()) // STEP
    counter = pyotp.TOTP(secret)
    found = [now + near for near in NEAR if secrets.compare_digest(counter.generate_otp(now + near), code)]
    return any(queries.take_step(app, step) for step in found)


def passed(user: User, session: UserSession, proof: Proof, only: Passkey | CodeApp | None = None) -> bool:
    """Whether this shows that it is them; with `only`, by that factor or a recovery code. Failures are counted."""
    if proof.credential:
        keys = [key for key in queries.passkeys_of(user) if only in (None, key)]
        return passkey_used(keys, session, proof.credential) is not None
    if proof.recovery:
        good = queries.take_recovery_code(user, fingerprint(f"recovery:{tidy_code(proof.recovery)}"))
        if good:
            note("recovery code used", f"user {user.id}", by=user.id)
            messages.factors_changed(user, lazy("A recovery code was used to sign in, or to change your second step."))
    else:
        app = queries.code_app_of(user)
        good = app is not None and only in (None, app) and shows(app, proof.code)
    if not good:
        note_failure("second step of", user.public_id)
    return good


def is_slowed_down(user: User) -> bool:
    """Whether somebody guessed too often. A passkey cannot be guessed: it still opens."""
    return has_failed_too_often("second step of", user.public_id, TRIES)


def after_a_change(user: User, session: UserSession, what: object) -> None:
    """Whoever was signed in elsewhere, perhaps a stranger, is not any more; the owner hears of it."""
    note("second step changed", f"user {user.id}", by=user.id)
    end_other_sessions(user, keep=session)
    messages.factors_changed(user, what)


def begin_whole_session(half: UserSession) -> str:
    """The second step was passed: half a session ends, a whole one begins under another token."""
    end_session(half)
    return begin_session(half.user, half.browser, factor_at=clock.now())


def begin_fresh_session(session: UserSession, factor: bool) -> str:
    """Somebody showed again that it is them: the same session under another token. Its longest time runs on."""
    end_session(session)
    moment = clock.now()
    return begin_session(
        session.user,
        session.browser,
        factor_at=moment if factor else session.factor_at,
        began_at=session.began_at if factor else moment,
    )


def new_recovery_codes(user: User) -> list[str]:
    """Ten codes for on paper; those of before are worth nothing any more. They can be read here only."""
    queries.delete_recovery_codes(user)
    codes = ["".join(secrets.choice(BASE32) for _letter in range(LETTERS)) for _code in range(CODES)]
    db.session.add_all(RecoveryCode(code_hash=fingerprint(f"recovery:{code}"), user_id=user.id) for code in codes)
    db.session.flush()
    return codes


def factor_of(user: User, public_id: str) -> Passkey | CodeApp | None:
    """One of somebody's own factors, by the random id in its address."""
    found = factors_of(user)
    every: list[Passkey | CodeApp] = [*found.passkeys, *([found.app] if found.app else [])]
    return next((factor for factor in every if factor.public_id == public_id), None)


def check_it_can_go(user: User) -> None:
    """Raises Refusal for the last second step of somebody in a role that sees much."""
    if user.is_privileged and factors_of(user).ways == 1:
        raise Refusal(_("Your role asks for a second step, and this is the only one. Set up another one first."))


def remove_factor(user: User, factor: Passkey | CodeApp, session: UserSession) -> None:
    """Takes a factor away; with the last one the recovery codes go as well."""
    check_it_can_go(user)
    db.session.delete(factor)
    db.session.flush()
    if not factors_of(user):
        queries.delete_recovery_codes(user)
    after_a_change(user, session, lazy("A part of your second step was taken away."))


def reset_factors(user: User | None, by: User | None) -> None:
    """For who lost everything: an administrator (or the operator) takes all factors away, and all sessions end.

    Raises Refusal for one's own: then the factor itself is needed.
    """
    if user is not None and by is not None and by.id == user.id:
        raise Refusal(_("Another administrator does this for you. On your own page you can change your second step."))
    if user is None or not factors_of(user):
        raise Refusal(_("Nobody with this address has a second step."))
    note("second step reset, sessions ended", f"user {user.id}", by=by.id if by else None)
    queries.delete_factors(user)
    end_other_sessions(user, keep=None)
    messages.factors_reset(user)

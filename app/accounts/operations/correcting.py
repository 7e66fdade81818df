"""Another e-mail address for an account: both mailboxes say yes first. And in which hours it wants no mail."""

from app.accounts import messages, queries
from app.accounts.models import AddressChange, User, UserSession
from app.accounts.operations.joining import CONFIRMATION_LASTS
from app.accounts.operations.signing_in import end_other_sessions
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.quiet import Quiet
from app.core.security import fingerprint, random_token
from app.core.wording import _


def be_quiet(user: User, hours: Quiet) -> None:
    """From now on they get no mail in these hours, but what they ask for just then."""
    user.quiet_from, user.quiet_until, user.quiet_weekend = hours.start, hours.until, hours.at_weekends
    db.session.flush()


def quiet_of(address: str) -> Quiet | None:
    """When whoever has an account at this address wants no mail."""
    user = queries.user_by_email(address)
    return user.quiet if user is not None else None


def ask_for_address(user: User, email: str) -> None:
    """Mails both addresses. Whether somebody else has that account already is not told to who types it here."""
    address = email.strip().lower()
    if address == user.email:
        raise Refusal(_("That is the address that you have now."))
    queries.forget_address_change(user)
    old, new = random_token(), random_token()
    change = AddressChange(
        user_id=user.id,
        email=address,
        old_token_hash=fingerprint(old),
        new_token_hash=fingerprint(new),
        expires_at=clock.now() + CONFIRMATION_LASTS,
    )
    db.session.add(change)
    db.session.flush()
    for receiver, token in ((user.email, old), (address, new)):
        messages.confirm_change(user, receiver, token, address)


def confirm_change(token: str, user: User, keep: UserSession | None) -> bool:
    """One of the two mailboxes says yes; True when that was the second, and the address has changed.

    Raises Refusal for a link that is too old or belongs to another account, or when that account exists already.
    """
    seal = fingerprint(token)
    change = queries.address_change(seal, user)
    if change is None:
        raise Refusal(_("This link was used or is too old. Ask for a new one on your own page."))
    if seal == change.old_token_hash:
        change.old_confirmed_at = change.old_confirmed_at or clock.now()
    else:
        change.new_confirmed_at = change.new_confirmed_at or clock.now()
    if not (change.old_confirmed_at and change.new_confirmed_at):
        return False
    if queries.user_by_email(change.email) is not None:
        raise Refusal(_("There is another account with this address. Sign in there, or mail us."))
    user.email = change.email
    queries.forget_address_change(user)
    queries.forget_links_of(user)
    end_other_sessions(user, keep)
    db.session.flush()
    return True

"""Removing an account, and remembering that it was removed: in the database, and beside it."""

from collections.abc import Iterable
from datetime import datetime

from app.accounts import queries
from app.accounts.models import Erasure, Role, User
from app.accounts.operations import own_data
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.files import append_record, records
from app.core.outbox import forget_mail_about
from app.core.security import fingerprint
from app.core.wording import _

LOG = "erasures.jsonl"  # in DATA_DIR, so that it outlives the restore of an older backup


def may_go(user: User) -> None:
    """Raises Refusal for the last administrator: nobody could give anybody a role any more."""
    if user.has(Role.ADMINISTRATOR) and len(queries.people_with(Role.ADMINISTRATOR)) == 1:
        raise Refusal(_("You are the only administrator. Invite another one first, then remove your account."))


def erase_account(user: User) -> None:
    """Removes the person: account, roles, addresses, sessions, messages, mail that waits, and their files."""
    for export in queries.exports():
        if export.user_id == user.id:
            own_data.forget(export)
    full_name = user.name if user.given_name and user.family_name else ""
    change = queries.address_change_of(user)
    theirs = {user.email, *(address.email for address in user.addresses), change.email if change else ""}
    forget_mail_about(*theirs, full_name)
    queries.delete_user(user)


def sealed(public_id: str) -> str:
    """What the log knows of a person or a contribution: it says whether it is this one, and nothing else."""
    return fingerprint(f"erased:{public_id}")


def remember(who: str, kept: Iterable[str]) -> None:
    """Writes the removal in both logs. The file comes first: a removal that is not remembered would come back."""
    erasure = Erasure(who=sealed(who), at=clock.now(), kept=sorted(sealed(public_id) for public_id in kept))
    append_record(LOG, {"who": erasure.who, "at": erasure.at.isoformat(), "kept": erasure.kept})
    db.session.add(erasure)
    db.session.flush()


def take_over_log() -> list[Erasure]:
    """Every removal that either log knows; what only the file knew is in the database from now on."""
    known = {erasure.who: erasure for erasure in queries.erasures()}
    for found in records(LOG):
        if found["who"] not in known:
            at = datetime.fromisoformat(found["at"])
            known[found["who"]] = Erasure(who=found["who"], at=at, kept=found["kept"])
            db.session.add(known[found["who"]])
    db.session.flush()
    return list(known.values())

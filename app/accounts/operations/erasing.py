"""Removing an account, and remembering that it was removed: in the database, and beside it."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.accounts import queries
from app.accounts.models import Erasure, Role, User
from app.accounts.operations import own_data
from app.core import clock
from app.core.afterwards import if_undone
from app.core.database import db
from app.core.errors import Refusal
from app.core.files import append_record, records
from app.core.security import fingerprint
from app.core.waiting_mail import forget_mail_about
from app.core.wording import _

log = logging.getLogger(__name__)
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
    """Writes the removal in both logs. The file comes first: a removal that is not remembered would come back.

    When the removal is not kept after all, the file says so as well: a restore must not remove who is still here.
    """
    erasure = Erasure(who=sealed(who), at=clock.now(), kept=sorted(sealed(public_id) for public_id in kept))
    append_record(LOG, {"who": erasure.who, "at": erasure.at.isoformat(), "kept": erasure.kept})
    in_the_log = erasure.who
    if_undone(lambda: take_back(in_the_log))
    db.session.add(erasure)
    db.session.flush()


def take_back(who: str) -> None:
    try:
        append_record(LOG, {"who": who, "taken_back": True})
    except OSError:
        log.exception("a removal that failed stands in %s: add {\"who\": \"%s\", \"taken_back\": true}", LOG, who)


def removals_in_file() -> list[dict[str, Any]]:
    """What the file says last of each person, when that is that they were removed."""
    found = {told["who"]: told for told in records(LOG)}
    return [told for told in found.values() if "taken_back" not in told]


def take_over_log() -> list[Erasure]:
    """Every removal that either log knows; what only the file knew is in the database from now on."""
    known = {erasure.who: erasure for erasure in queries.erasures()}
    for found in removals_in_file():
        if found["who"] not in known:
            at = datetime.fromisoformat(found["at"])
            known[found["who"]] = Erasure(who=found["who"], at=at, kept=found["kept"])
            db.session.add(known[found["who"]])
    db.session.flush()
    return list(known.values())

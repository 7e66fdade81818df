"""Choosing one's own keys, or none."""

from collections.abc import Mapping

from app.accounts.models import User
from app.core.database import db
from app.workbench import queries
from app.workbench.keys import OURS
from app.workbench.models import Shortcuts


def choose_keys(by: User, are_on: bool, keys: Mapping[str, str]) -> None:
    """Keeps which keys somebody wants; those that are ours are not kept."""
    known = queries.shortcuts_of(by)
    if known is None:
        known = Shortcuts(user_id=by.id)
        db.session.add(known)
    known.are_on = are_on
    known.chosen = {action: key for action, key in keys.items() if key != OURS[action]}
    db.session.flush()

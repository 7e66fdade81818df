"""The log of who looked at what is not public, which its contributor reads by role."""

from app.accounts.models import User
from app.contributions.models import Contribution, ViewOfHidden
from app.core.database import db, holds_the_pen, own_transaction


def log_view(contribution: Contribution, by: User, role: str = "editor") -> None:
    """Notes that somebody saw a text that is not public; its contributor sees that, by role."""
    db.session.add(ViewOfHidden(contribution_id=contribution.id, user_id=by.id, role=role))
    db.session.flush()


def log_view_at_once(contribution: Contribution, by: User, role: str = "editor", is_kept: bool = False) -> None:
    """The same, whatever becomes of this request: a form that comes back shows the text as well, and keeps nothing.

    `is_kept` tells whether this request keeps what it writes.
    """
    if is_kept and holds_the_pen():
        log_view(contribution, by, role)
        return
    look = ViewOfHidden(contribution_id=contribution.id, user_id=by.id, role=role)
    if holds_the_pen():
        db.session.rollback()  # lets go of the lock that a form holds, or this would wait for itself
    with own_transaction() as apart:
        apart.add(look)

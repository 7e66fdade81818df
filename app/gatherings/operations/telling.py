"""Telling whoever signed up what changed, and that it does not take place."""

from collections.abc import Sequence
from datetime import timedelta

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.gatherings import messages, queries
from app.gatherings.models import Change, What

QUIET = timedelta(minutes=15)  # since the last change, so that somebody who changes five things tells it once


def tell_changes() -> int:
    """Mails everybody who signed up what changed since they were told; how many mails. Run every ten minutes."""
    count = 0
    for gathering, changes in queries.untold_changes():
        if is_quiet(changes):
            people = queries.everybody_at(gathering) if gathering.on >= today() else []
            for registration in people:
                if gathering.is_cancelled:
                    messages.called_off(registration, changes[-1].id)
                else:
                    messages.changed(registration, changes)
            for change in changes:
                change.told_at = clock.now()
            count += len(people)
    db.session.flush()
    return count


def is_quiet(changes: Sequence[Change]) -> bool:
    """Whether nobody is still changing things; that it does not take place is told at once."""
    is_off = any(change.what is What.CANCELLED for change in changes)
    return is_off or max(change.at for change in changes) <= clock.now() - QUIET

"""What no database can take back, such as files: done once the transaction is kept, taken back when it is not.

Such a deed cannot ask the database anything, and must not fail: what cannot be done now is left to a job.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.database import db

Deed = Callable[[], object]
KEPT, UNDONE = "straatwijs.when_kept", "straatwijs.if_undone"  # of a transaction, in the info of its session


def when_kept(deed: Deed) -> None:
    """Does this right after the commit; when the transaction is rolled back, never."""
    transaction().setdefault(KEPT, []).append(deed)


def if_undone(deed: Deed) -> None:
    """Does this when the transaction is rolled back: it takes back what was done already."""
    transaction().setdefault(UNDONE, []).append(deed)


def transaction() -> dict[Any, Any]:
    """What is noted with the transaction of this request or job, which has begun from now on."""
    session = db.session()
    if not session.in_transaction():
        session.begin()
    return session.info


@event.listens_for(Session, "after_commit")
def kept(session: Session) -> None:
    end(session, KEPT, UNDONE)


@event.listens_for(Session, "after_rollback")
def undone(session: Session) -> None:
    end(session, UNDONE, KEPT)


def end(session: Session, wanted: str, unwanted: str) -> None:
    if session.in_nested_transaction():  # a savepoint: the transaction itself has not ended
        return
    session.info.pop(unwanted, None)
    for deed in session.info.pop(wanted, ()):
        deed()

"""What is to happen only once a transaction is kept; one that is rolled back leaves nothing of it."""

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.database import db

TO_DO = "straatwijs.when_kept"  # of a transaction, in the info of its session


def when_kept(deed: Callable[[], None]) -> None:
    """Does this right after the commit. It cannot ask the database anything, and must not fail."""
    db.session().info.setdefault(TO_DO, []).append(deed)


@event.listens_for(Session, "after_commit")
def do(session: Session) -> None:
    if not session.in_nested_transaction():  # a savepoint: the transaction itself has not ended
        for deed in session.info.pop(TO_DO, ()):
            deed()


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TO_DO, None)

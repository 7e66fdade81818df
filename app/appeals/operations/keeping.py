"""What the clock does with requests: remind of the term, and forget."""

from datetime import timedelta

from app.accounts.models import Role
from app.appeals import messages, queries
from app.appeals.models import Appeal
from app.appeals.operations.drawing import draw, note
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.outbox import take_back

SOON = timedelta(days=7)  # before the last day for an answer


def remind() -> int:
    """Reminds who judges of a term that ends soon, once a day; a late one gets another judge. How many requests."""
    for appeal in queries.open_appeals():
        if not any(judge.user.has(Role.EDITOR) for judge in appeal.judges):  # they left
            messages.to_judge(draw(appeal), appeal)
    due = [appeal for appeal in queries.open_appeals() if waits_too_long(appeal) and not was_reminded_today(appeal)]
    for appeal in due:
        if appeal.is_late(clock.today()):
            draw(appeal, number=1)
        appeal.reminded_on = clock.today()
        note(appeal, "reminded", "clock")
        messages.runs_late([judge.user for judge in appeal.judges], appeal)
    return len(due)


def waits_too_long(appeal: Appeal) -> bool:
    hides_today = appeal.hide_by is not None and appeal.held_at is None and appeal.hide_by <= clock.today()
    return hides_today or appeal.due_on - SOON <= clock.today()


def was_reminded_today(appeal: Appeal) -> bool:
    return appeal.reminded_on is not None and appeal.reminded_on >= clock.today()


def forget_answered() -> int:
    """Deletes the requests that were answered `appeal_days` ago, with who looked at them; how many."""
    return destroyed("appeal", queries.delete_due(clock.today()), "appeal_days")


def forget_address(email: str) -> None:
    """Deletes this address wherever somebody left it with a request, and who they said that they are."""
    for appeal in queries.with_an_address():
        if appeal.email == email.lower():
            appeal.email = appeal.who = ""
            take_back(f"appeal-{appeal.public_id}-")
    db.session.flush()

"""Who gets a task at a gathering, and when it ends."""

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import Gathering, Task, TaskHolder
from app.gatherings.models.running import LASTS

FEWEST_ORGANISERS = 2


def organisers(gathering: Gathering) -> list[TaskHolder]:
    """Those who run it now: whoever was invited and did not come yet does not count."""
    return [holder for holder in gathering.holders if holder.task is Task.ORGANISER and holder.user_id is not None]


def let_go(user: User, whatever_runs: bool = False) -> None:
    """Somebody goes. Raises Refusal where a gathering that is still to come would be left without organiser."""
    for gathering in queries.run_by(user):
        others = [holder for holder in organisers(gathering) if holder.user_id != user.id]
        if not others and gathering.on >= today() and not whatever_runs:
            raise Refusal(_("You are the only organiser of “%(name)s”. Add a second one first.", name=gathering.title))
    queries.forget_invited(user.email)


def forget_tasks() -> int:
    """Deletes the tasks that ended with their gathering; how many. Run every night."""
    gone = sum(queries.delete_tasks(task, before=today() - lasts) for task, lasts in LASTS.items())
    return destroyed("gathering_task", gone, "the days after a gathering")


def take_up(gathering: Gathering, user: User) -> None:
    """Ties the tasks to which somebody was invited to the account that they have by now."""
    for holder in gathering.holders:
        if holder.user_id is None and holder.email == user.email:
            holder.user_id = user.id
    db.session.flush()

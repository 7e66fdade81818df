"""Finding who has a task at a gathering."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, delete, inspect, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import User
from app.core.database import db, number_of, one
from app.gatherings.models import Gathering, Task, TaskHolder


def run_by(user: User) -> Sequence[Gathering]:
    """The gatherings of which this person is an organiser, the first to come on top.

    Always in one order, so that two who go at once hold them in the same order.
    """
    invited = and_(TaskHolder.user_id.is_(None), TaskHolder.email == user.email)
    mine = and_(TaskHolder.task == Task.ORGANISER, or_(TaskHolder.user_id == user.id, invited))
    wanted = select(Gathering).where(Gathering.holders.any(mine)).options(selectinload(Gathering.holders))
    return db.session.scalars(wanted.order_by(Gathering.on, Gathering.id)).all()


def with_accounts(gathering: Gathering) -> list[tuple[TaskHolder, User | None]]:
    """Everybody who has a task, each with their account if they have one by now; read for all of them at once.

    With the roles that they have now: of who was read before somebody may have ended a role meanwhile.
    """
    invited = {holder.email for holder in gathering.holders if holder.user_id is None}
    unread = {holder.user_id for holder in gathering.holders if "user" not in inspect(holder).dict} - {None}
    known: dict[str, User] = {}
    if invited or unread:
        wanted = select(User).where(or_(User.id.in_(unread), User.email.in_(invited)))
        users = db.session.scalars(wanted.execution_options(populate_existing=True)).all()
        for holder in gathering.holders:
            if holder.user_id in unread:
                set_committed_value(holder, "user", next((one for one in users if one.id == holder.user_id), None))
        known = {user.email: user for user in users}
    return [(one, one.user if one.user_id is not None else known.get(one.email)) for one in gathering.holders]


def lock_tasks(gathering: Gathering) -> None:
    """Nobody else gives or takes back a task until this is kept; reads them again, and whose they are."""
    db.session.execute(select(Gathering.id).where(Gathering.id == gathering.id).with_for_update())
    db.session.refresh(gathering, ["holders"])
    for holder in gathering.holders:
        db.session.expire(holder, ["user"])


def tasks_of(user: User) -> Sequence[TaskHolder]:
    """Every task of this person, with its gathering, by day."""
    wanted = select(TaskHolder).join(TaskHolder.gathering).where(TaskHolder.user_id == user.id)
    ordered = wanted.options(joinedload(TaskHolder.gathering)).order_by(Gathering.on, TaskHolder.task)
    return db.session.scalars(ordered).unique().all()


def delete_tasks(task: Task, before: date) -> int:
    """Deletes the tasks of one kind at gatherings of before this day; how many."""
    ended = TaskHolder.gathering_id.in_(select(Gathering.id).where(Gathering.on < before))
    return number_of(db.session.execute(delete(TaskHolder).where(TaskHolder.task == task, ended)))


def forget_invited(email: str) -> None:
    """Deletes the invitations of an address that go with no account."""
    db.session.execute(delete(TaskHolder).where(TaskHolder.email == email, TaskHolder.user_id.is_(None)))


def task_of(gathering: Gathering, number: int) -> TaskHolder:
    """A task at this gathering. Raises NotFound."""
    return one(select(TaskHolder).where(TaskHolder.gathering_id == gathering.id, TaskHolder.id == number))

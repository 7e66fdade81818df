"""Who gets a task at a gathering, and when it ends."""

from app.accounts.models import Role, User
from app.accounts.operations import invite_host, user_for
from app.accounts.queries import user_by_email
from app.core.clock import today
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import messages, queries
from app.gatherings.models import Gathering, GatheringStatus, Task, TaskHolder
from app.gatherings.models.running import LASTS

FEWEST_ORGANISERS = 2


def organisers(gathering: Gathering) -> list[TaskHolder]:
    """Those who run it now: whoever was invited and has no account yet does not count."""
    mine = (holder for holder in gathering.holders if holder.task is Task.ORGANISER)
    return [holder for holder in mine if holder.user_id is not None or user_by_email(holder.email) is not None]


def has_too_few(gathering: Gathering) -> bool:
    """Whether a gathering that people count on is run by fewer than two: then a question may wait."""
    is_ahead = gathering.status is GatheringStatus.PUBLISHED and gathering.on >= today()
    return is_ahead and len(organisers(gathering)) < FEWEST_ORGANISERS


def tell_who_is_left(gathering: Gathering, left: list[TaskHolder]) -> None:
    """Whoever runs it alone from now on hears that, and can ask a colleague."""
    if len(left) != 1 or gathering.status is not GatheringStatus.PUBLISHED or gathering.on < today():
        return
    user = left[0].user or user_by_email(left[0].email)
    if user is not None:
        messages.runs_it_alone(user, gathering)


def let_go(user: User, whatever_runs: bool = False) -> None:
    """Somebody goes. Raises Refusal where a gathering that is still to come would be left without organiser."""
    for gathering in queries.run_by(user):
        others = [holder for holder in organisers(gathering) if holder.user_id != user.id]
        if not others and gathering.on >= today() and not whatever_runs:
            raise Refusal(_("You are the only organiser of “%(name)s”. Add a second one first.", name=gathering.title))
        tell_who_is_left(gathering, others)
    queries.forget_invited(user.email)


def forget_tasks() -> int:
    """Deletes the tasks that ended with their gathering; how many. Run every night."""
    gone = sum(queries.delete_tasks(task, before=today() - lasts) for task, lasts in LASTS.items())
    return destroyed("gathering_task", gone, "the days after a gathering")


def take_up_all(gathering: Gathering) -> None:
    """Ties everybody who was invited to the account that they have by now."""
    for holder in gathering.holders:
        if holder.user_id is None and (user := user_by_email(holder.email)) is not None:
            holder.user_id = user.id
    db.session.flush()


def give(gathering: Gathering, task: Task, email: str, by: User, language: str) -> bool:
    """Gives somebody a task and tells them; False when they had it.

    Who helps or takes notes needs no role elsewhere; who organises is a host, or is invited to be one.
    """
    address = email.strip().lower()
    if any(holder.task is task and holder.email == address for holder in gathering.holders):
        return False
    user = user_by_email(address)
    if task is Task.ORGANISER and not is_host_here(user, gathering):
        invite_host(address, gathering.organisation, by=by)
    elif user is None:
        user = user_for(address, language=language)
    holder = TaskHolder(task=task, email=address, user_id=user.id if user else None)
    gathering.holders.append(holder)
    db.session.flush()
    if user is not None:
        messages.has_a_task(user, gathering, task)
    return True


def is_host_here(user: User | None, gathering: Gathering) -> bool:
    return user is not None and any(user.works_for(number, Role.HOST) for number in gathering.organisation_ids)


def hand_over(gathering: Gathering, email: str, by: User, language: str) -> None:
    """A colleague organises it in the place of this organiser, in one deed: it never has fewer than before.

    Raises Refusal for somebody who could not go on with it at once.
    """
    queries.lock_tasks(gathering)
    leaving = next((one for one in organisers(gathering) if one.user_id == by.id or one.email == by.email), None)
    if leaving is None:
        raise Refusal(_("You handed this gathering over already."))
    if not is_host_here(user_by_email(email.strip().lower()), gathering):
        raise Refusal(_("This person is no host yet. Make them an organiser first: then they are invited."))
    if not give(gathering, Task.ORGANISER, email, by, language):
        raise Refusal(_("This person organises it already. Choose somebody else: a gathering needs two people."))
    gathering.holders.remove(leaving)
    db.session.flush()


def end(gathering: Gathering, holder: TaskHolder) -> None:
    """Takes a task back. Raises Refusal for the last organiser: nobody could give it back.

    The tasks are held, so that of two organisers who leave at once the second finds that they are the last.
    """
    queries.lock_tasks(gathering)
    if holder not in gathering.holders:
        return
    left = [one for one in organisers(gathering) if one is not holder]
    if holder.task is Task.ORGANISER and not left:
        raise Refusal(_("This is the only organiser. Add another one first."))
    gathering.holders.remove(holder)
    if holder.task is Task.ORGANISER:
        tell_who_is_left(gathering, left)
    db.session.flush()

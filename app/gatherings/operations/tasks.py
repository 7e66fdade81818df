"""Who gets a task at a gathering, and when it ends."""

from app.accounts.models import Membership, Organisation, Role, User
from app.accounts.operations import hear_of_ended_roles, invite_host, user_for
from app.accounts.queries import hosts_at, people_with, user_by_email
from app.core import trail
from app.core.clock import today
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import messages, permissions, queries
from app.gatherings.models import Gathering, GatheringStatus, Task, TaskHolder
from app.gatherings.models.running import LASTS

FEWEST_ORGANISERS = 2


def organisers(gathering: Gathering) -> list[TaskHolder]:
    """Those who may run it now: not who was invited and has no account yet, nor who is no host here (any more)."""
    everybody = queries.with_accounts(gathering)
    mine = ((holder, user) for holder, user in everybody if holder.task is Task.ORGANISER and user is not None)
    return [holder for holder, user in mine if permissions.may_organise(user, gathering)]


def account_of(holder: TaskHolder) -> User | None:
    return holder.user or user_by_email(holder.email)


def is_of(holder: TaskHolder, user: User) -> bool:
    return holder.user_id == user.id or (holder.user_id is None and holder.email == user.email)


def is_counted_on(gathering: Gathering) -> bool:
    return gathering.status is GatheringStatus.PUBLISHED and gathering.on >= today()


def has_too_few(gathering: Gathering) -> bool:
    """Whether a gathering that people count on is run by fewer than two: then a question may wait."""
    return is_counted_on(gathering) and len(organisers(gathering)) < FEWEST_ORGANISERS


def tell_who_is_left(gathering: Gathering, left: list[TaskHolder]) -> None:
    """Whoever runs it alone from now on hears that, and can ask a colleague. When nobody is left, others hear it."""
    if not left and is_planned(gathering):
        tell_of_a_draft(gathering)
    if not is_counted_on(gathering):
        return
    if not left:
        tell_that_nobody_is_left(gathering)
    elif len(left) == 1 and (user := account_of(left[0])) is not None:
        messages.runs_it_alone(user, gathering)


def tell_that_nobody_is_left(gathering: Gathering) -> None:
    """The hosts of its organisation can take it up; where there are none, who keeps the deal going looks for one."""
    hosts = hosts_at(gathering.organisation_id)
    for user in hosts or people_with(Role.COORDINATOR):
        messages.nobody_organises(user, gathering, may_take_up=bool(hosts))


def is_planned(gathering: Gathering) -> bool:
    """Whether it is a draft of a day that is still to come: nobody counts on it, but its organisation may."""
    return gathering.status is GatheringStatus.DRAFT and gathering.on >= today()


def tell_of_a_draft(gathering: Gathering) -> None:
    """The hosts of its organisation can take it up; who keeps the deal going asks that organisation about it.

    Where nobody keeps the deal going, who runs the site asks.
    """
    hosts = hosts_at(gathering.organisation_id)
    for user in hosts:
        messages.nobody_plans(user, gathering, may_take_up=True)
    for user in people_with(Role.COORDINATOR) or people_with(Role.ADMINISTRATOR):
        if user not in hosts:
            messages.nobody_plans(user, gathering, may_take_up=False)


def nobody_plans(gathering: Gathering) -> bool:
    """Whether it is a draft of a day to come that nobody goes on with."""
    return is_planned(gathering) and not organisers(gathering)


def nobody_organises(gathering: Gathering) -> bool:
    """Whether people count on a gathering that nobody runs."""
    return is_counted_on(gathering) and not organisers(gathering)


def take_up(gathering: Gathering, by: User) -> None:
    """A host of its organisation goes on with what nobody organises or plans. Raises Refusal once somebody else does.

    The tasks are held, so that of two who take it up at once the second hears that it is done. Who gave themselves this
    right, and when, stands in the audit trail.
    """
    queries.lock_tasks(gathering)
    if any(is_of(holder, by) for holder in organisers(gathering)):
        return  # they pressed it twice
    if not nobody_organises(gathering) and not nobody_plans(gathering):
        raise Refusal(_("Somebody organises this gathering already, or it is over."))
    gathering.holders.append(TaskHolder(task=Task.ORGANISER, email=by.email, user_id=by.id))
    db.session.flush()
    trail.note("gathering taken up", f"gathering {gathering.id}, user {by.id}", by=by.id)


def tell_of_fewer(gathering: Gathering, before: list[TaskHolder]) -> None:
    """Whoever is left hears it when fewer run it than before."""
    left = organisers(gathering)
    if len(left) < len(before):
        tell_who_is_left(gathering, left)


def let_go(user: User, whatever_runs: bool = False) -> None:
    """Somebody goes. Raises Refusal where a gathering that is still to come would be left without organiser.

    The tasks are held until it is kept, so that of two who go at once the second finds that they are the last.
    """
    for gathering in queries.run_by(user):
        queries.lock_tasks(gathering)
        running = organisers(gathering)
        others = [holder for holder in running if not is_of(holder, user)]
        if len(others) == len(running):
            continue  # they were no host here any more: nobody counted on them
        if not others and gathering.on >= today() and not whatever_runs:
            raise Refusal(_("You are the only organiser of “%(name)s”. Add a second one first.", name=gathering.title))
        tell_who_is_left(gathering, others)
    queries.forget_invited(user.email)


def count_again(membership: Membership) -> None:
    """Somebody is no host any more where they were: of what they organised there one person may be left, or nobody.

    The tasks are held until it is kept, so that of two whose role ends at once the second finds nobody left.
    """
    if membership.role is not Role.HOST:
        return
    for gathering in queries.run_by(membership.user):
        queries.lock_tasks(gathering)
        here = membership.organisation_id in gathering.organisation_ids
        if here and not is_host_here(membership.user, gathering):
            tell_who_is_left(gathering, organisers(gathering))


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
    """Gives somebody a task and tells them; False when they had it, under this address or an earlier one of theirs.

    Who helps or takes notes needs no role elsewhere; who organises is a host, or is invited to be one: also once more,
    when they are no host any more or did not accept in time.
    """
    queries.lock_tasks(gathering)
    address = email.strip().lower()
    user = user_by_email(address)
    of_this_kind = (one for one in gathering.holders if one.task is task)
    is_held = any(one.email == address or (user is not None and one.user_id == user.id) for one in of_this_kind)
    must_be_invited = task is Task.ORGANISER and not is_host_here(user, gathering)
    is_invited = must_be_invited and invite_host(address, organisation_of(by, gathering), by=by)
    if is_held:
        return is_invited
    if user is None and not must_be_invited:
        user = user_for(address, language=language)
    holder = TaskHolder(task=task, email=address, user_id=user.id if user else None)
    gathering.holders.append(holder)
    db.session.flush()
    if user is not None:
        messages.has_a_task(user, gathering, task)
    return True


def organisation_of(by: User, gathering: Gathering) -> Organisation:
    """For which somebody lets others in: one of the hosts of this gathering that they are a host of themselves."""
    here = (gathering.organisation, *gathering.cohosts)
    return next(one for one in here if permissions.may_plan_for(by, one.id))


def is_host_here(user: User | None, gathering: Gathering) -> bool:
    return user is not None and any(user.works_for(number, Role.HOST) for number in gathering.organisation_ids)


def hand_over(gathering: Gathering, email: str, by: User, language: str) -> None:
    """A colleague organises it in the place of this organiser, in one deed: it never has fewer than before.

    Raises Refusal for somebody who could not go on with it at once.
    """
    queries.lock_tasks(gathering)
    leaving = next((one for one in organisers(gathering) if is_of(one, by)), None)
    if leaving is None:
        raise Refusal(_("You handed this gathering over already."))
    if not is_host_here(user_by_email(email.strip().lower()), gathering):
        raise Refusal(_("This person is no host yet. Make them an organiser first: then they are invited."))
    if not give(gathering, Task.ORGANISER, email, by, language):
        raise Refusal(_("This person organises it already. Choose somebody else: a gathering needs two people."))
    gathering.holders.remove(leaving)
    db.session.flush()
    tell_who_is_left(gathering, organisers(gathering))


def end(gathering: Gathering, holder: TaskHolder) -> None:
    """Takes a task back. Raises Refusal for the last organiser: nobody could give it back.

    The tasks are held, so that of two organisers who leave at once the second finds that they are the last.
    """
    queries.lock_tasks(gathering)
    if holder not in gathering.holders:
        return
    running = organisers(gathering)
    if running == [holder]:
        raise Refusal(_("This is the only organiser. Add another one first."))
    gathering.holders.remove(holder)
    db.session.flush()
    tell_of_fewer(gathering, running)


hear_of_ended_roles(count_again)

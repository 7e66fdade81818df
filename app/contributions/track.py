"""How far a contribution has come: the steps that were laid, and the ones still to lay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.contributions.models import Contribution, Status
from app.core import clock
from app.core.clock import local, workday_after
from app.core.wording import _, clock_time, day_and_date, long_date

ENDED = (Status.REFUSED, Status.WITHDRAWN)
IN_VIEW = (Status.PUBLISHED, Status.HELD)  # read and approved
READ_STATES = (Status.WAITING_FOR_APPROVAL, *IN_VIEW)


@dataclass(frozen=True)
class TrackStep:
    name: str
    note: str
    is_done: bool = False
    is_now: bool = False
    language: str = ""  # of the note, when that is not the page's


def first_reaction_by(contribution: Contribution, working_days: int) -> date:
    """The last day on which the contributor hears something. It moves on while the contributor is to move."""
    since = contribution.clock_since or local(contribution.submitted_at).date()
    return workday_after(since, max(0, working_days - (contribution.clock_days or 0)))


def track(contribution: Contribution, working_days: int, used_in: Sequence[str], answered: bool) -> list[TrackStep]:
    """The six steps of a contribution. `used_in` are the titles of the questions that it is used in."""
    at = contribution.submitted_at
    steps = [
        TrackStep(_("Received"), _("On %(day)s at %(time)s", day=long_date(at), time=clock_time(at)), is_done=True),
        read_step(contribution, working_days),
        approval_step(contribution),
        visible_step(contribution),
        used_step(contribution, used_in),
        answered_step(contribution, answered),
    ]
    return with_present(steps, contribution)


def was_in_view(contribution: Contribution) -> bool:
    """Whether others could read what is not there any more."""
    at, waits = contribution.published_at, contribution.visible_from
    return contribution.status in ENDED and at is not None and (waits is None or waits <= clock.today())


def read_step(contribution: Contribution, working_days: int) -> TrackStep:
    name = _("Read by two people")
    if contribution.status in READ_STATES or was_in_view(contribution):
        read = _("Both have finished reading") if contribution.readings else _("Entered by the editors")
        return TrackStep(name, read, is_done=True)
    if contribution.status in ENDED:
        return TrackStep(name, _("This has stopped"))
    if contribution.clock_since is None:
        return TrackStep(name, _("The editors ask you something. Their time stands still until you answer."))
    by = day_and_date(first_reaction_by(contribution, working_days))
    return TrackStep(name, _("You hear something no later than %(day)s", day=by))


def approval_step(contribution: Contribution) -> TrackStep:
    name = _("Your approval")
    done = step_on(contribution, "approved")
    if contribution.status in IN_VIEW or was_in_view(contribution):
        when = _("On %(day)s", day=long_date(done)) if done else _("You gave it when you sent it")
        return TrackStep(name, when, is_done=True)
    if contribution.status in ENDED:
        return TrackStep(name, _("This has stopped"))
    if contribution.status is Status.WAITING_FOR_APPROVAL:
        return TrackStep(name, _("It is your turn: read the text and say what you think"))
    if contribution.unchanged_is_fine:
        return TrackStep(name, _("Only if the editors want to change something"))
    return TrackStep(name, _("You read the text, and change what you want"))


def visible_step(contribution: Contribution) -> TrackStep:
    name = _("Visible to others")
    if contribution.status is Status.HELD:
        since = long_date(held_since(contribution))
        return TrackStep(name, _("Out of view since %(day)s, while it is judged", day=since))
    if contribution.status is Status.PUBLISHED and contribution.published_at is not None:
        waits = contribution.visible_from
        if waits is not None and waits > local(contribution.published_at).date():
            return TrackStep(name, _("From %(day)s, as you asked", day=long_date(waits)), is_done=True)
        return TrackStep(name, _("Since %(day)s", day=long_date(contribution.published_at)), is_done=True)
    if contribution.published_at is not None and was_in_view(contribution):
        return TrackStep(name, _("It was, since %(day)s. Not any more.", day=long_date(contribution.published_at)))
    if contribution.status in ENDED:
        return TrackStep(name, _("This has stopped"))
    if contribution.visible_from is not None:
        return TrackStep(name, _("Not before %(day)s, as you asked", day=long_date(contribution.visible_from)))
    return TrackStep(name, _("Right after your approval"))


def used_step(contribution: Contribution, used_in: Sequence[str]) -> TrackStep:
    name = _("Used in a question")
    if contribution.status in ENDED:
        return TrackStep(name, _("Not any more") if used_in else _("This has stopped"))
    if used_in:
        return TrackStep(name, ", ".join(used_in), is_done=True, language="nl")
    return TrackStep(name, _("You see here in which one, and who looks for an answer"))


def answered_step(contribution: Contribution, answered: bool) -> TrackStep:
    is_over = contribution.status in ENDED
    note = _("This has stopped") if is_over else _("You see here what came of it")
    return TrackStep(_("Answered"), note, is_done=answered and not is_over)


def held_since(contribution: Contribution) -> date:
    return step_on(contribution, "held") or local(contribution.submitted_at).date()


def step_on(contribution: Contribution, what: str) -> date | None:
    """The day of the last step of this name; None when it was not taken."""
    days = [local(step.at).date() for step in contribution.steps if step.what == what]
    return days[-1] if days else None


def with_present(steps: list[TrackStep], contribution: Contribution) -> list[TrackStep]:
    """Marks the last step that was laid as where it stands now; an ended contribution stands nowhere."""
    if contribution.status in ENDED:
        return steps
    laid = [at for at, step in enumerate(steps) if step.is_done]
    now_at = laid[-1] if laid else 0
    return [replace(step, is_now=at == now_at) for at, step in enumerate(steps)]

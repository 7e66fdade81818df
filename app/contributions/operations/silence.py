"""What happens when the contributor says nothing: a reminder or two, and an end. Silence never makes a text visible."""

from datetime import date, timedelta

from app.contributions import queries
from app.contributions.models import Contribution, Status, Step
from app.contributions.operations.contact import bring_news, call_back
from app.core import clock
from app.core.clock import local
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.wording import _, lazy

YOUR_TURN = ("asked", "handed_back", "sent_for_approval")  # steps after which the contributor is to move
MAY_CLOSE = (Status.WAITING_FOR_APPROVAL, Status.RETURNED)  # a question of the desk alone closes nothing


def silent_since(contribution: Contribution) -> date | None:
    """The day since which the contributor is to move; None while the desk is."""
    turns = [step for step in contribution.steps if step.what in (*YOUR_TURN, "taken_up", "answered")]
    if contribution.clock_since is not None or contribution.has_nobody_to_ask or not turns:
        return None
    return local(turns[-1].at).date()


def closes_on(contribution: Contribution) -> date | None:
    """The day on which it is closed when its contributor says nothing; None when nothing waits, or it is frozen."""
    since = silent_since(contribution) if contribution.status in MAY_CLOSE else None
    return since + timedelta(days=deal().closing_days) if since and not contribution.is_frozen else None


def mind_silence() -> int:
    """Reminds whoever is to move, and closes what nobody answered on its day; how many of both. Run every night."""
    count = 0
    for contribution in queries.waiting_for_contributor():
        closing = closes_on(contribution)
        if closing is not None and closing <= clock.today():
            lapse(contribution)
        elif is_to_be_reminded(contribution):
            note(contribution, "reminded")
            tell(contribution, lazy("The desk still waits for you"))
        else:
            continue
        count += 1
    return count


def is_to_be_reminded(contribution: Contribution) -> bool:
    """Whether a day on which we remind has come, and nobody was reminded since. Days that were missed count once."""
    since = silent_since(contribution)
    come = [since + timedelta(days=days) for days in deal().remind_days] if since else []
    come = [day for day in come if day <= clock.today()]
    reminded = [local(step.at).date() for step in contribution.steps if step.what == "reminded"]
    return bool(come) and not any(day >= max(come) for day in reminded)


def lapse(contribution: Contribution) -> None:
    """Closes it, unseen by anybody. Its contributor can still take it up, until it is deleted."""
    contribution.status = Status.WITHDRAWN
    note(contribution, "lapsed")
    tell(contribution, lazy("Your contribution was closed, because no answer came"))


def may_be_taken_up(contribution: Contribution) -> bool:
    """Whether silence closed it, and not its contributor."""
    ends = [step.what for step in contribution.steps if step.what in ("withdrawn", "lapsed")]
    return contribution.status is Status.WITHDRAWN and ends[-1:] == ["lapsed"]


def take_up(contribution: Contribution) -> None:
    """The contributor goes on where it stood. A second time changes nothing. Raises Refusal when it ended otherwise."""
    if contribution.status in MAY_CLOSE:
        return
    if not may_be_taken_up(contribution):
        raise Refusal(_("This contribution cannot be taken up any more. You can share a new one."))
    turns = [step.what for step in contribution.steps if step.what in YOUR_TURN]
    asked_for_yes = turns[-1] == "sent_for_approval"
    contribution.status = Status.WAITING_FOR_APPROVAL if asked_for_yes else Status.RETURNED
    contribution.steps.append(Step(what="taken_up", by_role="contributor", at=clock.now()))
    db.session.flush()


def tell(contribution: Contribution, subject: object) -> None:
    call_back(contribution, subject)
    bring_news(contribution, subject)


def note(contribution: Contribution, what: str) -> None:
    contribution.steps.append(Step(what=what, by_role="clock", at=clock.now()))
    db.session.flush()

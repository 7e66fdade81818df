"""What a contributor says when asked whether it still holds, or at any other moment while others read the story."""

from collections.abc import Iterable

from app.contributions import queries
from app.contributions.models import Contribution, Outcome, OutcomeSaid, Status, Still
from app.contributions.operations.follow import ENDED, note, read_again
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.outcomes import note_answered, show
from app.contributions.operations.publication import relist
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _


def may_say_how_it_is(contribution: Contribution, lines: Iterable[OutcomeSaid] = ()) -> bool:
    """Once others read the story; and while one of its lines waits for the desk, to say it otherwise."""
    if contribution.is_frozen or contribution.status in ENDED:
        return False
    return contribution.status is Status.PUBLISHED or any(line.shown_at is None for line in lines)


def say_how_it_is(contribution: Contribution, said: Still, outcome: Outcome, words: str = "") -> None:
    """Adds a line to the history of the story. `outcome` counts when it changed; what stopped, stopped.

    Words are read like a change of the text: until two people have, the story is out of view. What waits for them is
    replaced. The same once more on one day changes nothing. Raises Refusal when nobody reads the story yet.
    """
    not_frozen(contribution)
    known = queries.outcomes_of(contribution)
    if not may_say_how_it_is(contribution, known):
        raise Refusal(_("You can say this once your story is visible."))
    became = {Still.CHANGED: outcome, Still.STOPPED: Outcome.STOPPED}.get(said, contribution.outcome)
    line = OutcomeSaid(contribution_id=contribution.id, said=said, outcome=became, words=words, at=clock.now())
    if known and is_the_same(known[-1], line):
        return
    if not known:
        keep_the_beginning(contribution)
    for waiting in [line for line in known if line.shown_at is None]:
        db.session.delete(waiting)
    db.session.add(line)
    note(contribution, "told_anew")
    note_answered(contribution)
    if words:
        read_again(contribution)
        return
    show(contribution, line)
    db.session.flush()
    relist(contribution)


def is_the_same(last: OutcomeSaid, line: OutcomeSaid) -> bool:
    """Whether somebody pressed twice."""
    same = all(getattr(last, name) == getattr(line, name) for name in ("said", "outcome", "words"))
    return same and clock.local(last.at).date() == clock.today()


def keep_the_beginning(contribution: Contribution) -> None:
    """How it ended when it became visible is the first line: from now on the story itself says the last one."""
    at = contribution.published_at or clock.now()
    began = {"said": Still.BEGAN, "outcome": contribution.outcome, "at": at, "shown_at": at}
    db.session.add(OutcomeSaid(contribution_id=contribution.id, **began))
    db.session.flush()

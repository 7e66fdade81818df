"""Taking a visible text out of view while somebody judges it, and what comes of that.

It happens when somebody says that the text is about them, or when its contributor objects. What is frozen for a Woo
request can be held and taken down: that changes who sees it, not what is kept.
"""

from app.accounts.models import User
from app.contributions import messages
from app.contributions.models import Contribution, Remark, Status, Step
from app.contributions.operations.contact import tell_contributor
from app.contributions.operations.follow import back_to_the_desk
from app.contributions.operations.freezing import not_frozen
from app.contributions.operations.publication import relist, withdraw_from_lists
from app.contributions.operations.remembering import remember, remember_when_kept
from app.core.database import db
from app.core.wording import lazy

IN_VIEW = (Status.PUBLISHED, Status.HELD)


def hold(contribution: Contribution, by: User | None) -> bool:
    """Out of view, in every list, at once. Without `by` its contributor asked for it. False when it was not visible."""
    if contribution.status is not Status.PUBLISHED:
        return False
    remember(contribution, "held")
    contribution.status = Status.HELD
    note(contribution, "held", by)
    withdraw_from_lists(contribution)
    if by is not None:
        tell_contributor(contribution, lazy("Your contribution is out of view while it is judged"))
    return True


def let_back(contribution: Contribution, by: User) -> None:
    """It was judged and may be read as it stands. What changed meanwhile goes the way of every change."""
    if contribution.status is not Status.HELD:
        return
    remember_when_kept(contribution, "let_back")
    contribution.status = Status.PUBLISHED
    note(contribution, "let_back", by)
    relist(contribution)
    tell_contributor(contribution, lazy("Your contribution is visible again"))


def read_once_more(contribution: Contribution, by: User, why: str) -> None:
    """Another text is needed: two readers propose one, and its contributor says yes or no. Not of what is frozen."""
    if contribution.status not in IN_VIEW:
        return
    not_frozen(contribution)
    remember(contribution, "read_once_more")
    db.session.add(Remark(contribution_id=contribution.id, by_id=by.id, from_contributor=False, text=why))
    note(contribution, "read_once_more", by)
    contribution.unchanged_is_fine = False  # its contributor says yes to whatever becomes visible
    for reading in contribution.readings:
        reading.accepted_at = reading.accepted_proposal_id = None
    withdraw_from_lists(contribution)
    back_to_the_desk(contribution)
    messages.tell_desk(lazy("A contribution is to be read once more"))
    tell_contributor(contribution, lazy("The desk asks for another text of your contribution"))


def take_down(contribution: Contribution, by: User | None, why: str) -> None:
    """It may not come back. Its contributor reads why, and can take the text along until it is deleted."""
    if contribution.status not in IN_VIEW:
        return
    remember(contribution, "refused")
    withdraw_from_lists(contribution)
    contribution.status, contribution.clock_since = Status.REFUSED, None
    note(contribution, "refused", by, why)
    tell_contributor(contribution, lazy("Your contribution was refused"))


def note(contribution: Contribution, what: str, by: User | None, text: str = "") -> None:
    role = "editor" if by else "contributor"
    contribution.steps.append(Step(what=what, by_role=role, by_id=by.id if by else None, note=text))
    db.session.flush()

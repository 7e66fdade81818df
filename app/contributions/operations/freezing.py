"""Keeping a contribution as it is for a Woo request, and letting go of it again."""

from collections.abc import Collection
from datetime import date

from app.accounts.models import User
from app.contributions import queries
from app.contributions.models import Contribution, Freeze, Status, Step
from app.contributions.operations.contact import tell_contributor
from app.contributions.operations.photo_files import let_go_of_refused_files
from app.contributions.operations.publication import relist
from app.contributions.operations.purging import purge
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _, lazy


def not_frozen(contribution: Contribution) -> None:
    """Raises Refusal when the text is kept as it is for a Woo request."""
    if contribution.is_frozen:
        raise Refusal(
            _(
                "This text is frozen: somebody asked for it under the Woo. Until that is over, nobody may change it. "
                "Its contributor can take it out of view."
            )
        )


def freeze(ids: Collection[int], reference: str, since: date, by: User) -> int:
    """Keeps these contributions as they are until this request is over; how many that were not kept for it yet."""
    count = 0
    for contribution in queries.to_freeze(ids):
        if any(kept.reference == reference for kept in contribution.freezes):
            continue
        contribution.freezes.append(Freeze(reference=reference, since=since, by_id=by.id))
        note(contribution, "frozen", reference, by)
        tell_contributor(contribution, lazy("Your contribution is kept for a Woo request"))
        count += 1
    db.session.flush()
    return count


def lift(reference: str, by: User) -> int:
    """The request is over. What was due meanwhile, and waits for no other request, is done; how many were kept."""
    kept = queries.to_freeze([freeze.contribution_id for freeze in queries.kept_for(reference)])
    for contribution in kept:
        queries.stop_keeping(contribution, reference)
        note(contribution, "unfrozen", reference, by)
        if not contribution.is_frozen:
            let_go_of_refused_files(contribution)
        if contribution.status is Status.PUBLISHED:
            purge(contribution)
        relist(contribution)  # the floors above let go of what they kept with it
    return len(kept)


def note(contribution: Contribution, what: str, reference: str, by: User) -> None:
    contribution.steps.append(Step(what=what, by_role="administrator", by_id=by.id, note=reference))

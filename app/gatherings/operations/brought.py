"""The experience that somebody brings: opened as a draft of a contribution, by whoever holds the link."""

from app.accounts.models import Person
from app.contributions.models import Draft, Kind
from app.contributions.operations import adopt, begin_with
from app.contributions.queries import draft_by_public_id
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import BroughtDraft, Registration
from app.gatherings.operations.came_out import begin_here
from app.gatherings.operations.giving import take_given_back


def make_contribution(registration: Registration, kind: Kind, secret: str, by: Person) -> Draft:
    """The draft with this experience in it, for the browser that holds the secret; the same one a second time.

    Raises Refusal when there is nothing (any more) to make one of.
    """
    draft = draft_begun(registration)
    if draft is not None:
        adopt(draft, secret)
        return draft
    if not registration.is_active or not registration.experience:
        raise Refusal(_("There is no experience here to make a contribution of. Write it down first."))
    draft = begin_with(secret, by, kind, registration.experience)
    db.session.add(BroughtDraft(registration_id=registration.id, draft=draft.public_id))
    begin_here(draft, registration.gathering)
    return draft


def draft_begun(registration: Registration) -> Draft | None:
    """The draft that was begun with it and not sent; of one that was sent nothing is known here any more."""
    brought = queries.brought_draft_of(registration)
    if brought is None:
        return None
    draft = draft_by_public_id(brought.draft)
    if draft is not None and draft.sent_as_id is None and draft.typed:
        return draft
    if draft is not None:
        registration.experience = ""  # it stands in what they shared, which others may know without a name
        take_given_back(registration)  # and so may the words of a question
    db.session.delete(brought)
    db.session.flush()
    return None


def let_go_of_sent() -> int:
    """Forgets which drafts were begun with an experience, once they were sent or thrown away; how many."""
    gone = 0
    for brought in queries.brought_drafts():
        queries.hold_seats(brought.registration.gathering_id)
        gone += draft_begun(brought.registration) is None
    return gone

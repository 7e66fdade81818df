"""Opening a request, freezing what it asks for, asking people to handle it, and closing it."""

from collections.abc import Collection
from datetime import date

from app.accounts.models import User
from app.contributions import operations as contributions
from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.security import random_id
from app.core.trail import head, note
from app.core.wording import _, in_language
from app.woo import messages, queries
from app.woo.documents import Document, mark_of_parts
from app.woo.models import WooHandler, WooItem, WooRequest
from app.woo.operations.files import forget
from app.woo.queries import Found


def open_request(reference: str, received_on: date, by: User, subject: str = "") -> WooRequest:
    """The request of this reference, opened when it is new. Raises Refusal for one that is over."""
    head()  # locked, so that a button that is pressed twice opens one
    found = queries.request_by_reference(reference)
    if found is not None:
        if not found.is_open:
            raise Refusal(_("That request is over. Give this one a reference of its own."))
        found.subject = subject or found.subject
        return found
    made = WooRequest(
        public_id=random_id(),
        reference=reference,
        subject=subject,
        received_on=received_on,
        answer_days=deal().woo_days,
        opened_by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    note("woo request opened", made.public_id, by.id)
    return made


def freeze_found(request: WooRequest, found: Found, by: User) -> int:
    """Freezes the stories that were found, and keeps a copy of every document; how many stories that were not yet."""
    count = contributions.freeze(found.stories, request.reference, request.received_on, by)
    known = queries.keys_in(request)
    with in_language("nl"):  # what is handed out is in Dutch, whoever opens the request
        documents = [document for document in found.documents() if document.key not in known]
    db.session.add_all(kept(request, document) for document in documents)
    db.session.flush()
    return count


def kept(request: WooRequest, document: Document) -> WooItem:
    parts = document.kept_parts()
    return WooItem(
        public_id=random_id(),
        request_id=request.id,
        key=document.key,
        contribution_id=document.story,
        made_at=document.made_at,
        language=document.language,
        parts=parts,
        seen_mark=mark_of_parts(parts),
    )


def set_handlers(request: WooRequest, users: Collection[User], by: User) -> None:
    """These editors handle it from now on, and nobody else. Who is new hears so. A second time changes nothing."""
    is_not_over(request)
    if {user.id for user in users} - {user.id for user in queries.possible_handlers()}:
        raise Refusal(_("Only editors handle a request."))
    if any(user.id == by.id and not request.is_handled_by(by.id) for user in users):
        raise Refusal(_("Nobody chooses themselves: ask another administrator. Opening and judging takes two people."))
    before = {handler.user_id for handler in request.handlers}
    if before == {user.id for user in users}:
        return
    request.handlers[:] = [handler for handler in request.handlers if handler.user_id in {u.id for u in users}]
    new = [user for user in users if user.id not in before]
    request.handlers.extend(WooHandler(user=user) for user in new)
    note("woo handlers", f"{request.public_id} {' '.join(user.public_id for user in users)}", by.id)
    messages.asked_to_handle(request, new)
    db.session.flush()


def extend(request: WooRequest, by: User) -> None:
    """The law lets the term be made longer once."""
    is_not_over(request)
    if request.extended_on is not None:
        raise Refusal(_("The term was made longer already. That can be done once."))
    if clock.today() > request.due_on:
        raise Refusal(_("The term has passed, so it cannot be made longer any more."))
    request.extended_on, request.extension_days = clock.today(), deal().woo_extension_days
    note("woo term extended", request.public_id, by.id)
    db.session.flush()


def close(request: WooRequest, by: User) -> int:
    """The request is over, every procedure included: nothing is kept for it any more. How many stories were."""
    is_not_over(request)
    for file in queries.files_of(request):
        forget(file)
    count = contributions.lift(request.reference, by=by)
    request.closed_on = clock.today()
    note("woo request closed", request.public_id, by.id)
    queries.delete_documents_of(request)
    return count


def is_not_over(request: WooRequest) -> None:
    if not request.is_open:
        raise Refusal(_("This request is over."))


def forget_closed_requests() -> int:
    """Deletes what is left of requests that were closed `log_months` ago; how many."""
    gone = queries.delete_requests_closed_before(midnight(months_after(clock.today(), -deal().log_months)))
    return destroyed("woo_request", gone, "log_months")

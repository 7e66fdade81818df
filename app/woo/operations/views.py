"""Asking a contributor what they think of handing out their story, before it is decided (Awb 4:8, Woo 4.4)."""

from datetime import timedelta

from app.contributions.models import Contribution
from app.contributions.operations import tell_contributor
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.wording import _, lazy
from app.woo import messages, queries
from app.woo.models import WooRequest, WooView


def ask_view(request: WooRequest, contribution: Contribution) -> bool:
    """Puts the question on the page of the contributor. Whether there was somebody to tell about it."""
    if queries.view_of(request.id, contribution.id) is not None:
        raise Refusal(_("The contributor was asked already."))
    until = clock.today() + timedelta(days=deal().woo_view_days)
    asked = WooView(request_id=request.id, contribution_id=contribution.id, asked_on=clock.today(), until=until)
    db.session.add(asked)
    db.session.flush()
    return tell_contributor(contribution, lazy("Your story may be handed out: what do you think?"))


def answer_view(view: WooView, text: str) -> None:
    """What the contributor thinks. Until the day that was named it can be changed."""
    if clock.today() > view.until:
        raise Refusal(_("The day before which you could answer has passed. Call or mail whoever handles the request."))
    if view.answered_at is not None and view.text == text:
        return  # pressed twice
    view.text, view.answered_at = text, clock.now()
    db.session.flush()
    messages.contributor_answered(view.request)

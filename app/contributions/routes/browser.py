"""Which drafts belong to this browser, by the secret that it holds."""

from flask import request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.contributions import operations, queries
from app.contributions.forms import form_class
from app.contributions.models import Draft
from app.contributions.own_browser import remember
from app.contributions.own_browser import secret as secret
from app.contributions.own_browser import secret_to_keep as secret_to_keep
from app.contributions.routes.blueprint import blueprint
from app.core.forms import number_in

blueprint.after_request(remember)


def my_draft(public_id: str) -> Draft:
    """A draft of this browser or of whoever is signed in. Raises NotFound for somebody else's."""
    return queries.draft_of(public_id, operations.seal(secret(), public_id), current_user)


def my_draft_to_change(public_id: str) -> Draft:
    """The same, and nobody else changes it meanwhile; from now on it belongs to this browser."""
    held = secret_to_keep()
    draft = queries.draft_of(public_id, operations.seal(held, public_id), current_user, to_change=True)
    operations.adopt(draft, held)
    return draft


def keep_typed(draft: Draft, step: str) -> bool:
    """Keeps what this request brings for a step; fields that the step does not have are passed over."""
    sent: MultiDict[str, str] = request.form
    typed = {name: sent.getlist(name) for name in fields_of(step, draft) if name in sent}
    if not typed:  # nothing of this screen could be read; what is known stays
        return False
    return operations.keep(draft, step, typed, copy=number_in(sent.get("copy"), digits=15))


def fields_of(step: str, draft: Draft) -> list[str]:
    asked = form_class(step, draft)
    return [name for name in dir(asked) if hasattr(getattr(asked, name), "field_class")]

"""The list of who may not read along, on the pages that send a story that was visible back to the desk."""

from flask import request

from app.contributions import operations
from app.contributions.forms.kept_out import KeptOutForm
from app.contributions.models import Contribution


def list_sent(contribution: Contribution) -> KeptOutForm | None:
    """The list as it came with this form; None when it is not asked, or was not on the page."""
    return KeptOutForm() if "kept_from" in request.form and operations.may_name_anew(contribution) else None


def list_asked(contribution: Contribution) -> KeptOutForm | None:
    """The list to fill in, with what was named since the story was last visible; None when it is not asked."""
    if not operations.may_name_anew(contribution):
        return None
    return KeptOutForm(None, data={"kept_from": "\n".join(found.name for found in contribution.kept_from)})


def is_understood(sent: KeptOutForm | None) -> bool:
    return sent is None or sent.validate()


def keep(contribution: Contribution, sent: KeptOutForm | None) -> None:
    """From now on nobody of these organisations reads it."""
    if sent is not None:
        operations.keep_out(contribution, sent.kept_out())

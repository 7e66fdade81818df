"""The mailbox page of the demonstration: what would have been mailed."""

from flask import Blueprint, current_app, render_template

from app.core.errors import NotFound
from app.core.guard import public
from app.core.outbox import latest_mail

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/postvak")
@public
def mailbox() -> str:
    """Exists in the demonstration only: there it shows everybody's mail, which is all made up."""
    if current_app.config["MODE"] != "demonstration":
        raise NotFound
    return render_template("notifications/mailbox.html", emails=latest_mail(50))

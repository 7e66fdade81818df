"""One's own messages, and the mailbox of the demonstration: what would have been mailed."""

from flask import Blueprint, Flask, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import NotFound
from app.core.forms import Form
from app.core.guard import allow, public
from app.core.inboxes import inboxes
from app.core.waiting_mail import latest_mail
from app.notifications import operations, permissions, queries

blueprint = Blueprint("notifications", __name__)


def init_app(_app: Flask) -> None:
    inboxes["notifications"] = operations.leave


@blueprint.get("/postvak")
@public
def mailbox() -> str:
    """Exists in the demonstration only: there it shows everybody's mail, which is all made up."""
    if current_app.config["MODE"] != "demonstration":
        raise NotFound
    return render_template("notifications/mailbox.html", emails=latest_mail(50))


@blueprint.route("/mijn/berichten", methods=["GET", "POST"])
def inbox() -> ResponseReturnValue:
    """Reading is looking; the button says that all was read."""
    allow(permissions.may_have_an_inbox(current_user))
    form = Form()
    if form.validate_on_submit():
        operations.mark_read(current_user)
        return redirect(url_for("notifications.inbox"))
    return render_template("notifications/inbox.html", found=queries.inbox(current_user), form=form), form.status

"""What came of a challenge: the page on which somebody of that municipality begins to tell it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.answering import operations, permissions
from app.answering.queries.beside import answers_to
from app.answering.routes.blueprint import blueprint
from app.challenges.queries import challenge_by_slug
from app.contributions.own_browser import secret_to_keep
from app.core.guard import allow
from app.core.slowing import slowed


@blueprint.get("/uitdagingen/<slug>/wat-ervan-kwam")
def tell_what_came(slug: str) -> str:
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_tell_what_came(current_user, challenge))
    stories = answers_to(challenge, current_user).what_came
    return render_template("answering/came_of_it.html", challenge=challenge, stories=stories)


@blueprint.post("/uitdagingen/<slug>/wat-ervan-kwam")
@slowed("recognition")
def begin_what_came(slug: str) -> ResponseReturnValue:
    """Leads to the first screen of a story, in this browser."""
    challenge = challenge_by_slug(slug, current_user)
    allow(permissions.may_tell_what_came(current_user, challenge))
    draft = operations.begin_what_came(challenge, current_user, secret_to_keep())
    return redirect(url_for("contributions.step", public_id=draft.public_id, word="soort"), code=303)

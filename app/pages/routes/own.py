"""What somebody with an account shared, to follow it without the code."""

from flask import render_template
from flask_login import current_user

from app.accounts.permissions import may_have_a_page
from app.contributions.forms import unsent
from app.contributions.queries import days_to_look, shared_by, unsent_drafts
from app.contributions.talk import new_messages
from app.core.clock import today
from app.core.guard import allow
from app.pages.routes.blueprint import blueprint


@blueprint.get("/mijn/bijdragen")
def own_contributions() -> str:
    allow(may_have_a_page(current_user))
    drafts = unsent(unsent_drafts(None, current_user))
    shared = shared_by(current_user)
    return render_template(
        "pages/own_contributions.html",
        contributions=shared,
        new=new_messages(shared),
        drafts=drafts,
        looks=days_to_look(shared),
        today=today(),
    )

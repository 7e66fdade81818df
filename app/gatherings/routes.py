"""The programme of the gatherings: reading only, for now."""

from flask import Blueprint, render_template
from flask_login import current_user

from app.core.guard import public
from app.gatherings import queries

blueprint = Blueprint("gatherings", __name__)


@blueprint.get("/bijeenkomsten")
@public
def index() -> str:
    coming, past = queries.coming_gatherings(), queries.past_gatherings()
    return render_template("gatherings/index.html", coming=coming, past=past)


@blueprint.get("/bijeenkomsten/<slug>")
@public
def gathering(slug: str) -> str:
    found = queries.gathering_by_slug(slug)
    shown = {challenge.id: challenge for challenge in queries.challenges_at(found, current_user)}
    return render_template("gatherings/gathering.html", gathering=found, challenges=shown)

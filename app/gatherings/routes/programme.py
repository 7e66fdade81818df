"""The programme of the gatherings, as everybody reads it."""

from flask import render_template
from flask_login import current_user

from app.core.guard import public
from app.gatherings import queries
from app.gatherings.routes.blueprint import blueprint


@blueprint.get("/bijeenkomsten")
@public
def index() -> str:
    coming, past = queries.coming_gatherings(), queries.past_gatherings()
    return render_template("gatherings/index.html", coming=coming, past=past)


@blueprint.get("/bijeenkomsten/<slug>")
@public
def gathering(slug: str) -> str:
    found = queries.gathering_by_slug(slug, current_user)
    shown = {challenge.id: challenge for challenge in queries.challenges_at(found, current_user)}
    return render_template("gatherings/gathering.html", gathering=found, challenges=shown)

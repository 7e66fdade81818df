"""The programme of the gatherings: reading only, for now."""

from flask import Blueprint, render_template

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
    return render_template("gatherings/gathering.html", gathering=queries.gathering_by_slug(slug))

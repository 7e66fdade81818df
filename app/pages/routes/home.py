"""The front page, and the page of a theme."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.clock import today
from app.core.errors import NotFound
from app.core.guard import public
from app.pages import queries
from app.pages.routes.blueprint import blueprint
from app.pages.street import NARROW, WIDE, lay, spread
from app.taxonomy.queries import theme_by_slug

SHOWN = 10


@blueprint.get("/")
@public
def home() -> str:
    front = queries.front(current_user)
    bricks, each = spread({kind.value: count for kind, count in front.kinds})
    streets = lay(bricks, WIDE), lay(bricks, NARROW)
    return render_template("pages/home.html", front=front, streets=streets, each=each)


@blueprint.get("/themas/<slug>")
@public
def theme(slug: str) -> ResponseReturnValue:
    term = theme_by_slug(slug)
    if term.slug != slug:  # it was replaced: links that people kept lead to its heir
        return redirect(url_for("pages.theme", slug=term.slug), 301)
    about = queries.about_theme(term, current_user, SHOWN)
    if term.never_was and not about.views and not about.challenges:
        raise NotFound  # its words may be of a contributor who did not mean them for everybody
    return render_template("pages/theme.html", term=term, about=about, today=today())

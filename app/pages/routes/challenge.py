"""The page of a challenge with its answers, and what looks like it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.outline import Point, dots, point_of
from app.accounts.queries import municipality_centres
from app.appeals.queries import told_about
from app.challenges import permissions
from app.challenges.queries import challenge_by_slug
from app.contributions.cards import answers_to
from app.contributions.queries import new_for_hosts
from app.core.clock import today
from app.core.guard import public
from app.gatherings.queries import gatherings_about
from app.pages.queries import resembling
from app.pages.routes.blueprint import blueprint


@blueprint.get("/uitdagingen/<slug>")
@public
def challenge(slug: str) -> ResponseReturnValue:
    found = challenge_by_slug(slug, current_user)
    runs = permissions.may_edit(current_user, found)
    if runs and not found.title:
        return redirect(url_for("pages.edit_challenge", slug=slug))
    if found.slug != slug:
        return redirect(url_for("pages.challenge", slug=found.slug))
    text = f"{found.title} {found.situation} {found.questions}"
    return render_template(
        "pages/challenge.html",
        challenge=found,
        answers=answers_to(found.id, current_user),
        gatherings=gatherings_about(found),
        runs=runs,
        told=told_about(found) if runs else (),
        new_messages=new_for_hosts(found, current_user) if runs and not found.is_draft else 0,
        drawing=drawing_of(found.organisation),
        alike=resembling(text, current_user, but=found) if runs and found.is_draft else None,
        today=today(),
    )


def drawing_of(place: Organisation) -> tuple[str, Point] | None:
    """The map with this municipality on it; None when its centre is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return dots(municipality_centres()), point_of(place.latitude, place.longitude)

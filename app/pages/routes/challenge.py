"""The page of a challenge with its answers, and what looks like it."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.outline import Point, dots, point_of
from app.accounts.queries import municipality_centres
from app.accounts.recognised import RECOGNISED_NAMES, TAKE_BACK
from app.answering.permissions import may_be_recognised, may_take_away, may_tell_what_came
from app.answering.queries import course_of
from app.answering.queries.beside import answers_to, asks_elsewhere, recognition_of, voices_of
from app.answering.responsiveness import of_one
from app.appeals.queries import told_about
from app.challenges import permissions
from app.challenges.models import Challenge
from app.challenges.queries import challenge_by_slug, replied_questions
from app.contributions.queries import new_for_hosts
from app.core import browser_marks
from app.core.clock import today
from app.core.guard import public
from app.gatherings.queries import gatherings_about
from app.pages.queries import resembling
from app.pages.routes.blueprint import blueprint
from app.stocktaking.queries import questions_of_challenge
from app.taxonomy.queries import kinds_of_organisation


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
        answers=answers_to(found, current_user),
        elsewhere=() if found.is_draft or runs else asks_elsewhere(found),
        **recognition(found, asks=not runs),
        response=of_one(course_of(found), today()) if found.is_public(today()) and not runs else None,  # they see more
        gatherings=gatherings_about(found),
        replies=replied_questions(found),
        remaining=questions_of_challenge(found, current_user) if found.closed_at else (),
        runs=runs,
        may_tell=may_tell_what_came(current_user, found),
        may_take_away=may_take_away(current_user, found),
        told=told_about(found) if runs else (),
        new_messages=new_for_hosts(found, current_user) if runs and not found.is_draft else 0,
        drawing=None if runs and not found.is_draft else drawing_of(found.organisation),  # they know where it is
        alike=resembling(text, current_user, but=found) if runs and found.is_draft else None,
        today=today(),
    )


def recognition(found: Challenge, asks: bool) -> dict[str, Any]:
    """Whether it plays elsewhere: the numbers, and what this reader can say of it. Its own hosts are not asked."""
    if not asks or not may_be_recognised(found):
        return {"figures": None}
    return {
        "figures": recognition_of(found),
        "voices": voices_of(found, current_user, browser_marks.mark_of(f"challenge recognised:{found.id}")),
        "recognised_names": RECOGNISED_NAMES,
        "take_back": TAKE_BACK,
        "kinds": kinds_of_organisation(),
    }


def drawing_of(place: Organisation) -> tuple[str, Point] | None:
    """The map with this municipality on it; None when its centre is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return dots(municipality_centres()), point_of(place.latitude, place.longitude)

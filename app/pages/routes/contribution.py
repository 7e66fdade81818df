"""The page of one contribution, with where it is used."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Role
from app.answering.queries import marks_on_story
from app.contributions.cards import cards
from app.contributions.disclosure import disclosed
from app.contributions.queries import contribution_by_public_id, conversation_open_to, told_beside, was_withdrawn
from app.contributions.went_on import how_it_went_on
from app.core.guard import public
from app.gatherings.queries import origin_told_to
from app.pages.routes.blueprint import blueprint
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import questions_using


@blueprint.get("/bijdragen/<public_id>")
@public
def contribution(public_id: str) -> ResponseReturnValue:
    if was_withdrawn(public_id, current_user):
        return render_template("errors/gone.html"), 410
    found = contribution_by_public_id(public_id, current_user)
    view = disclosed(found, current_user)
    asks = current_user.has(Role.HOST) and conversation_open_to(current_user, found)
    return render_template(
        "pages/contribution.html",
        c=view,
        beside=cards(told_beside(found, current_user), current_user),
        questions=questions_using(found, current_user),
        quotes=may_take_stock(current_user),
        asks=asks,
        marks=[mark for mark in marks_on_story(found, current_user) if mark.verdict],
        came_out=origin_told_to(current_user, found),
        went_on=how_it_went_on(found, current_user),
    )

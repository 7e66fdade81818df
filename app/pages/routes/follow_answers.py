"""On one's own page: putting one's own story with an open challenge that looks like it, and taking it away there."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.answering.operations import beside as answering
from app.answering.queries.beside import challenge_to_answer
from app.core.guard import public
from app.core.wording import _
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import back, mine


@blueprint.post("/volg/<code>/bij-uitdaging")
@public
def put_with_challenge(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    challenge = challenge_to_answer(request.form.get("challenge", ""), current_user)
    answering.link(challenge, contribution, by_contributor=True)
    flash(_("Your story stands with this challenge now."))
    return back(code, "uitdagingen")


@blueprint.post("/volg/<code>/weg-bij-uitdaging")
@public
def take_from_challenge(code: str) -> ResponseReturnValue:
    contribution = mine(code)
    challenge = challenge_to_answer(request.form.get("challenge", ""), current_user)
    answering.take_away(challenge, contribution)
    answering.leave(challenge, contribution)
    flash(_("Your story does not stand with this challenge any more. Nobody else can put it there."))
    return back(code, "uitdagingen")

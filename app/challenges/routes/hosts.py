"""Handing a challenge over to a colleague."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.challenges import operations, permissions, queries
from app.challenges.forms import HandOverForm
from app.challenges.models import Challenge
from app.challenges.routes.blueprint import blueprint
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _


@blueprint.route("/uitdagingen/<slug>/overdragen", methods=["GET", "POST"])
@shows_again
def hand_over(slug: str) -> ResponseReturnValue:
    challenge = to_hand_over(slug)
    allow(permissions.may_edit(current_user, challenge))
    form, refusal = HandOverForm(), ""
    colleagues = {user.public_id: user for user in queries.colleagues(challenge)}
    if form.validate_on_submit():
        try:
            if form.colleague.data not in colleagues:
                raise Refusal(_("Choose a colleague from the list."))
            operations.hand_over(challenge, current_user, colleagues[form.colleague.data])
        except Refusal as refused:
            refusal = str(refused)
        else:
            flash(_("Handed over. Your colleague heard of it."))
            return redirect(url_for("challenges.mine"), code=303)
    given = {"challenge": challenge, "form": form, "refusal": refusal, "colleagues": colleagues.values()}
    return render_template("challenges/hand_over.html", **given), 409 if refusal else form.status


def to_hand_over(slug: str) -> Challenge:
    """Who presses twice reads that it is done. What only its hosts may know of says the same as what is not there."""
    gone = _("You do not run this challenge any more. Did you hand it over just now? Then that is done.")
    try:
        challenge = queries.challenge_by_slug(slug, current_user)
    except NotFound as unseen:
        if request.method == "POST" and permissions.may_post(current_user):
            raise Refusal(gone) from unseen
        raise
    if request.method == "POST" and permissions.is_colleague(current_user, challenge):
        raise Refusal(gone)
    return challenge

"""One tap on a public question: does this play where you work as well?

A browser of somebody without an account holds one secret in a cookie of its own, which no script can read and which
has nothing to do with what is typed elsewhere. It is set with the first answer; who only reads gets none.
"""

from flask import Response, after_this_request, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.deal import deal
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import public
from app.core.security import random_token
from app.core.slowing import slowed
from app.core.wording import _
from app.stocktaking import operations, queries
from app.stocktaking.forms import TAKE_BACK, RecogniseForm
from app.stocktaking.models import Question, Recognised
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.words import RECOGNISED_NAMES

LONGEST_MONTH = 31 * 24 * 60 * 60  # seconds


def cookie_name() -> str:
    return str(current_app.config["RECOGNITION_COOKIE_NAME"])


def mark_of(question: Question) -> str:
    """What is kept of this browser for this question; '' when it never answered anything."""
    secret = request.cookies.get(cookie_name(), "")
    return operations.mark_of_browser(secret if 20 <= len(secret) <= 100 else "", question)


@blueprint.post("/vraagstukken/<slug>/herkennen")
@public
@slowed("recognition")
def recognise(slug: str) -> ResponseReturnValue:
    found = queries.question_to_recognise(slug, current_user)
    form = RecogniseForm()
    if not form.validate_on_submit():
        raise Refusal(str(form.errors["answer"][0]))
    answer = None if form.answer.data == TAKE_BACK else Recognised(form.answer.data)
    for_whom = number_in(form.organisation.data) or None
    before = operations.recognise(found, current_user, for_whom, mark_to_keep(found, answer), answer)
    flash(said(answer, before))
    return redirect(url_for("stocktaking.question", slug=slug, _anchor="herkennen"), code=303)


def mark_to_keep(question: Question, answer: Recognised | None) -> str:
    """The mark of this browser; a visitor without one gets a secret, which is renewed with every answer."""
    if current_user.is_authenticated or answer is None:
        return mark_of(question)
    secret = request.cookies.get(cookie_name(), "") if mark_of(question) else random_token()

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            cookie_name(),
            secret,
            max_age=deal().recognition_months * LONGEST_MONTH,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response

    return operations.mark_of_browser(secret, question)


def said(answer: Recognised | None, before: Recognised | None) -> str:
    """What became of the tap, and of what a colleague had answered for the same organisation."""
    if before is None:
        return _("Your answer was taken back.") if answer is None else _("Thank you. You can change your answer here.")
    theirs = RECOGNISED_NAMES[before]
    if answer is None:
        return _("A colleague had answered: %(answer)s. That was taken back.", answer=theirs)
    return _("A colleague had answered: %(answer)s. Your answer stands in its place.", answer=theirs)

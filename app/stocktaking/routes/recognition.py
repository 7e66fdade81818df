"""One tap on a public question: does this play where you work as well?"""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Recognised
from app.accounts.recognised import TAKE_BACK, what_became_of
from app.core import browser_marks
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import public
from app.core.slowing import slowed
from app.stocktaking import operations, queries
from app.stocktaking.forms import RecogniseForm
from app.stocktaking.models import Question
from app.stocktaking.queries.recognition import parts_of
from app.stocktaking.routes.blueprint import blueprint


def marks_of(question: Question) -> dict[int, str]:
    """What is kept of this browser for this question, and for those that went up in it."""
    if not browser_marks.secret():
        return {question.id: ""}
    return {key: browser_marks.mark_of(f"recognition:{key}") for key in parts_of(question)}


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
    marks = marks_of(found)
    if answer is not None and not current_user.is_authenticated:
        marks[found.id] = browser_marks.mark_to_keep(f"recognition:{found.id}")
    before = operations.recognise(found, current_user, for_whom, marks, answer)
    flash(what_became_of(answer, before))
    return redirect(url_for("stocktaking.question", slug=slug, _anchor="herkennen"), code=303)

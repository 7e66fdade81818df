"""What a contributor sees of a request under the Woo about their story, and what they think of it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.contributions.models import Contribution
from app.core import clock
from app.core.guard import public
from app.core.typed import shows_again
from app.core.wording import _
from app.pages.routes.blueprint import blueprint
from app.pages.routes.follow import mine
from app.woo import operations, queries
from app.woo.forms import OpinionForm
from app.woo.models import WooView
from app.woo.reading import for_contributor


@blueprint.get("/volg/<code>/woo/<request_id>")
@public
def follow_woo(code: str, request_id: str) -> ResponseReturnValue:
    contribution = mine(code)
    view = queries.view_at(contribution, request_id)
    return page(code, contribution, view, OpinionForm(None, data={"text": view.text}))


def page(code: str, contribution: Contribution, view: WooView, form: OpinionForm) -> tuple[str, int]:
    text = render_template(
        "pages/follow_woo.html",
        code=code,
        contribution=contribution,
        view=view,
        form=form,
        may_answer=clock.today() <= view.until,
        documents=[(item, for_contributor(item)) for item in queries.items_about(view)],
    )
    return text, form.status


@blueprint.post("/volg/<code>/woo/<request_id>")
@public
@shows_again
def answer_woo(code: str, request_id: str) -> ResponseReturnValue:
    contribution = mine(code)
    view = queries.view_at(contribution, request_id)
    form = OpinionForm()
    if not form.validate_on_submit():
        return page(code, contribution, view, form)
    operations.answer_view(view, form.text.data)
    flash(_("Thank you. Who handles the request reads it before they decide."))
    return redirect(url_for("pages.follow_woo", code=code, request_id=request_id), code=303)

"""What members see in the contributions: stating it, wording it anew, taking it away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import ChangeForm, RemoveForm, StatementForm
from app.stocktaking.models import Statement
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.editing import filled_in
from app.stocktaking.routes.editing import page as question_page


@blueprint.post("/werkbank/vraagstukken/<slug>/uitspraken")
@shows_again
def state(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    form = StatementForm()
    if not form.validate_on_submit():
        return question_page(found, filled_in(found), form.status, statement_form=form)
    try:
        operations.state(found, form.text.data, by=current_user)
    except Refusal as refusal:
        form.text.errors = [str(refusal)]
        return question_page(found, filled_in(found), 409, statement_form=form)
    return redirect(url_for("stocktaking.edit", slug=slug))


@blueprint.route("/werkbank/uitspraken/<int:statement_id>", methods=["GET", "POST"])
@shows_again
def change_statement(statement_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.statement_by_id(statement_id, current_user, to_change=request.method == "POST")
    form = ChangeForm(data={"text": found.text, "was": found.text})
    if not form.validate_on_submit():
        return page(found, form, RemoveForm(None), form.status)
    try:
        operations.change_statement(found, form.text.data, form.was.data, by=current_user)
    except Refusal as refusal:
        form.text.errors, form.was.data = [str(refusal)], found.text
        return page(found, form, RemoveForm(None), 409)
    flash(_("Saved."))
    return redirect(url_for("stocktaking.edit", slug=found.question.slug))


@blueprint.post("/werkbank/uitspraken/<int:statement_id>/weghalen")
def remove_statement(statement_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.statement_by_id(statement_id, current_user, to_change=True)
    form, question = RemoveForm(), found.question
    if queries.quotes_under(found, current_user) and not form.validate_on_submit():
        return page(found, ChangeForm(None, data={"text": found.text, "was": found.text}), form, form.status)
    operations.remove_statement(found, by=current_user)
    flash(_("The statement was taken away. The contributions stay. You can put it back for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=question.slug))


def page(found: Statement, form: ChangeForm, remove_form: RemoveForm, status: int) -> tuple[str, int]:
    return render_template(
        "stocktaking/statement.html",
        statement=found,
        form=form,
        remove_form=remove_form,
        quotes=queries.quotes_under(found, current_user),
    ), status

"""Notes of members among themselves, and the view of an organisation that sees a question otherwise."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Organisation
from app.accounts.queries import organisation_by_id
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import DissentForm, MemoForm, WithdrawForm
from app.stocktaking.models import Question
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.editing import filled_in
from app.stocktaking.routes.editing import page as question_page


@blueprint.post("/werkbank/vraagstukken/<slug>/notities")
@shows_again
def note_down(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found, form = queries.question_by_slug(slug, current_user), MemoForm()
    if not form.validate_on_submit():
        return question_page(found, filled_in(found), form.status, memo_form=form)
    try:
        operations.note_down(found, form.memo.data, by=current_user)
    except Refusal as refusal:
        form.memo.errors = [str(refusal)]
        return question_page(found, filled_in(found), 409, memo_form=form)
    flash(_("The note stands with the question. Only members read it."))
    return redirect(url_for("stocktaking.edit", slug=slug, _anchor="notities"))


@blueprint.post("/werkbank/notities/<int:memo_id>/weghalen")
def strike_out(memo_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    memo, question = queries.memo_by_id(memo_id, current_user)
    operations.strike_out(memo, by=current_user)
    flash(_("The note was taken away. You can put it back for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=question.slug, _anchor="notities"))


@blueprint.route("/werkbank/vraagstukken/<slug>/standpunt/<int:organisation_id>", methods=["GET", "POST"])
@shows_again
def dissent(slug: str, organisation_id: int) -> ResponseReturnValue:
    question, organisation = speaking_for(slug, organisation_id)
    allow(permissions.may_dissent_for(current_user, organisation))
    text = text_of(question, organisation)
    form = DissentForm(data={"text": text, "was": text})
    if not form.validate_on_submit():
        return page(question, organisation, form, form.status)
    try:
        operations.dissent(question, organisation, form.text.data, form.was.data, by=current_user)
    except Refusal as refusal:
        form.text.errors, form.was.data = [str(refusal)], text
        return page(question, organisation, form, 409)
    flash(_("Saved. The view stands with the question, under the name of your organisation."))
    return redirect(url_for("stocktaking.edit", slug=slug, _anchor="standpunt"))


@blueprint.post("/werkbank/vraagstukken/<slug>/standpunt/<int:organisation_id>/intrekken")
@shows_again
def withdraw_dissent(slug: str, organisation_id: int) -> ResponseReturnValue:
    question, organisation = speaking_for(slug, organisation_id)
    allow(permissions.may_dissent_for(current_user, organisation))
    form, text = WithdrawForm(), text_of(question, organisation)
    if not form.validate_on_submit():
        return page(question, organisation, DissentForm(None, data={"text": text, "was": text}), form.status)
    operations.withdraw_dissent(question, organisation, form.was.data, by=current_user)
    flash(_("The view was taken back. You can put it back for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=slug, _anchor="standpunt"))


def speaking_for(slug: str, organisation_id: int) -> tuple[Question, Organisation]:
    return queries.question_by_slug(slug, current_user), organisation_by_id(organisation_id)


def text_of(question: Question, organisation: Organisation) -> str:
    found = queries.dissent_of(organisation, question)
    return found.text if found else ""


def page(question: Question, organisation: Organisation, form: DissentForm, status: int) -> tuple[str, int]:
    now = text_of(question, organisation)
    return render_template(
        "stocktaking/dissent.html", question=question, organisation=organisation, form=form, now=now
    ), status

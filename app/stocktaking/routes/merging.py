"""Making one question of two, taking that apart again, and splitting one in two."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core import clock
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import MergeForm, SplitForm
from app.stocktaking.models import Question
from app.stocktaking.routes.blueprint import blueprint


@blueprint.route("/werkbank/vraagstukken/<slug>/samenvoegen", methods=["GET", "POST"])
@shows_again
def merge(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    try:
        question, form = queries.question_by_slug(slug, current_user), MergeForm()
    except NotFound:  # pressed twice: it went up already
        return where_it_went(slug, "stocktaking.edit", meant=request.form.get("met", ""))
    into = other_question(request.form.get("met") or request.args.get("met", ""))
    if into is None and request.form.get("met"):
        told = _("The other question is not there by itself any more. Choose again which one this goes up in.")
        return merging(question, None, form, 409, told)
    if into is None or not form.validate_on_submit():
        return merging(question, into, form, form.status)
    fates = {s.id: request.form.get(f"uitspraak-{s.id}", operations.STAYS) for s in question.statements}
    try:
        operations.merge(question, into, fates, by=current_user)
    except Refusal as refusal:
        return merging(question, into, form, 409, str(refusal))
    flash(_("The two are one question now. You can undo this for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=into.slug))


def other_question(slug: str) -> Question | None:
    try:
        return queries.question_without_quotes(slug, current_user) if slug else None
    except NotFound:
        return None


def merging(
    question: Question, into: Question | None, form: MergeForm, status: int, refusal: str = ""
) -> tuple[str, int]:
    others = [other for other in queries.questions(current_user) if other.id != question.id]
    return render_template(
        "stocktaking/merge.html",
        question=question,
        statements=queries.seen_by(question, current_user, at_work=True),
        into=into,
        form=form,
        others=others,
        refusal=refusal,
    ), status


@blueprint.post("/werkbank/samenvoegingen/<int:merge_id>/ongedaan")
def undo_merge(merge_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    told = _("These are two questions again.")
    try:
        found = queries.merge_by_id(merge_id, current_user)
        was_public = found.question.is_public
        question = operations.undo_merge(found, by=current_user)
        slug = question.slug
        if was_public and not question.is_public:
            told = _(
                "These are two questions again. The desk judged this one meanwhile: only members see it until you "
                "publish it. Read first what it says."
            )
    except NotFound:  # pressed twice: they are two already
        slug = queries.question_without_quotes(request.form.get("question", ""), current_user).slug
    flash(told)
    return redirect(url_for("stocktaking.edit", slug=slug))


@blueprint.route("/werkbank/vraagstukken/<slug>/splitsen", methods=["GET", "POST"])
@shows_again
def split(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    form = SplitForm()
    form.statements.choices = [(str(statement.id), statement.text) for statement in found.statements]
    if not form.validate_on_submit():
        return render_template("stocktaking/split.html", question=found, form=form), form.status
    chosen = [number_in(value) for value in form.statements.data or ()]
    try:
        made = operations.split(found, chosen, form.sentence.data, form.explanation.data, by=current_user)
    except Refusal as refusal:
        form.statements.errors = [str(refusal)]
        return render_template("stocktaking/split.html", question=found, form=form), 409
    flash(_("Split off. Only members see the new question until you publish it. You can undo this for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=made.slug))


def where_it_went(slug: str, endpoint: str, meant: str = "") -> ResponseReturnValue:
    """The way to the question that the one at this address went up in; to another one than somebody `meant` with word
    of that. Raises NotFound when there is none to read.
    """
    other = queries.now_part_of(slug, current_user)
    if other is None:
        raise NotFound
    if meant not in ("", other.slug):
        flash(_("A colleague let that question go up in this one already."))
    return redirect(url_for(endpoint, slug=other.slug), 301)


def can_be_undone(question: Question) -> list[tuple[int, Question]]:
    """What went up in this question not long ago: the number of the merge, and that question."""
    since = clock.now() - operations.UNDO_WITHIN
    return [(found.id, found.question) for found in queries.merges_into(question, since)]

"""Where members word a question: asking it, wording it anew, showing it to everybody and taking it back."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.queries import organisation_by_id
from app.accounts.recognised import RECOGNISED_NAMES
from app.challenges.models import Challenge
from app.core.errors import NotFound, Refusal
from app.core.forms import day_from
from app.core.guard import allow
from app.core.typed import mark_of_typist, shows_again
from app.core.wording import _
from app.gatherings.models import GivenQuestion, TableCard
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import AskForm, MemoForm, QuestionForm, StatementForm, advice_for
from app.stocktaking.history import history
from app.stocktaking.models import Question, QuestionStatus
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.choosing import version_in
from app.stocktaking.routes.merging import can_be_undone, where_it_went
from app.stocktaking.words import STANCE_NAMES, STATUS_NAMES, STEP_NAMES
from app.taxonomy.queries import kinds_of_organisation


@blueprint.route("/werkbank/vraagstukken/nieuw", methods=["GET", "POST"])
@shows_again
def ask() -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    table, left = request.args.get("tafel", "") or request.args.get("gegeven", ""), request.args.get("uitdaging", "")
    origin = challenge_in(left) if left else card_in(table)
    form = AskForm(data=begun_from(origin) if origin else None)
    if form.validate_on_submit():
        try:
            if (table or left) and origin is None:
                if (before := made_before(table, left, form.sentence.data)) is not None:
                    return redirect(url_for("stocktaking.edit", slug=before.slug))
                raise Refusal(_("Somebody worded this question meanwhile. Is yours another one? Then save again."))
            made = operations.ask(form.sentence.data, form.explanation.data, by=current_user, origin=origin)
        except Refusal as refusal:
            wrong = form.sentence if there_already(form.sentence.data) else form.explanation
            wrong.errors = [str(refusal)]
            return asking(form, 409, origin)
        flash(_("Saved. Only members see it until you publish it."))
        return redirect(url_for("stocktaking.edit", slug=made.slug))
    return asking(form, form.status, origin)


def card_in(public_id: str) -> TableCard | GivenQuestion | None:
    """The card or the given question that waits to be worded; None when there is none, or somebody did so already."""
    find = queries.given_that_waits if "gegeven" in request.args else queries.card_that_waits
    try:
        return find(public_id, to_change=request.method == "POST")
    except NotFound:
        return None


def challenge_in(slug: str) -> Challenge | None:
    """The challenge whose remaining question waits to be worded; None when there is none, or somebody did so."""
    try:
        return queries.challenge_that_waits(slug, to_change=request.method == "POST")
    except NotFound:
        return None


def made_before(table: str, left: str, sentence: str) -> Question | None:
    if left:
        return queries.worded_from_challenge(left, sentence, current_user)
    return queries.worded_before(table, sentence, current_user)


def begun_from(origin: TableCard | GivenQuestion | Challenge) -> dict[str, str]:
    """What a member begins from: the question, which is what was given. The rest stays where it is."""
    if isinstance(origin, GivenQuestion):
        return {"sentence": origin.asks[:250]}
    given = origin.question if isinstance(origin, TableCard) else origin.remaining_question
    return {"sentence": given[:250]}


def asking(form: AskForm, status: int, origin: TableCard | GivenQuestion | Challenge | None) -> tuple[str, int]:
    waiting = {
        "cards": queries.cards_that_wait(),
        "given": queries.given_that_wait(),
        "challenges": queries.challenges_that_wait(),
    }
    shown = waiting | {"waits": origin is not None, "advice": advice_for(form.sentence.data)}
    shown |= {"same": there_already(form.sentence.data)}
    return render_template("stocktaking/ask.html", form=form, **shown), status


def there_already(typed: str | None) -> Question | None:
    """The question in these words, when it is another one than the page is about."""
    found = queries.question_that_says(typed or "", current_user)
    return found if found is not None and found.slug != request.args.get("van") else None


@blueprint.post("/werkbank/advies")
def advise() -> ResponseReturnValue:
    """What could be sharper in the question that somebody types now, for a page that shows it meanwhile."""
    allow(permissions.may_take_stock(current_user))
    typed = request.form.get("sentence", "")
    shown = {"advice": advice_for(typed), "sentence": typed, "same": there_already(typed)}
    return jsonify(html=render_template("stocktaking/_advice.html", **shown))


@blueprint.get("/werkbank/vraagstukken/<slug>")
def edit(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    try:
        found = queries.question_by_slug(slug, current_user)
    except NotFound:
        return where_it_went(slug, "stocktaking.edit")
    return page(found, filled_in(found))


def filled_in(found: Question) -> QuestionForm:
    due = f"{found.due_on:%d-%m-%Y}" if found.due_on else ""
    known = {"kind": found.kind or "", "route": found.route or "", "owner": str(found.owner_id or ""), "due_on": due}
    known |= {"sentence": found.sentence, "explanation": found.explanation, "state": found.status.value}
    return QuestionForm(None, data=known | {"version": found.version})


def page(found: Question, form: QuestionForm, status: int = 200, **more: Any) -> tuple[str, int]:
    given = {"statement_form": StatementForm(None), "memo_form": MemoForm(None), "refusal": ""} | more
    seen = queries.seen_by(found, current_user, at_work=True)
    return render_template(
        "stocktaking/edit.html",
        question=found,
        form=form,
        statements=seen,
        helped=queries.told_and_helped(seen, current_user)[1],
        who=mark_of_typist(current_user.public_id),
        name_of=queries.name_of,
        words=queries.terms_for_questions(),
        partners=queries.partners(),
        stance_names=STANCE_NAMES,
        advice=advice_for(form.sentence.data),
        waiting=queries.to_quote(found, current_user),
        memos=queries.memos_with(found),
        dissents=queries.dissenting_views(found),
        speaks_for=queries.speaks_for(current_user),
        history=history(found, makes=True),
        went_up=can_be_undone(found),
        step_names=STEP_NAMES,
        status_names=STATUS_NAMES,
        figures=queries.recognition_of(found) if found.is_public else None,
        kinds=kinds_of_organisation(),
        recognised_names=RECOGNISED_NAMES,
        reasons=operations.why_out_of_view(found),
        reassigns=permissions.may_reassign(current_user, found),
        **given,
    ), status


@blueprint.post("/werkbank/vraagstukken/<slug>")
@shows_again
def save(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    form = QuestionForm()
    if not form.validate_on_submit():
        return page(found, form, form.status)
    try:
        operations.check_version(found, version_in(form))
    except Refusal as refusal:
        form.version.data = str(found.version)  # pressing once more, after a look at theirs, saves this one
        return page(found, form, 409, refusal=str(refusal))
    try:
        take_over(found, form)
    except Refusal as refusal:
        return page(found, form, 409, refusal=str(refusal))
    flash(_("Saved."))
    return redirect(url_for("stocktaking.edit", slug=slug))


def take_over(found: Question, form: QuestionForm) -> None:
    words = {name: {term.code for term in terms} for name, terms in queries.terms_for_questions().items()}
    partner_ids = {str(partner.id) for partner in queries.partners()}
    owner = organisation_by_id(int(form.owner.data)) if form.owner.data in partner_ids else None
    operations.reword(
        found,
        current_user,
        sentence=form.sentence.data,
        explanation=form.explanation.data,
        kind=form.kind.data if form.kind.data in words["kind"] else None,
        route=form.route.data if form.route.data in words["route"] else None,
        status=QuestionStatus(form.state.data),
        owner=owner,
        due_on=day_from(form.due_on.data or ""),
    )


@blueprint.post("/werkbank/vraagstukken/<slug>/publiceren")
def publish(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    try:
        operations.publish(found, by=current_user)
    except Refusal as refusal:
        return page(found, filled_in(found), 409, refusal=str(refusal))
    flash(_("Published. Everybody can read the question now."))
    return redirect(url_for("stocktaking.question", slug=slug))


@blueprint.post("/werkbank/vraagstukken/<slug>/terughalen")
def take_back(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    operations.take_back(queries.question_by_slug(slug, current_user), by=current_user)
    flash(_("Taken back. Only members see the question now."))
    return redirect(url_for("stocktaking.edit", slug=slug))

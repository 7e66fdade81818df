"""Where members read, word questions, and put quotes under them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.queries import organisation_by_id
from app.contributions.disclosure import disclosed
from app.contributions.queries import contribution_by_public_id
from app.core.errors import NotFound, Refusal
from app.core.forms import Form, day_from
from app.core.guard import allow
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import STANCE_NAMES, AskForm, QuestionForm, QuoteForm, StatementForm
from app.stocktaking.models import Question, QuestionStatus, Stance
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.sentences import sentences

PAGE = 30


@blueprint.get("/werkbank")
def workbench() -> str:
    allow(permissions.may_take_stock(current_user))
    only_unused = request.args.get("toon") != "alles"
    number = request.args.get("pagina", 1, type=int)
    views, total, unused = queries.for_the_workbench(current_user, only_unused, max(1, number), PAGE)
    return render_template(
        "stocktaking/workbench.html",
        views=views,
        total=total,
        unused=unused,
        only_unused=only_unused,
        page=max(1, number),
        last=max(1, -(-total // PAGE)),
        questions=queries.questions(current_user),
    )


@blueprint.route("/werkbank/vraagstukken/nieuw", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    form = AskForm()
    if form.validate_on_submit():
        made = operations.ask(form.sentence.data, form.explanation.data, by=current_user)
        flash(_("Saved. Only members see it until you publish it."))
        return redirect(url_for("stocktaking.edit", slug=made.slug))
    return render_template("stocktaking/ask.html", form=form), form.status


@blueprint.get("/werkbank/vraagstukken/<slug>")
def edit(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    return page(found, filled_in(found))


def filled_in(found: Question) -> QuestionForm:
    due = f"{found.due_on:%d-%m-%Y}" if found.due_on else ""
    known = {"kind": found.kind or "", "route": found.route or "", "owner": str(found.owner_id or ""), "due_on": due}
    known |= {"sentence": found.sentence, "explanation": found.explanation, "state": found.status.value}
    return QuestionForm(None, data=known | {"version": found.version})


def page(found: Question, form: QuestionForm, status: int = 200, **more: Any) -> tuple[str, int]:
    given = {"statement_form": StatementForm(None), "refusal": ""} | more
    return render_template(
        "stocktaking/edit.html",
        question=found,
        form=form,
        statements=queries.seen_by(found, current_user),
        words=queries.terms_for_questions(),
        partners=queries.partners(),
        stance_names=STANCE_NAMES,
        **given,
    ), status


@blueprint.post("/werkbank/vraagstukken/<slug>")
def save(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    form = QuestionForm()
    if not form.validate_on_submit():
        return page(found, form, form.status)
    try:
        operations.check_version(found, int(form.version.data) if (form.version.data or "").isdecimal() else 0)
    except Refusal as refusal:
        return page(found, form, 409, refusal=str(refusal))
    take_over(found, form)
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


@blueprint.post("/werkbank/vraagstukken/<slug>/uitspraken")
def state(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_by_slug(slug, current_user)
    form = StatementForm()
    if not form.validate_on_submit():
        return page(found, filled_in(found), form.status, statement_form=form)
    operations.state(found, form.text.data, by=current_user)
    return redirect(url_for("stocktaking.edit", slug=slug))


@blueprint.post("/werkbank/vraagstukken/<slug>/publiceren")
def publish(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    operations.publish(queries.question_by_slug(slug, current_user), by=current_user)
    flash(_("Published. Everybody can read the question now."))
    return redirect(url_for("stocktaking.question", slug=slug))


@blueprint.post("/vraagstukken/<slug>/oppakken")
def accept(slug: str) -> ResponseReturnValue:
    found = queries.question_by_slug(slug, current_user)
    allow(permissions.may_accept(current_user, found))
    operations.accept_ownership(found, by=current_user)
    flash(_("Your organisation goes after this question now."))
    return redirect(url_for("stocktaking.question", slug=slug))


@blueprint.post("/werkbank/citaten/<int:evidence_id>/weghalen")
def remove_quote(evidence_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.evidence_by_id(evidence_id)
    slug = found.statement.question.slug
    operations.remove_quote(found, by=current_user)
    flash(_("The quote was taken away. The contribution stays."))
    return redirect(url_for("stocktaking.edit", slug=slug))


@blueprint.route("/werkbank/bijdragen/<public_id>", methods=["GET", "POST"])
def quote(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    source = contribution_by_public_id(public_id, current_user)
    form = QuoteForm()
    if form.validate_on_submit():
        try:
            slug = put_under(form, public_id)
        except Refusal as refusal:
            form.words.errors = [str(refusal)]
            return quote_page(form, source, 422)
        flash(_("The quote stands under the question."))
        return redirect(url_for("stocktaking.edit", slug=slug))
    return quote_page(form, source, form.status)


def put_under(form: QuoteForm, public_id: str) -> str:
    """Puts the chosen words under the chosen statement; the slug of the question."""
    source = contribution_by_public_id(public_id, current_user)
    statements = {str(s.id): s for question in queries.questions(current_user) for s in question.statements}
    statement = statements.get(form.statement.data or "")
    if statement is None:
        raise Refusal(_("Choose a statement from the list. Is there none? Word a question first."))
    view = disclosed(source, current_user)
    typed = (form.words.data or "").replace("\r\n", "\n").strip()
    field, words = chosen(form.sentence.data or "", view) if not typed else ("", typed)
    field = field or next((name for name in operations.QUOTABLE if words in getattr(view, name)), "facts")
    operations.quote(statement, source, current_user, field, words, Stance(form.stance.data))
    return statement.question.slug


def chosen(value: str, view: Any) -> tuple[str, str]:
    """The field and the sentence that a value like 'facts-2' stands for. Raises NotFound for nonsense."""
    field, _dash, number = value.partition("-")
    if field not in operations.QUOTABLE or not number.isdecimal():
        raise NotFound
    found = sentences(getattr(view, field))
    if int(number) >= len(found):
        raise NotFound
    return field, found[int(number)]


def quote_page(form: Form, source: Any, status: int) -> tuple[str, int]:
    view = disclosed(source, current_user)
    offered = [(name, list(enumerate(sentences(getattr(view, name))))) for name in ("lesson", "facts", "opinion")]
    return render_template(
        "stocktaking/quote.html", form=form, c=view, offered=offered, questions=queries.questions(current_user)
    ), status

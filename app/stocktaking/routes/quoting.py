"""Putting words of a contribution under a statement, and taking them away again."""

import re
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id
from app.contributions.reading_mark import mark_of
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _, lazy
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import QuoteForm, UseForm
from app.stocktaking.models import Stance, Statement
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.sentences import QUOTABLE, sentence_called, sentences

READ = ("lesson", "facts", "condition", "went_wrong", "opinion")  # the order in which they stand on the page
QUOTED = lazy("The quote stands under the question.")
BACK = re.compile(r"(/en)?/werkbank(/vraagstukken/[a-z0-9-]+)?(\?[^\s#\\]*)?")  # to the list, or to a question


@blueprint.route("/werkbank/bijdragen/<public_id>", methods=["GET", "POST"])
@shows_again
def quote(public_id: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    source = contribution_by_public_id(public_id, current_user, to_change=request.method == "POST")
    chose_words = bool(request.form.get("sentence") or request.form.get("words"))  # before they were not to be quoted
    form = UseForm() if source.not_quoted and not chose_words else QuoteForm()
    if request.method != "POST":
        form.statement.data = statement_beforehand()
    if form.validate_on_submit():
        try:
            slug = put_under(form, source)
        except operations.StandsThere as there:
            form.stance.errors, form.stands.data = [str(there)], there.mark
            return page(form, source, 409)
        except Refusal as refusal:
            about_words = not source.not_quoted and form.statement.data in known_statements()
            wrong = form.words if about_words else form.statement
            wrong.errors = [str(refusal)]
            return page(form, source, 422)
        flash(_("The story stands under the question, without words.") if source.not_quoted else QUOTED)
        return redirect(way_back() or url_for("stocktaking.edit", slug=slug))
    return page(form, source, form.status)


def statement_beforehand() -> str:
    """The statement that is chosen already: the one that somebody looks for quotes for, else the one used last."""
    return request.args.get("uitspraak") or str(queries.statement_used_last(current_user) or "")


def way_back() -> str:
    """Where this member came from, as far as that is a list or a question of the workbench."""
    asked = request.args.get("van", "")
    return asked if BACK.fullmatch(asked) and asked.isprintable() else ""


def known_statements() -> dict[str, Statement]:
    return {str(s.id): s for question in queries.questions(current_user) for s in question.statements}


def put_under(form: UseForm, source: Contribution) -> str:
    """Puts the chosen words under the chosen statement, or the story without words; the slug of the question."""
    statement = known_statements().get(form.statement.data or "")
    if statement is None:
        raise Refusal(_("Choose a statement from the list. Is there none? Word a question first."))
    view, stance = disclosed(source, current_user), Stance(form.stance.data)
    if not isinstance(form, QuoteForm):
        operations.use(statement, source, current_user, stance, form.stands.data or "")
        return statement.question.slug
    seen = form.stands.data or ""
    typed = (form.words.data or "").replace("\r\n", "\n").strip()
    if typed:
        field = next((name for name in QUOTABLE if typed in getattr(view, name)), "facts")
        operations.quote(statement, source, current_user, field, typed, stance, seen=seen)
        return statement.question.slug
    if form.seen.data not in ("", None, mark_of(view)):
        raise Refusal(_("The contributor changed the text in the meantime. Look at it again, and choose once more."))
    field, sentence = sentence_called(form.sentence.data or "", view)
    operations.quote(statement, source, current_user, field, sentence.text, stance, sentence.start, seen)
    return statement.question.slug


def page(form: UseForm, source: Contribution, status: int) -> tuple[str, int]:
    view = disclosed(source, current_user)
    offered: list[tuple[str, Any]] = [(name, list(enumerate(sentences(getattr(view, name))))) for name in READ]
    return render_template(
        "stocktaking/use.html" if source.not_quoted else "stocktaking/quote.html",
        form=form,
        c=view,
        offered=offered,
        seen=mark_of(view),
        back=way_back(),
        questions=queries.questions(current_user),
    ), status


@blueprint.post("/werkbank/citaten/<int:evidence_id>/weghalen")
def remove_quote(evidence_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.evidence_to_remove(evidence_id, current_user)
    slug = found.statement.question.slug
    operations.remove_quote(found, by=current_user)
    flash(_("The quote was taken away. The contribution stays. You can put it back for 30 days."))
    return redirect(url_for("stocktaking.edit", slug=slug))

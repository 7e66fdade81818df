"""Answers to a question: written by members, signed off by a coordinator."""

import re
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.queries import organisation_by_id
from app.core.clock import today
from app.core.errors import Refusal
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations, permissions, queries
from app.stocktaking.forms import AnswerForm, VersionForm
from app.stocktaking.models import Answer, Question, Reach
from app.stocktaking.routes.blueprint import blueprint
from app.stocktaking.routes.choosing import known_routes, version_in

PUBLIC_ID = re.compile(r"(?<![0-9a-z])[0-9a-z]{26}(?![0-9a-z])")


@blueprint.get("/werkbank/vraagstukken/<slug>/antwoorden")
def answers(slug: str) -> str:
    """Where members write what came of a question, and a coordinator signs it off."""
    allow(permissions.may_take_stock(current_user))
    found = queries.question_without_quotes(slug, current_user)
    return render_template(
        "stocktaking/answers.html",
        question=found,
        answers=queries.answers_to(found, current_user),
        decisions=queries.decisions_about(found),
        words=queries.terms_for_questions(),
        coordinates=permissions.may_coordinate(current_user),
        today=today(),
    )


@blueprint.route("/werkbank/vraagstukken/<slug>/antwoorden/nieuw", methods=["GET", "POST"])
@shows_again
def write_answer(slug: str) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.question_without_quotes(slug, current_user)
    form = prepared(AnswerForm(data={"organisation": str(found.owner_id or ""), "route": found.route or ""}), found)
    if not form.validate_on_submit():
        return page(found, form, form.status)
    try:
        operations.answer(found, current_user, **told(form))
    except Refusal as refusal:
        form.steps.errors = [str(refusal)]
        return page(found, form, 409)
    flash(_("The answer stands with the question. A coordinator signs it off."))
    return redirect(url_for("stocktaking.answers", slug=slug))


@blueprint.route("/werkbank/antwoorden/<int:answer_id>", methods=["GET", "POST"])
@shows_again
def change_answer(answer_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.answer_by_id(answer_id, current_user)
    form = prepared(AnswerForm(data=kept_in(found)), found.question)
    if not form.validate_on_submit():
        return page(found.question, form, form.status, found)
    try:
        operations.not_overtaken(found, version_in(form))
        operations.change_answer(found, current_user, **told(form), kept=unread_sources_of(found))
    except Refusal as refusal:
        form.steps.errors, form.version.data = [str(refusal)], str(found.version)
        return page(found.question, form, 409, found)
    flash(_("Saved."))
    return redirect(url_for("stocktaking.answers", slug=found.question.slug))


@blueprint.post("/werkbank/antwoorden/<int:answer_id>/intrekken")
def drop_answer(answer_id: int) -> ResponseReturnValue:
    allow(permissions.may_take_stock(current_user))
    found = queries.answer_by_id(answer_id, current_user)
    operations.drop_answer(found, by=current_user)
    flash(_("The answer was taken back. You can put it back for 30 days."))
    return redirect(url_for("stocktaking.answers", slug=found.question.slug))


@blueprint.post("/werkbank/antwoorden/<int:answer_id>/aftekenen")
def sign_off(answer_id: int) -> ResponseReturnValue:
    allow(permissions.may_coordinate(current_user))
    found = queries.answer_by_id(answer_id, current_user)
    operations.sign_off(found, version_in(VersionForm()), by=current_user)
    flash(_("Signed off. The question says now that it is answered, or in part."))
    return redirect(url_for("stocktaking.answers", slug=found.question.slug))


def prepared(form: AnswerForm, question: Question) -> AnswerForm:
    """The form with what can be chosen: the partners, and the contributions that are quoted here."""
    form.organisation.choices = [(str(partner.id), partner.name) for partner in queries.partners()]
    form.sources.choices = queries.quoted_under(question, current_user)
    return form


def kept_in(found: Answer) -> dict[str, Any]:
    """What the form says of an answer. A contribution that is not quoted here stands among the other ones."""
    quoted = {value for value, _title in queries.quoted_under(found.question, current_user)}
    names = queries.names_of_sources(found.source_ids, current_user)
    return {
        "organisation": str(found.organisation_id),
        "steps": found.steps,
        "reach": found.reach.value,
        "route": found.route or "",
        "sources": [name for name in names.values() if name in quoted],
        "other_stories": "\n".join(
            url_for("pages.contribution", public_id=name) for name in names.values() if name not in quoted
        ),
        "version": str(found.version),
    }


def told(form: AnswerForm) -> dict[str, Any]:
    """What the form says, as the operation takes it. Raises Refusal for a contribution that is not found."""
    linked = list(dict.fromkeys(PUBLIC_ID.findall(form.other_stories.data or "")))
    lines = [line for line in (form.other_stories.data or "").split("\n") if line.strip()]
    sources = queries.sources_called([*linked, *(form.sources.data or ())], current_user)
    missing = set(linked) - {source.public_id for source in sources}
    if missing or any(not PUBLIC_ID.search(line) for line in lines):
        raise Refusal(_("We do not find one of the other contributions. Copy the address of its page, one on a line."))
    return {
        "organisation": organisation_by_id(int(form.organisation.data)),
        "reach": Reach(form.reach.data),
        "route": form.route.data if form.route.data in known_routes() else None,
        "steps": form.steps.data,
        "sources": sources,
    }


def unread_sources_of(found: Answer) -> list[int]:
    """The sources that this member may not read: they were not offered, so they were not left out either."""
    names = queries.names_of_sources(found.source_ids, current_user)
    return [source.contribution_id for source in found.sources if source.contribution_id not in names]


def page(question: Question, form: AnswerForm, status: int, found: Answer | None = None) -> tuple[str, int]:
    return render_template(
        "stocktaking/answer.html",
        question=question,
        form=form,
        answer=found,
        words=queries.terms_for_questions(),
    ), status

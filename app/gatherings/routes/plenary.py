"""What organisers and note takers see of the tables and of the questions from phones."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import Visitor
from app.challenges.permissions import may_view
from app.core.errors import Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.forms import AnswerForm
from app.gatherings.forms.tables import ANSWERS
from app.gatherings.models import Gathering
from app.gatherings.routes.blueprint import blueprint


@blueprint.get("/bijeenkomsten/<slug>/tafels")
def plenary(slug: str) -> str:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    return plenary_page(gathering)


def plenary_page(gathering: Gathering, refusal: str = "", form: AnswerForm | None = None, about: str = "") -> str:
    cards, asked = queries.cards_at(gathering), queries.clarifying_at(gathering)
    return render_template(
        "gatherings/plenary.html",
        gathering=gathering,
        cards=cards,
        counts={card.id: operations.counted(card) for card in cards},
        names=ANSWERS,
        challenges=queries.challenges_at(gathering, Visitor()),
        asked=asked,
        about_which={question.id: it for question in asked if may_view(current_user, it := question.challenge)},
        organises=permissions.may_organise(current_user, gathering),
        form=form or AnswerForm(None),
        typed=request.form,
        about=about,
        refusal=refusal,
    )


@blueprint.post("/bijeenkomsten/<slug>/tafels")
def set_tables(slug: str) -> ResponseReturnValue:
    """How many tables there are, and which challenge each talks about."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    try:
        operations.set_tables(gathering, number_in(request.form.get("number"), otherwise=-1))
    except Refusal as refusal:
        return plenary_page(gathering, str(refusal), about="number"), 409
    known = {challenge.slug: challenge for challenge in queries.challenges_at(gathering, Visitor())}
    for card in queries.cards_at(gathering):
        chosen = request.form.get(f"tafel-{card.number}")
        if chosen is not None:
            operations.talk_about(card, known.get(chosen))
    flash(_("Saved."))
    return redirect(url_for("gatherings.plenary", slug=slug), code=303)


@blueprint.post("/bijeenkomsten/<slug>/tafels/<int:number>/<any(geven, houden, tonen, verbergen):card_deed>")
def do_with_card(slug: str, number: int, card_deed: str) -> ResponseReturnValue:
    """Gives the question of a table to the members or keeps it; shows a card in the harvest or hides it."""
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    card = queries.card_at(gathering, number, to_change=True)
    try:
        operations.do_with_card(card, card_deed, number_in(request.form.get("version")))
    except Refusal as refusal:
        return plenary_page(gathering, str(refusal)), 409
    return redirect(url_for("gatherings.plenary", slug=slug, _anchor=f"tafel-{number}"), code=303)


@blueprint.post("/bijeenkomsten/<slug>/vragen/<question_id>")
@shows_again
def answer_clarifying(slug: str, question_id: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_take_notes(current_user, gathering))
    question, form = queries.clarifying_here(gathering, question_id), AnswerForm()
    if not form.validate_on_submit():
        return plenary_page(gathering, form=form, about=question_id), form.status
    try:
        operations.answer_question(question, number_in(form.version.data), form.answer.data)
    except Refusal as refusal:
        return plenary_page(gathering, str(refusal), form, question_id), 409
    return redirect(url_for("gatherings.plenary", slug=slug, _anchor="vragen"), code=303)

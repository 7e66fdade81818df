"""The whole text of a card, its starred sentences, and a question that comes up while sorting."""


from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.disclosure import View, disclosed
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id
from app.contributions.reading_mark import mark_of
from app.core.errors import NotFound, Refusal, wants_facts
from app.core.forms import number_in
from app.core.guard import allow
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking import operations as stocktaking
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import starred, stars_on
from app.stocktaking.sentences import Sentence, sentence_called, sentences
from app.workbench import operations, queries
from app.workbench.forms import NewBinForm
from app.workbench.models import Pile
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.sorting import UNSEEN, answer, counted, facts, gone, kept, key_sent, page
from app.workbench.routes.themes import judge, themes_of

READ = ("lesson", "facts", "condition", "went_wrong", "opinion")  # the order in which they stand on the page


@blueprint.get("/werkbank/stapels/<pile_slug>/kaarten/<public_id>/tekst")
def text(pile_slug: str, public_id: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    return text_page(pile_slug, contribution_by_public_id(public_id, current_user))


def text_page(pile_slug: str, contribution: Contribution, status: int = 200, refusal: str = "") -> tuple[str, int]:
    pile = queries.pile_by_slug(pile_slug)
    view = disclosed(contribution, current_user)
    stars = {(star.field, star.start): star.id for star, _words in starred(view, stars_on([contribution.id]))}
    parts = [(name, list(enumerate(sentences(getattr(view, name))))) for name in READ]
    return render_template(
        "workbench/text.html",
        pile=pile,
        c=view,
        parts=[(name, found) for name, found in parts if found],
        stars=stars,
        seen=mark_of(view),
        kept=kept(),
        themes=themes_of(contribution),
        refusal=refusal,
    ), status


@blueprint.post("/werkbank/stapels/<pile_slug>/kaarten/<public_id>/sterren")
def star(pile_slug: str, public_id: str) -> ResponseReturnValue:
    """Stars a sentence, or takes its star away when it has one."""
    allow(may_take_stock(current_user))
    if wants_facts():
        return star_that_waited(pile_slug, public_id)
    contribution = contribution_by_public_id(public_id, current_user, to_change=True)
    view = disclosed(contribution, current_user)
    taken_away = request.form.get("ster", "")
    try:
        if taken_away:
            stocktaking.unstar(contribution, number_in(taken_away))
        else:
            star_sentence(contribution, view)
    except Refusal as refusal:
        return text_page(pile_slug, contribution, 409, str(refusal))
    return redirect(url_for("workbench.text", pile_slug=pile_slug, public_id=public_id, **kept()))


def star_that_waited(pile_slug: str, public_id: str) -> ResponseReturnValue:
    """A sentence that was pressed without a connection: the script says whether it gets a star or loses it."""
    pile = queries.pile_by_slug(pile_slug)
    message = ""
    try:
        contribution = contribution_by_public_id(public_id, current_user, to_change=True)
        star_or_unstar(contribution, disclosed(contribution, current_user))
    except NotFound:
        return gone(pile, public_id)
    except Refusal as refusal:
        message = str(refusal)
    return jsonify({"card": public_id, "message": message}), 409 if message else 200


def star_or_unstar(contribution: Contribution, view: View) -> None:
    """As many times as it is sent, with one outcome. Raises Refusal, NotFound."""
    if request.form.get("aan") != "nee":
        star_sentence(contribution, view)
        return
    field, sentence = sentence_seen(view)
    for known, _words in starred(view, stars_on([contribution.id])):
        if (known.field, known.start) == (field, sentence.start):
            stocktaking.unstar(contribution, known.id)


@blueprint.post("/werkbank/stapels/<pile_slug>/kaarten/<public_id>/themas")
def judge_theme(pile_slug: str, public_id: str) -> ResponseReturnValue:
    """A theme fits, does not fit, or a member takes it away again."""
    allow(may_take_stock(current_user))
    contribution = contribution_by_public_id(public_id, current_user, to_change=True)
    try:
        judge(contribution)
    except Refusal as refusal:
        return text_page(pile_slug, contribution, 409, str(refusal))
    return redirect(url_for("workbench.text", pile_slug=pile_slug, public_id=public_id, **kept(), _anchor="themas"))


def star_sentence(contribution: Contribution, view: View) -> None:
    field, sentence = sentence_seen(view)
    stocktaking.star(contribution, field, sentence.start, sentence.text, by=current_user)


def sentence_seen(view: View) -> tuple[str, Sentence]:
    """The field and the sentence that was pressed. Raises Refusal when the text is another than the member saw."""
    if request.form.get("gezien", "") != mark_of(view):
        raise Refusal(_("The contributor changed the text in the meantime. Look at it again, and choose once more."))
    return sentence_called(request.form.get("zin", ""), view)


@blueprint.post("/werkbank/stapels/<pile_slug>/vraagstukken")
@shows_again
def new_bin(pile_slug: str) -> ResponseReturnValue:
    """A question that comes up while sorting; the card of now goes there at once."""
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug, to_change=True)
    form = NewBinForm()
    if not form.validate_on_submit():
        return refused(pile, form, form.status)
    try:
        held = contribution_by_public_id(form.card.data, current_user, to_change=True) if form.card.data else None
        if queries.deed_by_key(key_sent()) is None:  # else the button was pressed twice
            operations.lay_at_new_question(
                pile, form.sentence.data, held, number_in(form.seen.data, UNSEEN), key_sent(), by=current_user
            )
        return made(pile, form, held)
    except NotFound:
        if not wants_facts():
            raise
        return gone(pile, form.card.data)
    except Refusal as refusal:
        form.sentence.errors = [str(refusal)]
        return refused(pile, form, 409)


def refused(pile: Pile, form: NewBinForm, status: int) -> ResponseReturnValue:
    """A question that was not made: the page with its words, or for the script how the card lies, and why."""
    if not wants_facts():
        return page(pile, status, form=form)
    try:
        held = contribution_by_public_id(form.card.data, current_user) if form.card.data else None
        return jsonify(numbers_with(pile, held) | {"message": " ".join(form.sentence.errors)}), status
    except NotFound:
        return gone(pile, form.card.data)


def made(pile: Pile, form: NewBinForm, held: Contribution | None) -> ResponseReturnValue:
    if wants_facts():
        return jsonify(numbers_with(pile, held) | {"message": ""})
    if held is not None:
        return answer(pile, held)
    flash(_("The question can be used from now on."))
    return redirect(url_for("workbench.sort", pile_slug=pile.slug, **kept()))


def numbers_with(pile: Pile, held: Contribution | None) -> dict[str, Any]:
    """How the card lies, if there is one, and how many lie where."""
    if held is not None:
        return facts(pile, held)
    return counted(pile, queries.questions_of(pile), queries.tally(pile, current_user))

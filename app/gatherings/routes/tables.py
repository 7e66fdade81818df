"""At the tables and all together, on a phone, without an account; behind the code of the walk."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import Visitor
from app.accounts.operations import may_try_again
from app.challenges.models import Challenge
from app.core.clock import today
from app.core.errors import NotFound, Refusal
from app.core.guard import public, too_many
from app.core.security import secret_address
from app.core.typed import shows_again
from app.core.wording import _
from app.gatherings import operations, queries
from app.gatherings.forms import AskForm, CardForm, TapForm
from app.gatherings.forms.tables import ANSWERS
from app.gatherings.models import Plays, TableCard, Walk
from app.gatherings.routes.blueprint import blueprint
from app.gatherings.routes.opening import walk_opened
from app.gatherings.routes.walker_key import key, key_to_keep

IN_A_ROOM = 1000  # taps and questions in a quarter of an hour: everybody who is there, behind one address


@blueprint.get("/lopen/<code>/tafels")
@public
@secret_address
def tables(code: str) -> str:
    """The tables to choose from, and the questions that they are left with."""
    return tables_page(walk_opened(code), TapForm(None))


def tables_page(found: Walk, form: TapForm, refusal: str = "", tapped: int = 0) -> str:
    walker = operations.walker_with(found, key())
    return render_template(
        "gatherings/tables.html",
        walk=found,
        gathering=found.gathering,
        cards=queries.cards_at(found.gathering),
        answers=queries.answers_of(found.gathering, walker),
        names=ANSWERS,
        form=form,
        refusal=refusal,
        tapped=tapped,
        is_open=found.takes_notes(today()),
    )


@blueprint.route("/lopen/<code>/tafels/<int:number>", methods=["GET", "POST"])
@public
@shows_again
@secret_address
def table_card(code: str, number: int) -> ResponseReturnValue:
    found = walk_opened(code)
    card = queries.card_at(found.gathering, number, to_change=request.method == "POST")
    form = CardForm(obj=card)
    if not form.validate_on_submit():
        return card_page(found, card, form)
    try:
        operations.takes_notes_now(found)
        operations.write_card(card, form.seen_version(), form.recognised.data, form.helped.data, form.question.data)
    except Refusal as refusal:
        form.version.data = str(card.version)
        return card_page(found, card, form, str(refusal))
    flash(_("Kept. Everybody with the code can change it until a week after the gathering."))
    return redirect(url_for("gatherings.table_card", code=code, number=number), code=303)


def card_page(found: Walk, card: TableCard, form: CardForm, refusal: str = "") -> tuple[str, int]:
    challenge = known_challenges(found).get(card.challenge_id or 0)
    page = render_template(
        "gatherings/table_card.html",
        walk=found,
        gathering=found.gathering,
        card=card,
        challenge=challenge,
        form=form,
        refusal=refusal,
        is_open=found.takes_notes(today()),
    )
    return page, 409 if refusal else form.status


def not_too_many() -> None:
    """A phone without a key is a new one each time; this keeps one machine from being a thousand of them."""
    if not may_try_again("said in a room from", request.remote_addr or "", IN_A_ROOM):
        raise too_many()


def known_challenges(found: Walk) -> dict[int, Challenge]:
    """What everybody may know of, by id: the same for every phone."""
    return {challenge.id: challenge for challenge in queries.challenges_at(found.gathering, Visitor())}


@blueprint.post("/lopen/<code>/tafels/<int:number>/herken")
@public
@shows_again
@secret_address
def tap_card(code: str, number: int) -> ResponseReturnValue:
    not_too_many()
    form = TapForm()
    if not form.validate_on_submit():
        return tables_page(walk_opened(code), form, tapped=number), form.status
    found = walk_opened(code, to_change=True)
    try:
        operations.takes_notes_now(found)
        walker = operations.come_along(found, key_to_keep())
        card = queries.card_at(found.gathering, number, to_change=True)
        operations.tap(card, walker, Plays(form.answer.data), form.question.data or "")
    except Refusal as refusal:
        return tables_page(found, form, str(refusal), number), 409
    return redirect(url_for("gatherings.tables", code=code, _anchor=f"tafel-{number}"), code=303)


@blueprint.get("/lopen/<code>/vragen")
@public
@secret_address
def clarifying(code: str) -> str:
    return clarifying_page(walk_opened(code), AskForm(None))[0]


@blueprint.post("/lopen/<code>/vragen/<challenge_slug>")
@public
@shows_again
@secret_address
def ask_clarifying(code: str, challenge_slug: str) -> ResponseReturnValue:
    not_too_many()
    form = AskForm()
    if not form.validate_on_submit():
        return clarifying_page(walk_opened(code), form, about=challenge_slug)
    found = walk_opened(code, to_change=True)
    challenge = next((one for one in known_challenges(found).values() if one.slug == challenge_slug), None)
    if challenge is None:
        raise NotFound
    try:
        operations.takes_notes_now(found)
        operations.ask(found.gathering, challenge, operations.come_along(found, key_to_keep()), form.text.data)
    except Refusal as refusal:
        return clarifying_page(found, form, str(refusal), challenge_slug)
    flash(_("Asked. The organisers and note takers see it, without your name."))
    return redirect(url_for("gatherings.clarifying", code=code), code=303)


def clarifying_page(found: Walk, form: AskForm, refusal: str = "", about: str = "") -> tuple[str, int]:
    page = render_template(
        "gatherings/clarifying.html",
        walk=found,
        gathering=found.gathering,
        challenges=known_challenges(found).values(),
        own=queries.clarifying_of(found.gathering, operations.walker_with(found, key())),
        form=form,
        refusal=refusal,
        about=about,
        is_open=found.takes_notes(today()),
    )
    return page, 409 if refusal else form.status


@blueprint.post("/lopen/<code>/vragen/<question_id>/terug")
@public
@secret_address
def take_clarifying_back(code: str, question_id: str) -> ResponseReturnValue:
    found = walk_opened(code, to_change=True)
    operations.take_question_back(queries.own_clarifying(operations.walker_with(found, key()), question_id))
    flash(_("Taken back."))
    return redirect(url_for("gatherings.clarifying", code=code), code=303)

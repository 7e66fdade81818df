"""Laying the cards of a check once more without seeing where they lie, and deciding about what differs."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.disclosure import disclosed
from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id
from app.core.errors import NotFound, Refusal
from app.core.forms import number_in
from app.core.guard import allow
from app.core.security import random_id
from app.core.typed import shows_again
from app.core.wording import _
from app.stocktaking.permissions import may_take_stock
from app.workbench import operations, queries
from app.workbench.forms import DecideForm, PlaceForm
from app.workbench.models import CheckKind, Pile
from app.workbench.queries import Card, Checks, Difference, Drawn, OnTheTable
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.checks import KINDS, overview
from app.workbench.routes.deeds import words_for
from app.workbench.routes.shortcuts import own_keys
from app.workbench.routes.sorting import UNSEEN, key_sent, places


@blueprint.post("/werkbank/stapels/<pile_slug>/controle/<check_kind>/begin")
def draw(pile_slug: str, check_kind: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile, kind = queries.pile_by_slug(pile_slug, to_change=True), kind_called(check_kind)  # no question goes meanwhile
    try:
        operations.draw(pile, kind, by=current_user)
    except Refusal as refusal:
        return overview(pile, 409, str(refusal))
    return redirect(url_for("workbench.blind", pile_slug=pile_slug, check_kind=check_kind))


def kind_called(word: str) -> CheckKind:
    if word not in KINDS:
        raise NotFound
    return KINDS[word]


@blueprint.get("/werkbank/stapels/<pile_slug>/controle/<check_kind>")
def blind(pile_slug: str, check_kind: str) -> ResponseReturnValue:
    """The next card of the draw; one that was laid already when the address names it."""
    allow(may_take_stock(current_user))
    pile, kind = queries.pile_by_slug(pile_slug), kind_called(check_kind)
    draw = queries.last_draw(pile, kind, current_user)
    if draw is None or draw.is_finished:
        return redirect(url_for("workbench.checks", pile_slug=pile_slug))
    form = PlaceForm(None)
    form.offer(queries.questions_offered(draw.check, current_user))
    return card_page(pile, draw, form, request.args.get("kaart", ""))


def card_page(pile: Pile, draw: Drawn, form: PlaceForm, wanted: str = "", status: int = 200) -> tuple[str, int]:
    """The card that is wanted, when it is in the draw; else the next one."""
    card = draw.card_called(wanted) or draw.left[0]
    if card.at and form.places.data is None:
        form.places.data = form.words_for(card.again)
    are_on, keys = own_keys()
    return render_template(
        "workbench/blind.html",
        pile=pile,
        are_on=are_on,
        keys=keys,
        check_kind=next(word for word, kind in KINDS.items() if kind is draw.check.kind),
        c=disclosed(contribution_by_public_id(draw.views[card.contribution_id].id, current_user), current_user),
        form=form,
        number=draw.cards.index(card) + 1,
        total=len(draw.cards),
        done=[(at, draw.views[card.contribution_id]) for at, card in enumerate(draw.cards, 1) if card.at],
    ), status


@blueprint.post("/werkbank/stapels/<pile_slug>/controle/<check_kind>/<public_id>")
@shows_again
def lay_blind(pile_slug: str, check_kind: str, public_id: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile, kind = queries.pile_by_slug(pile_slug), kind_called(check_kind)
    draw = queries.last_draw(pile, kind, current_user)
    card = draw.card_called(public_id) if draw else None
    if draw is None or card is None:
        raise NotFound
    if draw.is_finished:
        return overview(pile, 409, _("This check was finished already. What you laid in it counts."))
    form = PlaceForm()
    form.offer(queries.questions_offered(draw.check, current_user))
    if not form.validate_on_submit():
        return card_page(pile, draw, form, public_id, form.status)
    operations.lay_blind(card, *form.place())
    if draw.is_finished:
        flash(_("Done. Here you see where you laid a card elsewhere."))
        return redirect(url_for("workbench.checks", pile_slug=pile_slug))
    return redirect(url_for("workbench.blind", pile_slug=pile_slug, check_kind=check_kind))


@blueprint.route("/werkbank/stapels/<pile_slug>/verschillen/<public_id>", methods=["GET", "POST"])
@shows_again
def decide(pile_slug: str, public_id: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug)
    held = contribution_by_public_id(public_id, current_user, to_change=request.method == "POST")
    table = queries.on_the_table(pile, current_user)
    checks = queries.what_they_show(pile, table, queries.checks_in(pile), current_user)
    card, found = difference_at(table, checks, held)
    bins = table.bins
    form = DecideForm(data={"seen": card.lies.version, "key": random_id(), "places": places(card.lies, bins)})
    form.offer(bins)
    if found is None and request.method == "GET":
        return redirect(url_for("workbench.checks", pile_slug=pile_slug))
    refusal, status = "", form.status
    if form.validate_on_submit():
        try:
            still_differs(found)
            operations.decide(
                pile, held, form.place(), form.why.data, number_in(form.seen.data, UNSEEN), key_sent(), by=current_user
            )
        except Refusal as problem:
            refusal, status = str(problem), 409
        else:
            flash(_("Written down, and the card lies there now."))
            return redirect(url_for("workbench.checks", pile_slug=pile_slug, _anchor="verschillen"))
    return render_template(
        "workbench/decide.html",
        pile=pile,
        c=disclosed(held, current_user),
        card=card,
        difference=found,
        form=form,
        words=words_for(bins, checks.stands_for),
        refusal=refusal,
    ), form.status if status == 200 else status


def difference_at(table: OnTheTable, found: Checks, held: Contribution) -> tuple[Card, Difference | None]:
    """The card of this pile, and how it differs; None when that was decided by now. Raises NotFound."""
    card = next((card for card in table.cards if card.id == held.id and card.id not in found.unfinished), None)
    if card is None:
        raise NotFound
    return card, next((d for d in found.differences if d.contribution_id == held.id), None)


def still_differs(found: Difference | None) -> None:
    """A press that comes twice is no second decision; anything else about a card that no longer differs is refused."""
    if found is None and queries.deed_by_key(key_sent()) is None:
        raise Refusal(_("Somebody decided about this card in the meantime. See what they wrote at the checks."))

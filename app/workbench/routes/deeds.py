"""What was laid, and putting it back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.models import Contribution
from app.contributions.queries import contribution_by_public_id, in_this_order
from app.core import clock
from app.core.errors import NotFound, Refusal, wants_facts
from app.core.forms import number_in
from app.core.guard import allow
from app.core.wording import _, language
from app.stocktaking.models import Question
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import Lies, heirs, kept_place
from app.taxonomy.queries import vocabulary
from app.workbench import operations, queries
from app.workbench.models import Deed, Pile, PileStep
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.sorting import answer, gone, where_words


@blueprint.post("/werkbank/stapels/<pile_slug>/terug")
def put_back(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug, to_change=True)
    try:
        return put_card_back(pile)
    except NotFound:
        if not wants_facts():
            raise
        return gone(pile, request.form.get("kaart", ""))


def put_card_back(pile: Pile) -> ResponseReturnValue:
    """Raises NotFound for a deed that is not known here, of which the script does not say which card it was about."""
    deed = queries.deed_by_key(request.form.get("deed", ""))
    if deed is None or deed.pile_id != pile.id:
        named = contribution_by_public_id(request.form.get("kaart", ""), current_user)
        return answer(pile, named, Refusal(_("There is nothing to put back any more. See where the card lies now.")))
    held = hold(deed)
    try:
        operations.put_back(pile, deed, held, by=current_user)
    except Refusal as refusal:
        return answer(pile, held, refusal)
    return answer(pile, held, stays=True)


def hold(deed: Deed) -> Contribution:
    """The card of a deed; nobody else lays it meanwhile. Raises NotFound when this member may not read it."""
    found = in_this_order([deed.contribution_id], current_user)
    if not found:
        raise NotFound
    return contribution_by_public_id(found[0].public_id, current_user, to_change=True)


@blueprint.get("/werkbank/stapels/<pile_slug>/gelegd")
def deeds(pile_slug: str) -> tuple[str, int]:
    allow(may_take_stock(current_user))
    return deeds_page(queries.pile_by_slug(pile_slug))


def deeds_page(pile: Pile, status: int = 200, refusal: str = "") -> tuple[str, int]:
    table = queries.on_the_table(pile, current_user)
    cards = {card.id: card for card in table.cards}
    came = {card.id: card.added_at for card in table.cards}
    found = queries.doings(pile, came, max(1, number_in(request.args.get("pagina"), 1)))
    stands_for = heirs()
    steps = [row for row in found.rows if isinstance(row, PileStep)]
    changed = {key: stands_for.get(key, key) for step in steps for key in changed_in(step)}
    known = queries.questions_called(set(changed.values()))
    return render_template(
        "workbench/deeds.html",
        pile=pile,
        doings=found,
        cards=cards,
        came=list(came.values()),
        words=words_for(table.bins, stands_for),
        questions={key: known[now] for key, now in changed.items() if now in known},
        changed_in=changed_in,
        themes={word.id: word.name(language()) for word in vocabulary()},
        oldest=clock.now() - operations.KEPT,
        refusal=refusal,
    ), status


def changed_in(step: PileStep) -> list[int]:
    """The questions that came or went in this step."""
    before, after = step.before.get("bins", []), step.after.get("bins", [])
    return [key for key in (*after, *before) if (key in before) != (key in after)]


@blueprint.post("/werkbank/stapels/<pile_slug>/stappen/<int:step_id>/terug")
def undo(pile_slug: str, step_id: int) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug, to_change=True)
    step = queries.step_by_id(pile, step_id)
    held = hold(step.deed) if step.deed else None
    try:
        operations.undo(pile, step, held, by=current_user)
    except Refusal as refusal:
        return deeds_page(pile, 409, str(refusal))
    flash(_("Put back."))
    return redirect(url_for("workbench.deeds", pile_slug=pile_slug))


def words_for(bins: Sequence[Question], stands_for: Mapping[int, int]) -> Callable[[dict[str, Any]], str]:
    """Says of a kept state where the card lay, in words. `stands_for` is what `heirs` gives."""

    def words(state: dict[str, Any]) -> str:
        return where_words(Lies(*kept_place(state, stands_for)), bins) or _("open")

    return words

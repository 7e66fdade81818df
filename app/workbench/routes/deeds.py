"""What was laid, and putting it back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.queries import contribution_by_public_id, in_this_order
from app.core.errors import NotFound, Refusal
from app.core.guard import allow
from app.core.wording import _
from app.stocktaking.models import Question
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.queries import Lies, heirs, kept_place
from app.workbench import operations, queries
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.sorting import answer, where_words


@blueprint.post("/werkbank/stapels/<pile_slug>/terug")
def put_back(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug)
    deed = queries.deed_by_key(request.form.get("deed", ""))
    found = in_this_order([deed.contribution_id], current_user) if deed and deed.pile_id == pile.id else []
    if deed is None or not found:
        raise NotFound
    held = contribution_by_public_id(found[0].public_id, current_user, to_change=True)
    try:
        operations.put_back(deed, held, by=current_user)
    except Refusal as refusal:
        return answer(pile, held, refusal)
    return answer(pile, held, stays=True)


@blueprint.get("/werkbank/stapels/<pile_slug>/gelegd")
def deeds(pile_slug: str) -> str:
    allow(may_take_stock(current_user))
    pile = queries.pile_by_slug(pile_slug)
    cards = {card.id: card for card in queries.on_the_table(pile, current_user).cards}
    found = [(deed, cards[deed.contribution_id]) for deed in queries.deeds_in(pile) if deed.contribution_id in cards]
    words = words_for(queries.questions_of(pile), heirs())
    return render_template("workbench/deeds.html", pile=pile, deeds=found, words=words)


def words_for(bins: Sequence[Question], stands_for: Mapping[int, int]) -> Callable[[dict[str, Any]], str]:
    """Says of a kept state where the card lay, in words. `stands_for` is what `heirs` gives."""

    def words(state: dict[str, Any]) -> str:
        return where_words(Lies(*kept_place(state, stands_for)), bins) or _("open")

    return words

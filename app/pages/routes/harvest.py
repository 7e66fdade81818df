"""What came of a gathering: a window, for it shows what was noted, who came and what the members do with it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.contributions.cards import cards as cards_of
from app.core.errors import NotFound, Refusal
from app.core.guard import allow, public
from app.core.wording import _
from app.gatherings import operations, permissions, queries
from app.gatherings.models import Gathering
from app.pages.routes.blueprint import blueprint
from app.stocktaking.queries import questions_of_tables


@blueprint.get("/bijeenkomsten/<slug>/oogst")
@public
def harvest(slug: str) -> str:
    """For its organisers and note takers from the beginning; for everybody once it was shared."""
    gathering = queries.gathering_by_slug(slug, current_user)
    if not permissions.may_see_harvest(current_user, gathering):
        raise NotFound
    return harvest_page(gathering)


def harvest_page(gathering: Gathering, refusal: str = "") -> str:
    written = [card for card in queries.cards_at(gathering) if not card.is_empty]
    cards = [card for card in written if card.shown_at]
    takes_notes = permissions.may_take_notes(current_user, gathering)
    return render_template(
        "pages/harvest.html",
        gathering=gathering,
        came=queries.number_who_came(gathering),
        attendance=[row for row in queries.attendance(gathering) if row.came],
        noted=queries.number_noted(gathering),
        summaries=queries.summaries_at(gathering),
        tables=queries.number_of_cards(gathering),
        cards=cards,
        not_shown=len(written) - len(cards) if takes_notes else 0,
        counts={card.id: operations.counted(card) for card in cards},
        came_out=cards_of(queries.came_out_of(gathering, current_user), current_user),
        questions=questions_of_tables(gathering, current_user),
        takes_notes=takes_notes,
        organises=permissions.may_organise(current_user, gathering),
        refusal=refusal,
    )


@blueprint.post("/bijeenkomsten/<slug>/oogst")
def share_harvest(slug: str) -> ResponseReturnValue:
    gathering = queries.gathering_by_slug(slug, current_user)
    allow(permissions.may_organise(current_user, gathering))
    try:
        operations.share_harvest(gathering)
    except Refusal as refusal:
        return harvest_page(gathering, str(refusal)), 409
    flash(_("Shared. Everybody who signed up gets a mail with the link."))
    return redirect(url_for("pages.harvest", slug=slug), code=303)

"""The page of the checks of a pile: what can be checked, how far people agree, what differs and what lies loose."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.core.guard import allow
from app.stocktaking.models import Laid
from app.stocktaking.permissions import may_take_stock
from app.workbench import queries
from app.workbench.agreement import in_words
from app.workbench.checked import SIZE, Agreement, as_a_whole, at_question, per_theme
from app.workbench.models import Check, CheckKind, Pile
from app.workbench.queries import Card, Checks, OnTheTable
from app.workbench.routes.blueprint import blueprint
from app.workbench.routes.deeds import words_for

KINDS = {"opnieuw": CheckKind.AGAIN, "tweede": CheckKind.SECOND}


@dataclass(frozen=True)
class Draw:
    """What one member can check: the cards still to lay in the open draw, or how many a new one would hold."""

    left: int
    total: int
    waiting: int

    @property
    def is_open(self) -> bool:
        return self.left > 0


@blueprint.get("/werkbank/stapels/<pile_slug>/controle")
def checks(pile_slug: str) -> ResponseReturnValue:
    allow(may_take_stock(current_user))
    return overview(queries.pile_by_slug(pile_slug))


def overview(pile: Pile, status: int = 200, refusal: str = "") -> tuple[str, int]:
    table = queries.on_the_table(pile, current_user)
    known = queries.checks_in(pile)
    found = queries.what_they_show(pile, table, known, current_user)
    shown = [card for card in table.cards if card.id not in found.unfinished]
    return render_template(
        "workbench/checks.html",
        pile=pile,
        found=found,
        cards={card.id: card for card in shown},
        draws={word: draw_of(kind, table, known) for word, kind in KINDS.items()},
        whole=as_a_whole(found.by_card.values()),
        own=as_a_whole(found.own.values()),
        rows=[(question, at_question(found.by_card.values(), str(question.id))) for question in table.bins],
        themes=agreement_per_theme(found, shown),
        in_words=in_words,
        words=words_for(table.bins, found.stands_for),
        loose=loose(shown),
        size=SIZE,
        refusal=refusal,
    ), status


def draw_of(kind: CheckKind, table: OnTheTable, known: Sequence[Check]) -> Draw:
    last = queries.last_of(kind, table, known, current_user)
    if last is not None and not last.is_finished:
        return Draw(len(last.left), len(last.cards), 0)
    return Draw(0, 0, len(queries.to_check(kind, table, known, current_user)))


def agreement_per_theme(found: Checks, shown: Sequence[Card]) -> list[tuple[str, Agreement]]:
    names = {card.id: [term.name for term in card.view.themes if term.parent_id is None] for card in shown}
    return per_theme(found.by_card, names)


def loose(shown: Sequence[Card]) -> dict[str, list[Card]]:
    """What stayed open or is used nowhere: without a place, without a question, or at one and never quoted."""
    quoted = queries.quoted_among([card.id for card in shown])
    return {
        "open": [card for card in shown if card.lies.is_open],
        "nowhere": [card for card in shown if card.lies.laid is Laid.NOWHERE],
        "one_case": [card for card in shown if card.lies.laid is Laid.ONE_CASE],
        "unquoted": [card for card in shown if card.lies.questions and card.id not in quoted],
    }

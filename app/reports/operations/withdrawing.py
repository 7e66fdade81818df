"""What leaves an audience leaves the frozen stocktakes of that audience at once: its words and its salt are deleted."""

import json
from collections.abc import Mapping
from typing import Any

from app.contributions.disclosure import View
from app.contributions.models import Audience, Contribution
from app.contributions.operations import hear_of_listings, listed_values
from app.core.database import db
from app.gatherings.models import Gathering
from app.gatherings.operations import hear_of_parting
from app.reports import queries
from app.reports.models import ItemKind
from app.reports.operations.files import make_void_those_of
from app.stocktaking.models import Question
from app.stocktaking.operations import say_who_holds
from app.stocktaking.sentences import QUOTABLE
from app.workbench.queries import belongs_by_its_challenge, piles_of


def withdraw_what_left(contribution: Contribution, shown: Mapping[Audience, View | None]) -> None:
    """Deletes what an audience may no longer read of this contribution, or not as it was frozen.

    What became looser changes nothing: a stocktake says what could be read on its day.
    """
    touched = set()
    for words in queries.words_of(contribution):
        view = shown.get(words.item.audience)
        if view is None or not still_says(json.loads(words.content), words.item.kind, view):
            touched.add(words.item.stocktake_id)
            db.session.delete(words)
    db.session.flush()
    if touched:
        make_void_those_of(touched)


def still_says(frozen: Mapping[str, Any], kind: ItemKind, view: View) -> bool:
    """Whether a view shows at least what was frozen of it. Tags keep the words of their day."""
    if kind is ItemKind.QUOTE:
        return bool(frozen["is_withheld"]) or quotes(frozen, view)
    if kind is ItemKind.SOURCE:
        return bool(frozen["is_withheld"]) or (not view.not_quoted and frozen["title"] == view.title)
    if frozen["not_quoted"]:
        return True  # no word of it is there
    now = listed_values(view)
    same = all(frozen[name] == now[name] for name in ("title", "lesson", "years"))
    place = frozen["exact_place"] == now["exact_place"] and hides_no_more(frozen["rough_place"], now)
    kind_shown = not frozen["organisation_kind"] or bool(now["organisation_kind"])
    return same and place and kind_shown and not view.not_quoted


def hides_no_more(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return all(now[name] is not None for name, value in frozen.items() if value is not None)


def quotes(frozen: Mapping[str, Any], view: View) -> bool:
    says_it = any(frozen["words"] in getattr(view, field) for field in QUOTABLE)
    return not view.not_quoted and frozen["title"] == view.title and says_it


def withdraw_what_parted(contribution: Contribution, gathering: Gathering) -> None:
    """Deletes it from the stocktakes of piles of a gathering, when it is no longer said to have come out of that."""
    if belongs_by_its_challenge(contribution, gathering):
        return
    piles = {pile.id for pile in piles_of(gathering)}
    touched = set()
    for words in queries.words_of(contribution):
        if words.item.kind is ItemKind.CONTRIBUTION and queries.pile_behind(words) in piles:
            touched.add(words.item.stocktake_id)
            db.session.delete(words)
    db.session.flush()
    if touched:
        make_void_those_of(touched)


def is_frozen(question: Question) -> bool:
    """Whether a stocktake holds this question: then it was not asked in vain."""
    return queries.is_in_a_stocktake(question)


hear_of_listings(withdraw_what_left)
hear_of_parting(withdraw_what_parted)
say_who_holds(is_frozen)

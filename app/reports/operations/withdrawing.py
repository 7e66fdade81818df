"""What leaves an audience leaves the frozen stocktakes of that audience at once: its words and its salt are deleted."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from app.contributions.costs import COSTS
from app.contributions.disclosure import View
from app.contributions.models import Audience, Contribution
from app.contributions.operations import hear_of_listings, listed_values
from app.contributions.reading_mark import TEXTS
from app.core.database import db
from app.gatherings.models import Gathering
from app.gatherings.operations import hear_of_parting
from app.reports import queries
from app.reports.models import ItemKind, Words
from app.reports.operations.files import make_void_those_of
from app.reports.records import text_record
from app.stocktaking.models import Question
from app.stocktaking.operations import say_who_holds
from app.stocktaking.sentences import QUOTABLE
from app.workbench.queries import belongs_by_its_challenge, piles_of

OF_THE_PILE = (ItemKind.CONTRIBUTION, ItemKind.TEXT)  # what is there because it lay in it


def withdraw_what_left(contribution: Contribution, shown: Mapping[Audience, View | None]) -> None:
    """Deletes what an audience may no longer read of this contribution, or not as it was frozen.

    What became looser changes nothing: a stocktake says what could be read on its day.
    """
    held = queries.words_of(contribution)
    gone = [words for words in held if not may_stay(words, shown.get(words.item.audience))]
    without = {edition_of(words) for words in gone if words.item.kind is ItemKind.CONTRIBUTION}
    # No whole text stays behind one that is gone: what was made stricter may be what only the other part says.
    gone += [w for w in held if w.item.kind is ItemKind.TEXT and edition_of(w) in without and w not in gone]
    delete(gone)


def may_stay(words: Words, view: View | None) -> bool:
    return view is not None and still_says(json.loads(words.content), words.item.kind, view)


def edition_of(words: Words) -> tuple[int, Audience]:
    return words.item.stocktake_id, words.item.audience


def delete(gone: Collection[Words]) -> None:
    """With the salt, and with the files that were made of these stocktakes."""
    touched = {words.item.stocktake_id for words in gone}
    for words in gone:
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
    if kind is ItemKind.TEXT:
        return shows_whole(frozen, view)
    if frozen["not_quoted"]:
        return True  # no word of it is there
    now = listed_values(view)
    same = all(frozen[name] == now[name] for name in ("title", "lesson", "years"))
    place = frozen["exact_place"] == now["exact_place"] and hides_no_more(frozen["rough_place"], now)
    kind_shown = not frozen["organisation_kind"] or bool(now["organisation_kind"])
    return same and place and kind_shown and not view.not_quoted


def shows_whole(frozen: Mapping[str, Any], view: View) -> bool:
    """Every text that was frozen to the letter, and of everything else that it is still shown."""
    now = text_record(view)
    same = all(now[name] == frozen[name] for name in (*TEXTS, *COSTS) if is_told(frozen[name]))
    same = same and (not frozen["organisation"] or is_of_the_same(frozen, now))
    shown = all(now[name] for name in ("named", "role") if frozen[name])
    return same and shown and set(frozen["photos"]) <= set(now["photos"]) and not view.not_quoted


def is_of_the_same(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """The organisation that was named; also when it is called otherwise since."""
    slug = frozen.get("organisation_slug")  # texts of before it was kept have none
    return bool(slug and slug == now["organisation_slug"]) or frozen["organisation"] == now["organisation"]


def is_told(value: object) -> bool:
    """What it cost may be nothing, and that was told."""
    return value is not None and value is not False and value != ""


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
    held = (words for words in queries.words_of(contribution) if words.item.kind in OF_THE_PILE)
    delete([words for words in held if queries.pile_behind(words) in piles])


def is_frozen(question: Question) -> bool:
    """Whether a stocktake holds this question: then it was not asked in vain."""
    return queries.is_in_a_stocktake(question)


hear_of_listings(withdraw_what_left)
hear_of_parting(withdraw_what_parted)
say_who_holds(is_frozen)

"""What went by a decision of the desk about a question goes from the frozen stocktakes at that moment."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.contributions.models import Audience
from app.core.database import db
from app.core.destruction import destroyed
from app.core.revisions import next_revision
from app.core.slugs import free_slug
from app.reports import queries
from app.reports.chosen import Chosen
from app.reports.models import ItemKind, Words
from app.reports.opening import question_from
from app.reports.operations.files import make_void_those_of
from app.reports.operations.withdrawing import delete, edition_of
from app.reports.seal import canonical
from app.stocktaking.gone import Gone


def withdraw_words(gone: Gone, kept_out: Collection[int], chosen: Chosen) -> set[int]:
    """Deletes each frozen question that says what went or was `chosen`, with all that stood under it. Other ones keep
    the words of their day, whatever members write later. The keys of the stocktakes from which something went.

    From the stocktakes for everybody also each whose words stand at a question that is `kept_out` of view for good, by
    its key: nobody reads it there any more. Members go on with it, and so it stays theirs.
    """
    next_revision(queries.WORDS_GONE)  # what is being frozen now is read anew
    of_each: dict[tuple[int, Audience, int], list[Words]] = defaultdict(list)
    for words in queries.words_about(gone.at):
        of_each[(*edition_of(words), words.question_id or 0)].append(words)
    out = queries.kept_out_in(gone.at, kept_out)
    now = queries.addresses_of(gone.at)
    leaving, old = [], {(*edition, slug): "" for slug in gone.addresses for edition in queries.lying_at_none(slug)}
    for (stocktake_id, audience, key), held in of_each.items():
        is_out = audience is Audience.PUBLIC and (stocktake_id, key) in out
        is_leaving = is_out or says_what_went(held, gone, chosen)
        leaving += held if is_leaving else []
        for slug in addresses_in(held):
            is_told = chosen.takes(slug, gone.reaches_address(slug))
            if is_out or (is_leaving and (slug != now[key] or is_told)):
                old[stocktake_id, audience, slug] = ""
            elif not is_leaving and slug != now[key] and is_told:
                old[stocktake_id, audience, slug] = free_slug(now[key], queries.other_addresses(stocktake_id, key))
    left = {words.item.stocktake_id for words in leaving} | {stocktake_id for stocktake_id, _audience, _slug in old}
    destroyed("stocktake_words", len(leaving), "a decision of the desk")
    delete(leaving)
    renew_addresses(old)
    return left


def addresses_in(held: Sequence[Words]) -> set[str]:
    """The address that a frozen question had: of everything that an edition holds of one question."""
    return {json.loads(words.content)["slug"] for words in held if words.item.kind is ItemKind.QUESTION}


def renew_addresses(old: Mapping[tuple[int, Audience, str], str]) -> None:
    """Lets what stood at a question, by the stocktake, the edition and the address that this had, stand at another
    address; at none when the question went. With files that say the old one.

    Nobody can check these parts any more: their salt goes, or who has the number of one could find out by guessing
    what the address was.
    """
    for (stocktake_id, audience, slug), address in sorted(old.items()):
        for words in queries.words_at(stocktake_id, audience, slug):
            told = canonical(told_at(json.loads(words.content), slug, address))
            if told != words.content:
                words.content, words.salt = told, ""
    make_void_those_of({stocktake_id for stocktake_id, _audience, _slug in old})
    db.session.flush()


def told_at(known: dict[str, Any], slug: str, address: str) -> dict[str, Any]:
    """The same with another address: of the question itself, of what stands under it, or of a story that lies there."""
    if "questions" in known:
        return known | {"questions": sorted(address if one == slug else one for one in known["questions"])}
    name = "slug" if "slug" in known else "question"
    return known | {name: address if known[name] == slug else known[name]}


def says_what_went(held: Sequence[Words], gone: Gone, chosen: Chosen) -> bool:
    """Of everything that an edition holds of one question."""
    asked = (words for words in held if words.item.kind is ItemKind.QUESTION)
    told = (question_from(json.loads(words.content), 0, True) for words in asked)
    texts = (text for question in told for text in question.texts)
    return any(chosen.takes(text, gone.reaches(text)) for text in texts)

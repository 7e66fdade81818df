"""What went by a decision of the desk about a question goes from the frozen stocktakes at that moment."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from app.contributions.models import Audience
from app.core.database import db
from app.core.revisions import next_revision
from app.reports import queries
from app.reports.models import ItemKind, Words
from app.reports.opening import question_from
from app.reports.operations.withdrawing import delete, edition_of
from app.reports.seal import canonical
from app.stocktaking.gone import Gone


def withdraw_words(gone: Gone, kept_out: Collection[int]) -> None:
    """Deletes each frozen question that says what went, with all that stood under it. Other ones keep the words of
    their day, whatever members write later.

    From the stocktakes for everybody also each whose words stand at a question that is `kept_out` of view for good, by
    its key: nobody reads it there any more. Members go on with it, and so it stays theirs.
    """
    next_revision(queries.WORDS_GONE)  # what is being frozen now is read anew
    of_each: dict[tuple[int, Audience, int | None], list[Words]] = defaultdict(list)
    for words in queries.words_about(gone.at):
        of_each[(*edition_of(words), words.question_id)].append(words)
    out = queries.kept_out_in(gone.at, kept_out)
    leaving = []
    for (stocktake_id, audience, key), held in of_each.items():
        is_out = audience is Audience.PUBLIC and (stocktake_id, key) in out
        if is_out or says_what_went(held, gone):
            leaving += held
    now = queries.addresses_of(gone.at)
    renamed = {(edition_of(words), slug) for words in leaving if (slug := old_address(words, now))}
    delete(leaving)
    for (stocktake_id, audience), slug in sorted(renamed):
        for words in queries.laid_at(stocktake_id, audience, slug):
            forget_address(words, slug)
    db.session.flush()


def says_what_went(held: Sequence[Words], gone: Gone) -> bool:
    """Of everything that an edition holds of one question."""
    asked = (words for words in held if words.item.kind is ItemKind.QUESTION)
    told = (question_from(json.loads(words.content), 0, True) for words in asked)
    return any(gone.reaches(text) for question in told for text in question.texts)


def old_address(words: Words, now: Mapping[int, str]) -> str:
    """The address that a frozen question had, when it has another one by now: that says the old words as well."""
    if words.item.kind is not ItemKind.QUESTION or words.question_id is None:
        return ""
    slug: str = json.loads(words.content)["slug"]
    return "" if slug == now[words.question_id] else slug


def forget_address(words: Words, slug: str) -> None:
    """The contribution stays, and lies at a question without an address. Nobody can check this part any more: its salt
    goes, or who has the number of it could find out by guessing what the address was.
    """
    known = json.loads(words.content)
    kept = ["" if one == slug else one for one in known["questions"]]
    words.content, words.salt = canonical(known | {"questions": sorted(kept)}), ""

"""Judging a document: blacking out passages, saying what becomes of it, and a second person who agrees."""

import hashlib
import json
from collections.abc import Iterable

from app.accounts.models import User
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.woo import queries
from app.woo.documents import PICTURE, mark_of_parts, places_of
from app.woo.grounds import BY_CODE
from app.woo.models import Blackout, Judgement, WooItem

Place = tuple[str, int, int]  # a part, and from which to which character


def mark_of(item: WooItem) -> str:
    """A mark of the whole judgement, texts included: whoever agrees says yes to exactly this."""
    passages = sorted([b.part, b.start, b.end, b.ground] for b in item.blackouts)
    told = [item.key, mark_of_parts(item.parts), item.judgement, item.ground, passages]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def black_out(item: WooItem, places: Iterable[Place], ground: str, by: User) -> int:
    """Leaves these passages out; how many that were not out on this ground yet. Raises Refusal for a wrong ground."""
    known = {(b.part, b.start, b.end, b.ground) for b in item.blackouts}
    opinions = {part["name"] for part in item.parts if part["is_opinion"]}
    meant = (whole_picture(item, place) for place in places)
    new = [(part, start, end) for part, start, end in meant if (part, start, end, ground) not in known]
    for part, start, end in dict.fromkeys(new):
        if not 0 <= start < end <= len(item.text_of(part)):
            raise Refusal(_("The text was changed after you opened this page. Choose the passages once more."))
        fits_ground(ground, is_opinion=part in opinions)
        item.blackouts.append(Blackout(part=part, start=start, end=end, ground=ground, by_id=by.id))
    if new:
        touched(item, by)
    return len(set(new))


def whole_picture(item: WooItem, place: Place) -> Place:
    """A picture stays out whole: what lies in a part of it cannot be told by letters."""
    return (PICTURE, 0, len(item.text_of(PICTURE))) if place[0] == PICTURE else place


def fits_ground(ground: str, is_opinion: bool) -> None:
    found = BY_CODE.get(ground)
    if found is None:
        raise Refusal(_("Choose the ground on which it stays out."))
    if found.only_opinions and not is_opinion:
        raise Refusal(_("Ground 5.2.1 is for personal opinions. Facts do not stay out on it: choose another ground."))


def black_out_words(items: Iterable[WooItem], words: str, ground: str, by: User) -> int:
    """Leaves out these words wherever they stand in these documents; at how many places that were not out yet."""
    return sum(black_out(item, places_in(item, words), ground, by) for item in items)


def places_in(item: WooItem, words: str) -> list[Place]:
    written = (part for part in item.parts if part["name"] != PICTURE)
    found = ((part["name"], places_of(words, part["text"])) for part in written)
    return [(name, start, end) for name, places in found for start, end in places]


def undo(item: WooItem, number: int, by: User) -> None:
    """Puts back what was blacked out. A second time changes nothing."""
    left = [blackout for blackout in item.blackouts if blackout.id != number]
    if len(left) != len(item.blackouts):
        item.blackouts[:] = left
        touched(item, by)


def judge(item: WooItem, judgement: Judgement, ground: str, by: User) -> None:
    """Says what becomes of a document. Whoever agreed before has to look again."""
    if judgement is Judgement.WITHHELD:
        for part in item.parts:
            fits_ground(ground, is_opinion=part["is_opinion"])
    if judgement is Judgement.KNOWN and not queries.is_public_now(item):
        raise Refusal(_("Not everybody can read this on the site, so it is not public already."))
    item.judgement, item.ground = judgement, ground if judgement is Judgement.WITHHELD else ""
    item.judged_at = clock.now()
    touched(item, by)


def agree(item: WooItem, seen: str, by: User) -> None:
    """A second person holds the same. Raises Refusal for the one who judged, or when it is another judgement by now."""
    if item.judgement is None:
        raise Refusal(_("Nobody has judged this document yet."))
    if item.judged_by_id is None or item.judged_by_id == by.id:
        raise Refusal(_("Somebody else has to agree: two people look at each document."))
    if seen != mark_of(item):
        raise Refusal(_("The judgement was changed after you opened this page. Look at it once more."))
    item.agreed_by_id, item.agreed_at = by.id, clock.now()
    db.session.flush()


def touched(item: WooItem, by: User) -> None:
    """Whoever changes something has judged it last; the other one has to agree anew."""
    item.judged_by_id, item.agreed_by_id, item.agreed_at = by.id, None, None
    db.session.flush()


def choose_text(item: WooItem, of_now: bool, by: User) -> None:
    """The original was changed since: judge the text as it is now, or as it was when it was asked for."""
    found = queries.as_they_are_now([(item.key, item.contribution_id)]).get(item.key)
    parts = found.kept_parts() if found else []
    if of_now and found is None:
        raise Refusal(_("The original is gone. Only the text of then is left."))
    if of_now and item.parts != parts:
        item.parts, item.blackouts[:], item.judgement, item.judged_at = parts, [], None, None
    item.seen_mark = mark_of_parts(parts)
    touched(item, by)

"""What questions say in frozen stocktakes and nowhere else, as whoever judges a complaint about one may read it."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, true

from app.accounts.models import Person
from app.contributions.models import Audience
from app.contributions.permissions import audience_of
from app.core.database import db
from app.core.slugs import is_slug_of
from app.reports.models import Item, ItemKind, Stocktake, Words
from app.reports.opening import question_from
from app.reports.permissions import visible_to
from app.stocktaking.gone import Gone, in_words
from app.stocktaking.models import Question


@dataclass(frozen=True)
class Wording:
    """A text, or an address by its slug, that stands there no more; `is_proposed` when it goes unless the desk says
    otherwise. `stocktakes` are the names and the moments of those in which it stands, the newest first."""

    text: str
    is_address: bool
    is_proposed: bool
    stocktakes: tuple[tuple[str, datetime], ...]


def wordings_gone(asked: Question, gone: Gone, person: Person) -> list[Wording]:
    """Each that stands no more where the words of the question that was `asked` about stand: texts first, in the order
    of the alphabet, then addresses. Only of stocktakes, and of questions in them, that this person may read."""
    wanted = Words.question_id.in_(gone.at), Item.kind == ItemKind.QUESTION, Item.audience == audience_of(person)
    rows = select(Stocktake.name, Stocktake.made_at, Words.content, Question.slug)
    rows = rows.join(Words.item).join(Stocktake, Stocktake.id == Item.stocktake_id)
    rows = rows.join(Question, Question.id == Words.question_id).where(*wanted, visible_to(person))
    order = Stocktake.made_at.desc(), Stocktake.id.desc()
    found: dict[tuple[bool, str], dict[tuple[str, datetime], None]] = defaultdict(dict)
    for name, made_at, content, now in db.session.execute(rows.where(may_be_read(asked, person)).order_by(*order)):
        for one in told_otherwise(content, now, gone):
            found[one][name, made_at] = None
    return [
        Wording(text, is_address, gone.reaches_address(text) if is_address else gone.reaches(text), tuple(at))
        for (is_address, text), at in sorted(found.items())
    ]


def may_be_read(asked: Question, person: Person) -> ColumnElement[bool]:
    """Whoever judges reads the question that it is about, and what others read; members read all of their edition."""
    if audience_of(person) is Audience.MEMBERS:
        return true()
    shown = or_(Question.held_at.is_(None), Question.held_at == asked.held_at)
    return or_(Question.id == asked.id, Question.is_public.is_(True) & shown)


def told_otherwise(content: str, address: str, gone: Gone) -> list[tuple[bool, str]]:
    """Of one frozen question each text that stands there no more, and its address where that is of none of its texts:
    whether it is an address, and what it says."""
    known = json.loads(content)
    texts = question_from(known, 0, True).texts - {""}
    slug = known["slug"]
    others = [(False, text) for text in texts if in_words(text) not in gone.says]
    is_of_others = slug != address and not any(is_slug_of(slug, text) for text in texts | gone.stands)
    return [*others, (True, slug)] if is_of_others else others


def how_many_may_be_read(ids: Collection[int], person: Person) -> int:
    """Of these stocktakes."""
    return db.session.scalar(select(func.count()).where(Stocktake.id.in_(ids), visible_to(person))) or 0

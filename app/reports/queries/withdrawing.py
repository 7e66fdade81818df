"""Finding what frozen stocktakes hold of a contribution."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.contributions.models import Audience, Contribution
from app.core.database import db
from app.reports.models import Item, ItemKind, Stocktake, Words
from app.stocktaking.models import Question
from app.stocktaking.permissions import for_everybody, visible_to
from app.stocktaking.queries.merging import heirs_among
from app.stocktaking.queries.moved import homes_of_words

WORDS_GONE = "words-gone"  # raised whenever the desk decided about a question
SAY_AN_ADDRESS = (ItemKind.QUESTION, ItemKind.QUOTE, ItemKind.SOURCE, ItemKind.CONTRIBUTION)


def words_of(contribution: Contribution) -> Sequence[Words]:
    """Everything that any stocktake holds of it."""
    found = select(Words).where(Words.contribution_id == contribution.id).options(joinedload(Words.item))
    return db.session.scalars(found.order_by(Words.item_id)).all()


def words_about(ids: Collection[int]) -> Sequence[Words]:
    """Everything that any stocktake holds of these questions, with what stood under them."""
    found = select(Words).where(Words.question_id.in_(ids)).options(joinedload(Words.item))
    return db.session.scalars(found.order_by(Words.item_id)).all()


def kept_out_in(ids: Collection[int], kept_out: Collection[int]) -> set[tuple[int, int]]:
    """Of these questions those whose words of a day stand by now at one that is `kept_out`, each by the key of the
    stocktake and its own."""
    if not kept_out:
        return set()
    wanted = select(Item.stocktake_id, Stocktake.made_at, Words.question_id).join(Words.item)
    wanted = wanted.join(Stocktake, Stocktake.id == Item.stocktake_id)
    held: dict[tuple[int, datetime], set[int]] = defaultdict(set)
    for stocktake_id, made_at, key in db.session.execute(wanted.where(Words.question_id.in_(ids)).distinct()).tuples():
        if key is not None:
            held[stocktake_id, made_at].add(key)
    homes = {stocktake_id: homes_of_words(found, made_at) for (stocktake_id, made_at), found in held.items()}
    return {(at, key) for at, those in homes.items() for key, stand in those.items() if stand & set(kept_out)}


def addresses_of(ids: Collection[int]) -> dict[int, str]:
    """Where these questions stand on the site now."""
    return dict(db.session.execute(select(Question.id, Question.slug).where(Question.id.in_(ids))).tuples().all())


def address_today(question_id: int, person: Person) -> str:
    """Where everybody reads this question now, or the one that it went up in; empty when nobody does."""
    heir = heirs_among([question_id], person).get(question_id)
    wanted = Question.id == (heir.id if heir else question_id), visible_to(person), for_everybody()
    return db.session.scalar(select(Question.slug).where(*wanted)) or ""


def other_addresses(stocktake_id: int, question_id: int) -> set[str]:
    """What the other questions in a stocktake are called by."""
    wanted = Item.stocktake_id == stocktake_id, Item.kind == ItemKind.QUESTION, Words.question_id != question_id
    found = db.session.scalars(select(Words.content).join(Words.item).where(*wanted))
    return {json.loads(content)["slug"] for content in found}


def words_at(stocktake_id: int, audience: Audience, slug: str) -> Sequence[Words]:
    """In an edition the question with this address, what stands under it and the contributions that lay there."""
    wanted = Item.stocktake_id == stocktake_id, Item.audience == audience, Item.kind.in_(SAY_AN_ADDRESS)
    says = Words.content.contains(json.dumps(slug), autoescape=True)
    return db.session.scalars(select(Words).join(Words.item).where(*wanted, says)).all()


def lying_at_none(slug: str) -> set[tuple[int, Audience]]:
    """The editions in which contributions lay at a question with this address, and that went from them before."""
    said = json.dumps(slug)
    return editions_that_say(ItemKind.CONTRIBUTION, said) - editions_that_say(ItemKind.QUESTION, f'"slug":{said}')


def editions_that_say(kind: ItemKind, part: str) -> set[tuple[int, Audience]]:
    wanted = Item.kind == kind, Words.content.contains(part, autoescape=True)
    return set(db.session.execute(select(Item.stocktake_id, Item.audience).join(Words).where(*wanted)).tuples())


def is_in_a_stocktake(question: Question) -> bool:
    return db.session.scalar(select(Words.item_id).where(Words.question_id == question.id).limit(1)) is not None


def pile_behind(words: Words) -> int | None:
    """The pile that the stocktake with these words was made of; None when that is gone."""
    return db.session.scalar(select(Stocktake.pile_id).where(Stocktake.id == words.item.stocktake_id))

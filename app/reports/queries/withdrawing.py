"""Finding what frozen stocktakes hold of a contribution."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution
from app.core.database import db
from app.reports.models import Stocktake, Words
from app.stocktaking.models import Question


def words_of(contribution: Contribution) -> Sequence[Words]:
    """Everything that any stocktake holds of it."""
    found = select(Words).where(Words.contribution_id == contribution.id).options(joinedload(Words.item))
    return db.session.scalars(found.order_by(Words.item_id)).all()


def is_in_a_stocktake(question: Question) -> bool:
    return db.session.scalar(select(Words.item_id).where(Words.question_id == question.id).limit(1)) is not None


def pile_behind(words: Words) -> int | None:
    """The pile that the stocktake with these words was made of; None when that is gone."""
    return db.session.scalar(select(Stocktake.pile_id).where(Stocktake.id == words.item.stocktake_id))

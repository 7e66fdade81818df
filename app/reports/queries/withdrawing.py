"""Finding what frozen stocktakes hold of a contribution."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.contributions.models import Contribution
from app.core.database import db
from app.reports.models import Stocktake, Words


def words_of(contribution: Contribution) -> Sequence[Words]:
    """Everything that any stocktake holds of it."""
    found = select(Words).where(Words.contribution_id == contribution.id).options(joinedload(Words.item))
    return db.session.scalars(found.order_by(Words.item_id)).all()


def pile_behind(words: Words) -> int | None:
    """The pile that the stocktake with these words was made of; None when that is gone."""
    return db.session.scalar(select(Stocktake.pile_id).where(Stocktake.id == words.item.stocktake_id))

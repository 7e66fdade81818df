"""Finding questions of tables that wait for a member, and what became of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person
from app.core.database import db, one
from app.gatherings.models import Gathering, TableCard
from app.stocktaking.models import FromTable, Question
from app.stocktaking.permissions import visible_to

WAITS = TableCard.given_at.is_not(None), ~TableCard.id.in_(select(FromTable.card_id))


def cards_that_wait() -> Sequence[TableCard]:
    """The questions that tables gave to the members and that nobody worded yet, the latest gathering on top."""
    wanted = select(TableCard).where(*WAITS).join(TableCard.gathering).options(joinedload(TableCard.gathering))
    return db.session.scalars(wanted.order_by(Gathering.on.desc(), TableCard.number).limit(60)).unique().all()


def card_that_waits(public_id: str) -> TableCard:
    """One of them. Raises NotFound."""
    return one(select(TableCard).where(*WAITS, TableCard.public_id == public_id))


def questions_of_tables(gathering: Gathering, person: Person) -> Sequence[Question]:
    """What members worded from the cards of a gathering, as far as this person may read it, by its words."""
    from_here = select(FromTable.question_id).join(FromTable.card).where(TableCard.gathering_id == gathering.id)
    wanted = select(Question).where(Question.id.in_(from_here), visible_to(person))
    return db.session.scalars(wanted.order_by(Question.sentence)).all()

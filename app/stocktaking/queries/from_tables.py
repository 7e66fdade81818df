"""Finding questions of tables that wait for a member, and what became of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User
from app.core.database import db, one
from app.gatherings.models import Gathering, TableCard
from app.stocktaking.models import FromTable, Question
from app.stocktaking.permissions import visible_to

WAITS = TableCard.given_at.is_not(None), TableCard.worded_at.is_(None), TableCard.question != ""


def cards_that_wait() -> Sequence[TableCard]:
    """The questions that tables gave to the members and that nobody worded yet, the latest gathering on top."""
    wanted = select(TableCard).where(*WAITS).join(TableCard.gathering).options(joinedload(TableCard.gathering))
    return db.session.scalars(wanted.order_by(Gathering.on.desc(), TableCard.number).limit(60)).unique().all()


def card_that_waits(public_id: str, to_change: bool = False) -> TableCard:
    """One of them; with `to_change` nobody else words it meanwhile. Raises NotFound."""
    wanted = select(TableCard).where(*WAITS, TableCard.public_id == public_id)
    return one(wanted.with_for_update(of=TableCard) if to_change else wanted)


def worded_before(public_id: str, sentence: str, by: User) -> Question | None:
    """What this member made of a card with these words: pressing the button twice leads there."""
    wanted = select(Question).join(FromTable, FromTable.question_id == Question.id).join(FromTable.card)
    own = Question.created_by_id == by.id, Question.sentence == sentence, TableCard.public_id == public_id
    return db.session.scalar(wanted.where(*own))


def questions_of_tables(gathering: Gathering, person: Person) -> Sequence[Question]:
    """What members worded from the cards of a gathering, as far as this person may read it, by its words."""
    from_here = select(FromTable.question_id).join(FromTable.card).where(TableCard.gathering_id == gathering.id)
    wanted = select(Question).where(Question.id.in_(from_here), visible_to(person))
    return db.session.scalars(wanted.order_by(Question.sentence)).all()

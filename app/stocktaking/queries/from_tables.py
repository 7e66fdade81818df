"""Finding questions of tables, and of people who gave one, that wait for a member; and what became of them."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User
from app.core.database import db, one
from app.gatherings.models import Gathering, GivenQuestion, TableCard
from app.stocktaking.models import FromGiven, FromTable, Question
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


def given_that_wait() -> Sequence[GivenQuestion]:
    """The questions that people gave and that nobody worded yet: the latest gathering on top, then by their words."""
    wanted = select(GivenQuestion).where(GivenQuestion.worded_at.is_(None)).join(GivenQuestion.gathering)
    ordered = wanted.order_by(Gathering.on.desc(), GivenQuestion.asks, GivenQuestion.public_id).limit(60)
    return db.session.scalars(ordered.options(joinedload(GivenQuestion.gathering))).unique().all()


def given_that_waits(public_id: str, to_change: bool = False) -> GivenQuestion:
    """One of them; with `to_change` nobody else words it, and it is not taken back, meanwhile. Raises NotFound."""
    wanted = select(GivenQuestion).where(GivenQuestion.worded_at.is_(None), GivenQuestion.public_id == public_id)
    return one(wanted.with_for_update(of=GivenQuestion) if to_change else wanted)


def worded_before(public_id: str, sentence: str, by: User) -> Question | None:
    """What this member made of a card or a given question with these words: pressing the button twice leads there."""
    cards = select(FromTable.question_id).join(FromTable.card).where(TableCard.public_id == public_id)
    given = select(FromGiven.question_id).join(FromGiven.given).where(GivenQuestion.public_id == public_id)
    own = Question.created_by_id == by.id, Question.sentence == sentence
    return db.session.scalar(select(Question).where(*own, or_(Question.id.in_(cards), Question.id.in_(given))))


def questions_of_tables(gathering: Gathering, person: Person) -> Sequence[Question]:
    """What members worded from cards and questions of a gathering, as far as this person may read it, by its words."""
    cards = select(FromTable.question_id).join(FromTable.card).where(TableCard.gathering_id == gathering.id)
    given = select(FromGiven.question_id).join(FromGiven.given).where(GivenQuestion.gathering_id == gathering.id)
    from_here = or_(Question.id.in_(cards), Question.id.in_(given))
    wanted = select(Question).where(from_here, visible_to(person))
    return db.session.scalars(wanted.order_by(Question.sentence)).all()

"""What was said of a question: counted for whoever reads it, and by whom for nobody but themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, false, func, select

from app.accounts.models import Organisation, Person, User
from app.core.database import db, number_of, one
from app.core.deal import deal
from app.stocktaking.models import Question, Recognised, Recognition
from app.stocktaking.permissions import visible_to
from app.stocktaking.recognised import Figures, figures_of
from app.taxonomy.models import Dimension
from app.taxonomy.queries import Word, vocabulary

BY_NAME = Organisation.name, Organisation.id


@dataclass(frozen=True)
class Voice:
    """As what somebody can answer, and what stands there now. Without an organisation it is for themselves."""

    organisation: Organisation | None
    answer: Recognised | None


def question_to_recognise(slug: str, person: Person) -> Question:
    """The question at this address; two answers at once wait for each other. Raises NotFound."""
    return one(select(Question).where(Question.slug == slug, visible_to(person)).with_for_update(of=Question))


def recognition_of(question: Question) -> Figures:
    """What was said of it: one answer for each organisation, by kind, and those of everybody else together."""
    counts = (
        select(Organisation.kind, Recognition.answer, func.count())
        .join(Organisation, Organisation.id == Recognition.organisation_id, isouter=True)
        .where(Recognition.question_id == question.id)
        .group_by(Organisation.kind, Recognition.answer)
    )
    rows = db.session.execute(counts).tuples()
    return figures_of({(kind, said): number for kind, said, number in rows}, deal().coarse_place["fewest"])


def workplaces_of(person: Person) -> Sequence[Organisation]:
    """The organisations of today that this person is known to work for, by name."""
    ids = person.employers()
    wanted = select(Organisation).where(*of_today(ids)).order_by(*BY_NAME)
    return db.session.scalars(wanted).all() if ids else []


def of_today(ids: set[int]) -> tuple[ColumnElement[bool], ...]:
    """Of these organisations those that there are today."""
    return Organisation.id.in_(ids), Organisation.valid_to.is_(None)


def recognition_by(question: Question, whose: ColumnElement[bool]) -> Recognition | None:
    return db.session.scalar(select(Recognition).where(Recognition.question_id == question.id, whose))


def of_organisation(organisation: Organisation) -> ColumnElement[bool]:
    return Recognition.organisation_id == organisation.id


def of_account(person: Person) -> ColumnElement[bool]:
    """What this person answered for themselves, not for an organisation."""
    return and_(Recognition.organisation_id.is_(None), Recognition.user_id == person.id)


def of_browser(mark: str) -> ColumnElement[bool]:
    return Recognition.browser_hash == mark if mark else false()


def voices_of(question: Question, person: Person, mark: str) -> list[Voice]:
    """As what this person can answer: for each organisation of theirs, else for themselves.

    `mark` is of the browser that they use.
    """
    here = and_(Recognition.question_id == question.id, Recognition.organisation_id == Organisation.id)
    ids = person.employers()
    answers = select(Organisation, Recognition.answer).join(Recognition, here, isouter=True).where(*of_today(ids))
    rows = db.session.execute(answers.order_by(*BY_NAME)).tuples().all() if ids else []
    if rows:
        return [Voice(place, answer) for place, answer in rows]
    found = recognition_by(question, of_account(person) if person.is_authenticated else of_browser(mark))
    return [Voice(None, found.answer if found else None)]


def recognitions_by(user: User) -> Sequence[Recognition]:
    """What this person answered, for themselves or for an organisation."""
    return db.session.scalars(
        select(Recognition).where(Recognition.user_id == user.id).order_by(Recognition.id)
    ).all()


def delete_of_browsers_before(moment: datetime) -> int:
    """Removes what browsers answered before this moment."""
    old = Recognition.browser_hash.is_not(None), Recognition.at < moment
    return number_of(db.session.execute(delete(Recognition).where(*old)))


def kinds_of_organisation() -> dict[str, Word]:
    """The kinds by their code, those of before included: an organisation may still have one."""
    return {word.code: word for word in vocabulary() if word.dimension is Dimension.ORGANISATION_KIND}

"""Who answered whether something plays there as well: counted for whoever reads it, and by whom for nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, and_, delete, false, func, select

from app.accounts.models import OneAnswer, Organisation, Person, Recognised
from app.accounts.recognised import Figures, figures_of
from app.core.database import db, number_of
from app.core.deal import deal

A = TypeVar("A", bound=OneAnswer)
BY_NAME = Organisation.name, Organisation.id


@dataclass(frozen=True)
class About(Generic[A]):
    """What the answers in one table of a feature are about: the name of its column, and which one it is."""

    table: type[A]
    column: str
    key: int

    @property
    def here(self) -> ColumnElement[bool]:
        found: ColumnElement[bool] = getattr(self.table, self.column) == self.key
        return found

    def of_organisation(self, organisation: Organisation) -> ColumnElement[bool]:
        return self.table.organisation_id == organisation.id

    def of_account(self, person: Person) -> ColumnElement[bool]:
        """What this person answered for themselves, not for an organisation."""
        return and_(self.table.organisation_id.is_(None), self.table.user_id == person.id)

    def of_browser(self, mark: str) -> ColumnElement[bool]:
        return self.table.browser_hash == mark if mark else false()


@dataclass(frozen=True)
class OwnAnswer:
    """As what somebody can answer, and what stands there now. Without an organisation it is for themselves."""

    organisation: Organisation | None
    answer: Recognised | None


def figures_about(about: About[A]) -> Figures:
    """What was said of it: one answer for each organisation, by kind, and those of everybody else together."""
    table = about.table
    counts = (
        select(Organisation.kind, table.answer, func.count())
        .select_from(table)
        .join(Organisation, Organisation.id == table.organisation_id, isouter=True)
        .where(about.here)
        .group_by(Organisation.kind, table.answer)
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


def answer_of(about: About[A], whose: ColumnElement[bool]) -> A | None:
    return db.session.scalar(select(about.table).where(about.here, whose))


def own_answers(about: About[A], person: Person, mark: str) -> list[OwnAnswer]:
    """As what this person can answer: for each organisation of theirs, else for themselves.

    `mark` is of the browser that they use.
    """
    table, ids = about.table, person.employers()
    joined = and_(about.here, table.organisation_id == Organisation.id)
    answers = select(Organisation, table.answer).join(table, joined, isouter=True).where(*of_today(ids))
    rows = db.session.execute(answers.order_by(*BY_NAME)).tuples().all() if ids else []
    if rows:
        return [OwnAnswer(place, answer) for place, answer in rows]
    found = answer_of(about, about.of_account(person) if person.is_authenticated else about.of_browser(mark))
    return [OwnAnswer(None, found.answer if found else None)]


def delete_of_browsers_before(table: type[A], moment: datetime) -> int:
    """Removes what browsers answered before this moment; how many."""
    old = table.browser_hash.is_not(None), table.at < moment
    return number_of(db.session.execute(delete(table).where(*old)))

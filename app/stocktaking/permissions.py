"""Who may take stock, and who may read the questions."""

from sqlalchemy import ColumnElement, and_, true

from app.accounts.models import Person, Role
from app.stocktaking.models import Question

MAKERS = (Role.MEMBER, Role.COORDINATOR)


def may_take_stock(person: Person) -> bool:
    return person.has(*MAKERS)


def may_view(person: Person, question: Question) -> bool:
    return (question.is_public and question.held_at is None) or may_take_stock(person)


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    return true() if may_take_stock(person) else for_everybody()


def for_everybody() -> ColumnElement[bool]:
    return and_(Question.is_public.is_(True), Question.held_at.is_(None))


def may_accept(person: Person, question: Question) -> bool:
    """An owner is proposed until somebody of that organisation accepts."""
    waits = question.owner_id is not None and question.owner_accepted_at is None
    return waits and person.works_for(question.owner_id, *MAKERS)

"""Who may take stock, and who may read the questions."""

from sqlalchemy import ColumnElement, and_, select, true

from app.accounts.models import Organisation, Person, Role
from app.stocktaking.models import Merge, Question, Removal

MAKERS = (Role.MEMBER, Role.COORDINATOR)


def may_take_stock(person: Person) -> bool:
    return person.has(*MAKERS)


def may_view(person: Person, question: Question) -> bool:
    """One that went up in another question is read there; its own address leads to that."""
    seen = question.is_in_view or may_take_stock(person)
    return seen and question.merge is None


def leads_on(person: Person, question: type[Question] = Question) -> ColumnElement[bool]:
    """Whether this question would be read if it had not gone up in another one.

    Of what only members read nobody else may find that it was there, also not by its address.
    """
    return true() if may_take_stock(person) else in_view(question)


def visible_to(person: Person) -> ColumnElement[bool]:
    """may_view for a whole list. A test holds the two to the same answer."""
    return stands_alone() if may_take_stock(person) else for_everybody()


def for_everybody() -> ColumnElement[bool]:
    return and_(in_view(Question), stands_alone())


def in_view(question: type[Question]) -> ColumnElement[bool]:
    """Question.is_in_view for a whole list."""
    return and_(question.is_public.is_(True), question.held_at.is_(None))


def stands_alone() -> ColumnElement[bool]:
    return Question.id.not_in(select(Merge.question_id))


def may_accept(person: Person, question: Question) -> bool:
    """An owner is proposed until somebody of that organisation accepts."""
    waits = question.owner_id is not None and question.owner_accepted_at is None
    return waits and person.works_for(question.owner_id, *MAKERS)


def may_decline(person: Person, question: Question) -> bool:
    """The organisation that was asked can say no, also after it accepted: then nobody waits for it in vain."""
    return question.owner_id is not None and person.works_for(question.owner_id, *MAKERS)


def may_coordinate(person: Person) -> bool:
    """Who keeps the questions moving: asks owners how it stands, signs off answers, records decisions."""
    return person.has(Role.COORDINATOR)


def may_reassign(person: Person, question: Question) -> bool:
    """Members propose an owner; once an organisation accepted, only a coordinator puts another in its place."""
    return question.owner_accepted_at is None or may_coordinate(person)


def may_move_day(person: Person, question: Question) -> bool:
    """Once an organisation accepted, the day is its promise: it moves it itself, or a coordinator does."""
    return may_reassign(person, question) or person.works_for(question.owner_id, *MAKERS)


def may_be_recognised(question: Question) -> bool:
    """Whether it plays elsewhere is asked once everybody can read the question, and as long as they can.

    Of a question that was found: one that went up in another is not found at its own address.
    """
    return question.is_in_view


def may_dissent_for(person: Person, organisation: Organisation) -> bool:
    """The view of an organisation is written by its own members, whoever else takes stock."""
    return person.works_for(organisation.id, *MAKERS)


def may_put_back(person: Person, removal: Removal) -> bool:
    """Whoever could do so anew: a note by who struck it out, a view by its organisation, a decision by a coordinator.

    Of a quote its story decides as well; that is not asked here.
    """
    replaced, what = removal.replaced, removal.change.what
    if what == "memo_struck_out":
        return replaced is not None and person.is_authenticated and replaced.only_for_id == person.id
    if replaced is not None and what in ("dissented", "dissent_withdrawn"):
        return person.works_for(replaced.organisation_id, *MAKERS)
    return may_coordinate(person) if what == "decision_changed" else may_take_stock(person)

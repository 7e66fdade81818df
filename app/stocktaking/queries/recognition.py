"""What was said of a question: counted for whoever reads it, and by whom for nobody but themselves."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.accounts.models import Person, User
from app.accounts.queries import About, OwnAnswer, figures_about, own_answers
from app.accounts.recognised import Figures
from app.core.database import db, one
from app.stocktaking.models import Question, Recognition
from app.stocktaking.permissions import visible_to
from app.stocktaking.queries.sorting import with_what_went_up_in

Marks = Mapping[int, str]  # of one browser, by the key of the question; '' for one that never answered anything


def question_to_recognise(slug: str, person: Person) -> Question:
    """The question at this address; two answers at once wait for each other. Raises NotFound."""
    return one(select(Question).where(Question.slug == slug, visible_to(person)).with_for_update(of=Question))


def about(question: Question) -> About[Recognition]:
    return About(Recognition, "question_id", question.id)


def recognition_of(question: Question) -> Figures:
    """What was said of it: one answer for each organisation, by kind, and those of everybody else together."""
    return figures_about(about(question))


def parts_of(question: Question) -> Sequence[int]:
    """The key of this question, and of those that went up in it: of each a browser has another mark."""
    return db.session.scalars(select(Question.id).where(Question.id.in_(with_what_went_up_in(question.id)))).all()


def said_by_browser(question: Question, marks: Marks) -> Sequence[Recognition]:
    """What this browser said of this question and of those that went up in it; what counts here comes first.

    That is what it said of this question itself, unless it answered only one that went up.
    """
    known = [mark for mark in marks.values() if mark]
    if not known:
        return []
    wanted = Recognition.question_id == question.id, Recognition.browser_hash.in_(known)
    own_first = (Recognition.browser_hash != marks[question.id]), Recognition.id
    return db.session.scalars(select(Recognition).where(*wanted).order_by(*own_first)).all()


def voices_of(question: Question, person: Person, marks: Marks) -> list[OwnAnswer]:
    """As what this person can answer: for each organisation of theirs, else for themselves."""
    if person.is_authenticated:
        return own_answers(about(question), person, mark="")
    said = said_by_browser(question, marks)
    return [OwnAnswer(None, said[0].answer if said else None)]


def recognitions_by(user: User) -> Sequence[Recognition]:
    """What this person answered, for themselves or for an organisation."""
    return db.session.scalars(
        select(Recognition).where(Recognition.user_id == user.id).order_by(Recognition.id)
    ).all()

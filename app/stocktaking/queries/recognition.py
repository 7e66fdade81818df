"""What was said of a question: counted for whoever reads it, and by whom for nobody but themselves."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Person, User
from app.accounts.queries import About, OwnAnswer, figures_about, own_answers
from app.accounts.recognised import Figures
from app.core.database import db, one
from app.stocktaking.models import Question, Recognition
from app.stocktaking.permissions import visible_to


def question_to_recognise(slug: str, person: Person) -> Question:
    """The question at this address; two answers at once wait for each other. Raises NotFound."""
    return one(select(Question).where(Question.slug == slug, visible_to(person)).with_for_update(of=Question))


def about(question: Question) -> About[Recognition]:
    return About(Recognition, "question_id", question.id)


def recognition_of(question: Question) -> Figures:
    """What was said of it: one answer for each organisation, by kind, and those of everybody else together."""
    return figures_about(about(question))


def voices_of(question: Question, person: Person, mark: str) -> list[OwnAnswer]:
    """As what this person can answer: for each organisation of theirs, else for themselves."""
    return own_answers(about(question), person, mark)


def recognitions_by(user: User) -> Sequence[Recognition]:
    """What this person answered, for themselves or for an organisation."""
    return db.session.scalars(
        select(Recognition).where(Recognition.user_id == user.id).order_by(Recognition.id)
    ).all()

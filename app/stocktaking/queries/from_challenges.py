"""Finding what challenges were left with: what waits for a member, and what became of it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select

from app.accounts.models import Person, User, Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import visible_to as challenge_visible_to
from app.core.database import db, one
from app.stocktaking.models import FromChallenge, Question
from app.stocktaking.permissions import for_everybody, in_view, visible_to
from app.stocktaking.queries.merging import followed_here, went_up_last


def waits() -> ColumnElement[bool]:
    worded = select(FromChallenge.challenge_id)
    left = Challenge.status == ChallengeStatus.CLOSED, Challenge.remaining_question != "", Challenge.id.not_in(worded)
    return and_(*left, challenge_visible_to(Visitor()))


def challenges_that_wait() -> Sequence[Challenge]:
    """The closed challenges that left the members a question which nobody worded yet, by title."""
    wanted = select(Challenge).where(waits())
    return db.session.scalars(wanted.order_by(Challenge.title, Challenge.id).limit(60)).all()


def number_that_waits() -> int:
    """How many these are, for who did not come to word one."""
    return db.session.scalar(select(func.count()).select_from(Challenge).where(waits())) or 0


def challenge_that_waits(slug: str, to_change: bool = False) -> Challenge:
    """One of them; with `to_change` nobody else words it meanwhile. Raises NotFound."""
    if to_change:
        db.session.execute(select(Challenge.id).where(Challenge.slug == slug).with_for_update(of=Challenge))
    return one(select(Challenge).where(waits(), Challenge.slug == slug))


def waits_for_words(challenge: Challenge) -> bool:
    """Whether it left the members a question that nobody worded yet."""
    return db.session.scalar(select(Challenge.id).where(waits(), Challenge.id == challenge.id)) is not None


def worded_from_challenge(slug: str, sentence: str, by: User) -> Question | None:
    """What this member made of it with these words: pressing the button twice leads there."""
    wanted = select(Question).join(FromChallenge, FromChallenge.question_id == Question.id)
    own = Question.created_by_id == by.id, Question.sentence == sentence, Challenge.slug == slug
    return db.session.scalar(wanted.join(FromChallenge.challenge).where(*own))


def questions_of_challenge(challenge: Challenge, person: Person) -> Sequence[Question]:
    """What members worded from what a challenge was left with, as far as this person may read it."""
    from_here = select(FromChallenge.question_id).where(FromChallenge.challenge_id == challenge.id)
    wanted = select(Question).where(Question.id.in_(from_here), visible_to(person))
    return db.session.scalars(wanted.order_by(Question.sentence)).all()


def followed_from(challenge_id: int) -> set[int]:
    """The key of the question that came of a challenge, and of what is followed with it: who follows one of these hears
    how that challenge went on.

    One that went up in another one is read there. Nothing of one that not everybody can read, or could when it went up.
    """
    worded = select(Question.id).join(FromChallenge, FromChallenge.question_id == Question.id)
    found = db.session.scalar(worded.where(FromChallenge.challenge_id == challenge_id, in_view(Question)))
    if found is None:
        return set()
    heir = went_up_last(found)
    is_read = db.session.scalar(select(Question.id).where(Question.id == heir, for_everybody())) is not None
    return followed_here(heir) if is_read else set()


def challenge_of(question: Question, person: Person) -> Challenge | None:
    """The challenge that a question comes from, when this person may read it."""
    wanted = select(Challenge).join(FromChallenge, FromChallenge.challenge_id == Challenge.id)
    return db.session.scalar(wanted.where(FromChallenge.question_id == question.id, challenge_visible_to(person)))

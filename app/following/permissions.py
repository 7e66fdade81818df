"""Who may follow, and what may be told of what happened: only what everybody can read at that moment."""

from app.accounts.models import Person, Visitor
from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import may_edit
from app.contributions.models import Contribution
from app.contributions.permissions import may_view as may_read_story
from app.core.clock import today
from app.following.models import OF_A_DAY, Happening, What, mark_with
from app.following.targets import sides_named
from app.stocktaking.models import Question, QuestionStatus
from app.stocktaking.permissions import may_take_stock
from app.stocktaking.permissions import may_view as may_read_question

ANSWERED = (QuestionStatus.ANSWERED, QuestionStatus.PARTLY_ANSWERED)
GOES_ALONG = (What.QUESTION_OWNER, What.QUESTION_ANSWERED, What.QUESTION_DECIDED)


def may_follow_as_account(person: Person) -> bool:
    return person.is_authenticated


def may_put_out(person: Person, thing: Challenge | Question | None) -> bool:
    """Whether this person may put this before people: what everybody can read, and what still waits for answers.

    A challenge by its hosts; a question, or an empty place of the balance (None), by whoever takes stock.
    """
    if isinstance(thing, Challenge):
        return may_edit(person, thing) and thing.is_open(today())
    asks = thing is None or (thing.is_open and may_read_question(Visitor(), thing))
    return may_take_stock(person) and asks


def may_be_told(happening: Happening) -> bool:
    """Whether it still holds, and everybody can read it now."""
    if happening.challenge is not None and happening.contribution is not None:
        return happening.challenge.is_public(today()) and holds_of_story(happening, happening.contribution)
    if happening.challenge is not None:
        return is_of_its_day(happening, happening.challenge) and holds_of_challenge(happening.what, happening.challenge)
    question = question_of(happening)
    if question is not None:
        return holds_of_question(happening.what, question)
    if happening.call is not None:
        return len(sides_named(happening.call.sides)) == len(happening.call.sides)  # no term of it is gone
    return happening.contribution is not None and holds_of_story(happening, happening.contribution)


def question_of(happening: Happening) -> Question | None:
    """The question that it is about now: what came of one that went up in another one is told of that one.

    Not of one that not everybody could read when it went up.
    """
    found = happening.question
    while happening.what in GOES_ALONG and found is not None and found.merge is not None and found.is_in_view:
        found = found.merge.into
    return found


def is_of_its_day(happening: Happening, challenge: Challenge) -> bool:
    """Whether the last day is still the one of which this was found: of one that was moved nothing holds."""
    return happening.what not in OF_A_DAY or happening.mark == mark_with(happening.what, challenge)


def holds_of_challenge(what: What, challenge: Challenge) -> bool:
    if not challenge.is_public(today()):
        return False
    if what is What.CHALLENGE_CLOSED:
        return challenge.status is ChallengeStatus.CLOSED
    if what is What.CHALLENGE_PAST:
        is_past = challenge.closes_on is not None and challenge.closes_on < today()
        return is_past and challenge.status is not ChallengeStatus.CLOSED
    if what is What.QUESTION_REMAINS:
        return challenge.status is ChallengeStatus.CLOSED and challenge.remaining_question != ""
    return challenge.is_open(today())  # whoever reads that it was published or closes soon can still answer


def holds_of_question(what: What, question: Question) -> bool:
    if not may_read_question(Visitor(), question):
        return False
    if what is What.QUESTION_OWNER:
        return question.owner_accepted_at is not None
    if what is What.CALL:
        return question.is_open
    return what is not What.QUESTION_ANSWERED or question.status in ANSWERED


def holds_of_story(happening: Happening, story: Contribution) -> bool:
    """A story that lost its name since it was found could be told on its day: it is told no more."""
    return may_read_story(Visitor(), story) and (happening.of_a_week or story.shows_organisation)

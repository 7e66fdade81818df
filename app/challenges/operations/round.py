"""The round of questions before people answer: asked without an account, answered once, for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.accounts.models import Person, User
from app.challenges import queries
from app.challenges.models import Challenge, ChallengeStatus, RoundQuestion
from app.challenges.models.round import MOST_QUESTIONS
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.wording import _

PROPOSED = timedelta(days=14)


def proposed_end(challenge: Challenge) -> date | None:
    """The last day for questions that the form proposes: two weeks, when that is before the challenge closes."""
    day = clock.today() + PROPOSED
    return day if challenge.closes_on is None or day < challenge.closes_on else None


def fits(ask_from: date | None, ask_until: date | None, visible_from: date | None, closes_on: date | None) -> None:
    """Raises Refusal when nobody could ask on these days, or answer after them."""
    if ask_until is None:
        if ask_from is not None:
            raise Refusal(_("Choose until when people can ask, too."))
        return
    if ask_from is not None and ask_from > ask_until:
        raise Refusal(_("The first day for questions is after the last one."))
    if visible_from is not None and ask_until <= visible_from:
        raise Refusal(_("Nobody could ask anything: the challenge is not visible before. Choose a later day."))
    if closes_on is not None and ask_until >= closes_on:
        raise Refusal(_("Choose a day for questions that is before the challenge closes."))


def take_questions(challenge: Challenge, first: date | None, last: date | None) -> None:
    """Sets the days of a round of questions, or does without. Raises Refusal."""
    queries.lock(challenge)
    if challenge.status is not ChallengeStatus.PUBLISHED or challenge.replied_at is not None:
        raise Refusal(_("The round of questions is over."))
    if queries.questions_of(challenge):
        if last is None:
            raise Refusal(_("Somebody asked something already, and waits for an answer. Choose a day."))
        if first is not None and first > clock.today():
            raise Refusal(_("Somebody asked something already, so the round cannot begin later."))
    if (first, last) != (challenge.ask_from, challenge.ask_until):
        fits(first, last, challenge.visible_from, challenge.closes_on)
    challenge.ask_from, challenge.ask_until = first, last
    db.session.flush()


def mark_of_browser(secret: str, challenge: Challenge) -> str:
    """What is kept of the secret of a browser: another mark for each challenge; '' without a secret."""
    return fingerprint(f"round:{challenge.id}:{secret}") if secret else ""


def ask(challenge: Challenge, by: Person, mark: str, key: str, text: str) -> None:
    """Keeps a question for the hosts; the same form or the same words twice is one. Raises Refusal.

    `mark` is of the browser that asks, `key` of the form.
    """
    queries.lock(challenge)
    public_id = fingerprint(f"round:{challenge.id}:{key}")[:26] if key else random_id()
    own = queries.own_questions(challenge, by, mark)
    if queries.is_asked(public_id) or any(one.text == text for one in own):
        return
    if challenge.asks_later(clock.today()):
        raise Refusal(_("You cannot ask anything yet. What you wrote is still in the box."))
    if not challenge.takes_questions(clock.today()):
        raise Refusal(_("You can ask nothing more about this challenge. What you wrote is still in the box."))
    if len(own) >= MOST_QUESTIONS:
        raise Refusal(_("You asked %(most)s questions about this challenge. That is all.", most=MOST_QUESTIONS))
    question = RoundQuestion(challenge_id=challenge.id, public_id=public_id, text=text, asked_by_id=by.id)
    question.browser_hash = None if by.is_authenticated else mark
    db.session.add(question)
    db.session.flush()


@dataclass(frozen=True)
class Laid:
    """What a host wrote at one question, and the mark of what stood there when the page was made."""

    reply: str
    left_out: bool
    why_left_out: str
    position: int
    seen: str

    @property
    def mark(self) -> str:
        return mark_of(self.reply, self.left_out, self.why_left_out, self.position)


def mark_of(reply: str, left_out: bool, why: str, position: int) -> str:
    return fingerprint(f"{reply}\n{left_out}\n{why}\n{position}")[:12]


def mark_now(question: RoundQuestion) -> str:
    """The mark of what stands at a question."""
    return mark_of(question.reply, question.left_out, question.why_left_out, question.position)


def keep_replies(challenge: Challenge, by: User, laid: Mapping[str, Laid]) -> None:
    """Keeps what a host has so far, by the id of the question; nobody else sees it.

    What a host did not touch stays as a colleague wrote it. Raises Refusal where both wrote.
    """
    queries.lock(challenge)
    if challenge.replied_at is not None:
        raise Refusal(_("The answers stand on the page already."))
    for question in queries.questions_of(challenge):
        new = laid.get(question.public_id)
        if new is None or new.mark == mark_now(question):
            continue
        if question.replied_by_id != by.id and new.seen != mark_now(question):
            if new.mark == new.seen:
                continue
            raise Refusal(_("A colleague wrote an answer meanwhile. Theirs stands above the box, yours is in it."))
        question.reply, question.left_out = new.reply, new.left_out
        question.why_left_out, question.position = new.why_left_out, new.position
        question.replied_by_id = by.id
    db.session.flush()


def publish_replies(challenge: Challenge) -> None:
    """Puts the answers on the page, for everybody and once. Raises Refusal as long as a question waits for one."""
    queries.lock(challenge)
    if challenge.replied_at is not None:
        return
    if challenge.ask_until is None or challenge.status is ChallengeStatus.DRAFT:
        raise Refusal(_("There was no round of questions."))
    if challenge.asks_later(clock.today()):
        raise Refusal(_("The round of questions still has to begin."))
    if not all(question.is_settled for question in queries.questions_of(challenge)):
        raise Refusal(_("Answer every question, or leave it out and write why."))
    challenge.replied_at = clock.now()
    end_round(challenge)


def end_with_challenge(challenge: Challenge) -> None:
    """It closes, so the round ends today at the latest; one in which nobody could ask anything yet is dropped.

    What was asked waits for an answer, as after every round.
    """
    today = clock.today()
    if challenge.ask_until is not None and challenge.ask_until >= today:
        began = max(challenge.ask_from or date.min, challenge.visible_from or date.min) <= today
        challenge.ask_from, challenge.ask_until = (challenge.ask_from, today) if began else (None, None)
    end_round(challenge)


def end_round(challenge: Challenge) -> None:
    """Nobody can ask any more, so nobody needs to be counted: forgets who asked."""
    queries.forget_askers(challenge)
    db.session.flush()

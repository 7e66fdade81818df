"""What hosts receive: that others answered or asked, or wait too long, and half a year later a question."""

from dataclasses import dataclass
from datetime import date

from flask import render_template

from app.accounts.models import User
from app.challenges.models import Challenge
from app.core.clock import today
from app.core.site import address_of, path_of
from app.core.wording import _, in_language, lazy, spoken_path
from app.notifications.operations import tell

WAITS = "answers-wait-"  # how the keys begin of the mail that says that something waits for a host


def what_came(user: User, challenge: Challenge, is_host: bool) -> None:
    """Half a year after it closed: a link to the page on which they tell it, and why it is asked of them."""
    with in_language(user.language):
        path = spoken_path(path_of("answering.tell_what_came", slug=challenge.slug))
        text = render_template("answering/email/what_came.txt", url=address_of(path), is_host=is_host)
        tell([user], _("What came of it?"), text, path=path)


def reason_taken(user: User, challenge: Challenge, is_host: bool) -> None:
    """To whoever wrote it: that the desk took it away, never what it said. Who left, is led to the challenge itself."""
    endpoint = "answering.answers" if is_host else "pages.challenge"
    with in_language(user.language):
        path = spoken_path(path_of(endpoint, slug=challenge.slug))
        text = render_template("answering/email/reason_taken.txt", url=address_of(path))
        tell([user], _("The desk took away a reason that you wrote"), text, path=path)


@dataclass(frozen=True)
class WaitsAt:
    """What a host hears of one challenge: how many answers, and the last day for the first of the new ones.

    What was told elsewhere and put with it stands beside them, and so do the questions: no time to react runs for
    those, nor for anything once the challenge closed.
    """

    challenge: Challenge
    new: int
    overdue: int
    linked: int
    questions: int
    react_by: date | None
    is_closed: bool
    may_be_asked: bool  # this host may ask something of who told one of these


def answers_wait(user: User, waits: list[WaitsAt], on: date) -> None:
    """One message of this day for all challenges of this host."""
    subject, text, path = letter(user, waits)
    with in_language(user.language):
        tell([user], subject, text, path=path, kind=f"{WAITS}{user.public_id}-{on}-")


def whom_and_when(key: str) -> tuple[str, date]:
    """For which host such a message is (the public id), and of which day, by its key."""
    whom, _dash, rest = key.removeprefix(WAITS).partition("-")
    return whom, date.fromisoformat(rest[: len("2027-03-01")])


def letter(user: User, waits: list[WaitsAt]) -> tuple[str, str, str]:
    """Subject, text and the page that it leads to: with one challenge to the answers themselves.

    Each goes by its title where everybody may read that.
    """
    with in_language(user.language):
        one = f"/uitdagingen/{waits[0].challenge.slug}/antwoorden"
        path = spoken_path(one if len(waits) == 1 else "/mijn/uitdagingen")
        text = render_template("answering/email/answers_wait.txt", url=address_of(path), waits=waits, today=today())
        return str(what_waits(waits)), text, path


def what_waits(waits: list[WaitsAt]) -> object:
    """As the subject says it: answers before anything else, as time runs for those only."""
    if any(one.new or one.overdue for one in waits):
        return lazy("Answers wait for a reaction")
    if not any(one.linked for one in waits):
        return lazy("Somebody asks something with your challenge")
    if any(one.questions for one in waits):
        return lazy("Something new stands with your challenge")
    return lazy("A story was put with your challenge")

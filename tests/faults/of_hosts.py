"""The buttons of hosts: what they say of an answer, their thanks, its conditions, closing and handing over."""

from app.accounts.models import Role
from app.answering.side_by_side import conditions_of, mark_of
from app.contributions.disclosure import disclosed
from tests.answering.made import answered, marked
from tests.factories import make_user
from tests.faults.pressing import TYPED, button

OWN = "/uitdagingen/<slug>"
ANSWER = f"{OWN}/antwoorden/<public_id>"


def at(rule, challenge, story=None):
    filled = rule.replace("<slug>", challenge.slug)
    return filled.replace("<public_id>", story.public_id) if story else filled


@button("judge an answer", ANSWER)
def judge():
    challenge, (story,) = answered()
    start = f"antwoord-{story.public_id}-"
    return at(ANSWER, challenge, story), {f"{start}fits": "no", f"{start}why": TYPED, f"{start}seen": "0"}, challenge.hosts[0].user


@button("thank for an answer", f"{ANSWER}/bedanken")
def thank():
    challenge, (story,) = answered()
    return at(f"{ANSWER}/bedanken", challenge, story), {}, challenge.hosts[0].user


@button("take back what was said", f"{ANSWER}/terug")
def take_back():
    challenge, (story,) = answered()
    marked(challenge, story, turn=1)
    return at(f"{ANSWER}/terug", challenge, story), {f"antwoord-{story.public_id}-seen": "1"}, challenge.hosts[0].user


@button("say which conditions hold", f"{OWN}/voorwaarden")
def conditions():
    challenge, (story,) = answered(condition="Er is zand.")
    host = challenge.hosts[0].user
    marks = [mark_of(found) for found in conditions_of(disclosed(story, host))]
    return at(f"{OWN}/voorwaarden", challenge), {f"geldt-{mark}": "yes" for mark in marks}, host


@button("close a challenge", f"{OWN}/sluiten")
def close():
    challenge, _stories = answered()
    return at(f"{OWN}/sluiten", challenge), {"note": TYPED, "sure": "y"}, challenge.hosts[0].user


@button("hand a challenge over", f"{OWN}/overdragen", mails=True)
def hand_over():
    challenge, _stories = answered()
    colleague = make_user(Role.HOST, challenge.organisation)
    return at(f"{OWN}/overdragen", challenge), {"colleague": colleague.public_id}, challenge.hosts[0].user

"""The buttons of hosts: what they say of an answer, their thanks, its conditions, what was put there, closing and handing over."""

from app.accounts.models import Role
from app.answering.models import LinkedAnswer
from app.answering.side_by_side import conditions_of, mark_of
from app.contributions.disclosure import disclosed
from tests.answering.made import answered, marked
from tests.factories import make_challenge, make_contribution, make_user, save
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


def linked():
    """A challenge, a story that somebody put with it, and the tap that did so."""
    challenge, story = make_challenge(), make_contribution()
    return challenge, story, save(LinkedAnswer(challenge_id=challenge.id, contribution_id=story.id, put_by_other=True)).tap


@button("put a story there", f"{OWN}/verhaal-erbij")
def put_there():
    return at(f"{OWN}/verhaal-erbij", make_challenge()), {"story": make_contribution().public_id}, make_user()


@button("undo putting it there", f"{OWN}/verhaal-erbij/terug")
def undo_putting_it_there():
    challenge, story, tap = linked()
    kept = {"just_put": [challenge.public_id, story.public_id, tap]}
    return at(f"{OWN}/verhaal-erbij/terug", challenge), {}, make_user(), kept


@button("take a story away", f"{ANSWER}/weghalen")
def take_away():
    challenge, story, _tap = linked()
    return at(f"{ANSWER}/weghalen", challenge, story), {}, challenge.hosts[0].user


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

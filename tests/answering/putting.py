"""A story that stands with a challenge because somebody put it there, and what its contributor hears of that."""

from datetime import timedelta

from sqlalchemy import select

from app.answering.models import LinkedAnswer
from app.answering.operations.beside import link
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from tests.answering.made import at_the_clock

CODE, TITLE, STORY = "A" * 26, "Waar kan een wadi?", "Een wadi die overliep"
PUT, TAKEN = "Iemand zette jouw verhaal bij een uitdaging", "haalde jouw verhaal weg bij een uitdaging"
PAGE, LINK = "/uitdagingen/de-wadi", "/uitdagingen/de-wadi/verhaal-erbij"


def put(challenge, story, **how):
    link(challenge, story, **how)
    db.session.commit()


def away(story):
    return f"{PAGE}/antwoorden/{story.public_id}/weghalen"


def host_of(challenge):
    return challenge.hosts[0].user


def mails(days=0):
    """What left since, after five o'clock in the afternoon so many days from now."""
    known = set(db.session.scalars(select(Email.id)))
    at_the_clock("tell-reactions", today() + timedelta(days=days), 17)
    return [mail for mail in db.session.scalars(select(Email)) if mail.id not in known]


def stands(challenge, story):
    db.session.expire_all()
    found = db.session.get(LinkedAnswer, (challenge.id, story.id))
    return found is not None and found.taken_away_at is None

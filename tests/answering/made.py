"""Answers to a challenge, and its host."""

from datetime import datetime, time
from unittest.mock import patch

from app.answering.models import AnswerMark
from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.schedule import run
from tests.factories import make_challenge, make_contribution, save


def answered(*titles, **changes):
    """A challenge with an answer of each title, and those answers."""
    challenge = make_challenge()
    return challenge, [make_contribution(challenge=challenge, title=title, **changes) for title in titles or ("Een put",)]


def marked(challenge, story, **changes):
    return save(AnswerMark(challenge_id=challenge.id, contribution_id=story.id, **{"verdict": "now"} | changes))


def at_the_clock(job, day=None, hour=17):
    """Lets the clock do it on a day, and keeps what the test holds in its hands."""
    moment = datetime.combine(day or today(), time(hour), AMSTERDAM)
    with patch("app.core.clock.now", return_value=moment), patch.object(db.session, "remove"):
        run(job)

"""Answers to the question whether it plays elsewhere as well; and what is kept of a mail for a day."""

from app.accounts.models import Recognised
from app.answering.models import ChallengeRecognised
from app.contributions.models import ToldToday
from app.core.clock import now, today
from app.core.database import db
from app.core.security import random_id
from app.stocktaking.models import Recognition
from tests.factories import make_challenge, make_municipality, make_organisation, make_question, make_user


def of_a_browser():
    """What a visitor answered just now."""
    answer = {"answer": Recognised.YES, "browser_hash": random_id(), "at": now()}
    db.session.add(Recognition(question_id=make_question().id, **answer))


def of_a_browser_about_a_challenge():
    """What a visitor said of a challenge just now."""
    answer = {"answer": Recognised.YES, "browser_hash": random_id(), "at": now()}
    db.session.add(ChallengeRecognised(challenge_id=make_challenge().id, **answer))


def answered_by(question, *answers, kind="gemeente"):
    """As many organisations of this kind as there are answers, each with a colleague who gave it."""
    for answer in answers:
        place = make_municipality() if kind == "gemeente" else make_organisation(kind=kind)
        whose = {"organisation_id": place.id, "user_id": make_user(works_at=place).id}
        db.session.add(Recognition(question_id=question.id, answer=answer, **whose))
    db.session.commit()


def told_today():
    """That somebody had the mail of today."""
    db.session.add(ToldToday(who=random_id(), on=today()))

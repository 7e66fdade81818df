"""Contributors, readers at the desk and hosts who talk, as the tests need them."""

from datetime import timedelta

from app.accounts.models import Role
from app.challenges.models import ChallengeHost
from app.contributions import operations
from app.contributions.models import Audience, Conversation, HostPhone, Reading, Remark, Side, Status
from app.core.database import db
from tests.contributions.followed import fresh
from tests.factories import make_challenge, make_contribution, make_user, save

QUESTION, ANSWER = "Wie betaalde het onderhoud?", "Dat stond in het beheerplan."


def read_story(code=None, readers=1, **changes):
    """A visible story with readers who are still at the desk."""
    story = make_contribution(**{"code": code} | changes)
    editors = [make_user(Role.EDITOR) for _reader in range(readers)]
    for editor in editors:
        save(Reading(contribution_id=story.id, reader_id=editor.id))
    return fresh(story), editors


def answer_to(challenge=None, code=None, allowed=True, **changes):
    """A visible story that answers a challenge, whose contributor lets the hosts ask something."""
    story, _editors = read_story(code, challenge=challenge or make_challenge(), **changes)
    if allowed:
        operations.let_host_ask(story)
        db.session.commit()
        allowed_before(story)
    return fresh(story)


def allowed_before(story):
    """As if hosts were let ask a day earlier: they see it from the next day on."""
    conversation(story).allowed_at -= timedelta(days=1)
    db.session.commit()


def let_host_ask_before(story):
    """Everybody read it when its contributor allowed that, whoever reads it by now."""
    audience, story.audience = story.audience, Audience.PUBLIC
    operations.let_host_ask(story)
    conversation(story).allowed_at -= timedelta(days=1)
    story.audience = audience


def host_of(story):
    return db.session.query(ChallengeHost).filter_by(challenge_id=story.challenge_id).first().user


def conversation(story, side=Side.HOST):
    return db.session.get(Conversation, (story.id, side))


def asked(story, text=QUESTION):
    """A host asked something."""
    operations.ask_as_host(conversation(story), text, by=host_of(story))
    db.session.commit()


def yesterday(story):
    """As if everything that was said about it was said, seen and told a day earlier."""
    for remark in db.session.query(Remark).filter_by(contribution_id=story.id):
        remark.at -= timedelta(days=1)
    for found in db.session.query(Conversation).filter_by(contribution_id=story.id):
        for name in ("contributor_saw_at", "other_saw_at", "contributor_told_at", "other_told_at"):
            if getattr(found, name) is not None:
                setattr(found, name, getattr(found, name) - timedelta(days=1))
    db.session.commit()


def answered(story, text=ANSWER):
    """A host asked, the contributor answered, and that has arrived."""
    asked(story)
    operations.answer_host(fresh(story), text)
    db.session.commit()
    yesterday(story)


def in_reading(code, **changes):
    return read_story(code, status=Status.READING, **changes)


def number_of_before():
    """As if every number for hosts was left a day earlier: they see it from the next day on."""
    for found in db.session.query(HostPhone):
        found.given_at, found.offered_from = found.given_at - timedelta(days=1), found.offered_from - timedelta(days=1)
    db.session.commit()

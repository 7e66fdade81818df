"""That there is a message: told to whom it is for, once in a while, without a word of it; and nothing is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.contributions import operations
from app.contributions.models import CallbackAddress, NewsAddress, Side
from app.contributions.operations.telling import MAIL_EVERY
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email, deliver_mail
from app.notifications.models import Notification
from tests.contributions.followed import fresh
from tests.contributions.talking import (
    ANSWER,
    QUESTION,
    answer_to,
    asked,
    conversation,
    host_of,
    in_reading,
    read_story,
)
from tests.contributions.test_mail_tells_nothing import taken_by
from tests.core.test_outbox import mailbox  # noqa: F401
from tests.factories import make_user, save

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

CALLBACK, NEWS = "bel@ede.example", "nieuws@ede.example"


def reachable(story):
    save(CallbackAddress(contribution_id=story.id, email=CALLBACK, delete_on=today() + timedelta(days=9)))
    save(NewsAddress(contribution_id=story.id, email=NEWS, token_hash="x", confirmed_at=now(), delete_on=today()))


def told():
    return sorted(db.session.scalars(select(Email.address).where(Email.sent_at.is_(None))))


def later(monkeypatch, by):
    moment = clock.now() + by
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_many_messages_make_one_mail_and_the_rest_is_told_later(app, monkeypatch):
    story, (editor,) = in_reading(None)
    reachable(story)
    with app.test_request_context():
        for number in range(3):
            operations.ask(fresh(story), editor, f"Vraag {number}?")
        assert told() == [CALLBACK, NEWS]
        assert operations.tell_what_waits() == 0
        later(monkeypatch, MAIL_EVERY + timedelta(minutes=1))
        assert operations.tell_what_waits() == 1 and told() == [CALLBACK, CALLBACK, NEWS, NEWS]
        assert operations.tell_what_waits() == 0


def test_what_was_seen_is_not_mailed_again(app, monkeypatch):
    story, (editor,) = in_reading(None)
    reachable(story)
    with app.test_request_context():
        operations.ask(fresh(story), editor, "Een?")
        operations.ask(fresh(story), editor, "Twee?")
        operations.saw(fresh(story), Side.DESK, shown=2)
        later(monkeypatch, MAIL_EVERY * 2)
        assert operations.tell_what_waits() == 0 and told() == [CALLBACK, NEWS]


def test_one_address_is_mailed_once(app):
    author = make_user()
    story, (editor,) = in_reading(None, author=author)
    save(CallbackAddress(contribution_id=story.id, email=author.email, delete_on=today()))
    with app.test_request_context():
        operations.ask(fresh(story), editor, QUESTION)
    assert told() == [author.email]


def test_a_contributor_who_writes_much_does_not_flood_the_desk(app, monkeypatch):
    story, editors = in_reading(None, readers=2)
    with app.test_request_context():
        for number in range(5):
            operations.answer_desk(fresh(story), f"Nog iets {number}")
        assert told() == sorted(editor.email for editor in editors)
        later(monkeypatch, MAIL_EVERY + timedelta(minutes=1))
        operations.tell_what_waits()
        assert len(told()) == 4


def test_the_mail_holds_a_link_and_nothing_else(app, mailbox):  # noqa: F811
    """No text, no story, no name; nothing by which two mails about one conversation are known to belong together."""
    story = answer_to()
    reachable(story)
    with app.test_request_context():
        asked(story)
        assert deliver_mail() == 2
    messages = taken_by(mailbox)
    for message, receivers in messages:
        whole = f"{message.items()} {[part.get_content() for part in message.iter_parts()]}"
        for word in (QUESTION, story.title, story.public_id, story.challenge.title, story.challenge.organisation.name):
            assert word not in whole, word
        assert message["Subject"] == "Er staat een bericht voor je klaar"
        assert receivers == [message["To"]] and receivers[0] in (CALLBACK, NEWS)
        assert not {"Reply-To", "References", "In-Reply-To", "Sender", "Thread-Index"} & set(message.keys())
    ids = [message["Message-ID"] for message, _to in messages]
    assert len({name[:8] for name in ids}) == 2
    assert {message["To"] for message, _to in messages if message["List-Unsubscribe"]} == {NEWS}


def test_the_hosts_hear_of_an_answer_the_day_after_and_without_a_word_of_it(app, monkeypatch):
    story = answer_to()
    with app.test_request_context():
        asked(story)
        operations.answer_host(fresh(story), ANSWER)
        assert operations.tell_what_waits() == 0 and told() == []
        later(monkeypatch, timedelta(days=1))
        assert operations.tell_what_waits() == 1
        assert told() == sorted(host.user.email for host in story.challenge.hosts)
    for text in (*db.session.scalars(select(Email.text)), *db.session.scalars(select(Notification.text))):
        assert ANSWER not in text and story.public_id not in text and story.title not in text
        assert f"/uitdagingen/{story.challenge.slug}/gesprekken" in text


def test_a_host_whose_role_ended_hears_nothing(app, monkeypatch):
    """The right is asked when the mail is written, not when the question was."""
    story = answer_to()
    with app.test_request_context():
        asked(story)
        operations.answer_host(fresh(story), ANSWER)
        gone = host_of(story)
        gone.memberships[0].ended_at = now()
        db.session.commit()
        later(monkeypatch, timedelta(days=1))
        operations.tell_what_waits()
    assert len(told()) == 1 and gone.email not in told()


def test_nobody_hears_of_what_was_stopped_or_ended(app, monkeypatch):
    for stop in (operations.stop_host, operations.withdraw):
        story = answer_to()
        with app.test_request_context():
            asked(story)
            operations.answer_host(fresh(story), ANSWER)
            stop(fresh(story))
            db.session.commit()
            db.session.execute(Email.__table__.delete())
            later(monkeypatch, timedelta(days=1))
            operations.tell_what_waits()
        assert told() == []


def test_a_dead_mail_server_loses_nothing(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")
    monkeypatch.setitem(app.config, "MAIL_PORT", 1)
    story = answer_to()
    reachable(story)
    with app.test_request_context():
        asked(story)
        assert deliver_mail() == 0
    assert told() == [CALLBACK, NEWS] and conversation(story).contributor_told_at is not None


def test_a_conversation_with_nobody_to_tell_goes_on(app):
    story, (editor,) = read_story()
    with app.test_request_context():
        operations.ask(story, editor, QUESTION)
        assert operations.tell_what_waits() == 0
    assert told() == []

"""Two hosts of one challenge who press a button at the same moment: neither waits for what never comes."""

import pytest

from app.answering import queries
from app.answering.models import AnswerMark
from app.core.database import db
from tests.answering.made import answered
from tests.at_once import InBetween, posts


@pytest.mark.parametrize(("what", "step"), [("", "held_answers"), ("/bedanken", "one_said_to"), ("/terug", "one_said_to")])
def test_two_hosts_at_two_answers_are_both_heard(app, sign_in, monkeypatch, what, step):
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    challenge, (first, second) = answered("Een put", "Een wadi")
    browsers = [app.test_client(), app.test_client()]
    for host, browser in zip(challenge.hosts, browsers, strict=True):
        sign_in(host.user, browser)
    untouched = {f"antwoord-{story.public_id}-seen": "0" for story in (first, second)}
    here = f"/uitdagingen/{challenge.slug}/antwoorden"
    chosen = [{} if what else {f"antwoord-{story.public_id}-fits": "now"} for story in (second, first)]
    sent = [(f"{here}/{story.public_id}{what}", untouched | more) for story, more in zip((second, first), chosen, strict=True)]
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], *sent[1]))
    monkeypatch.setattr(queries, step, between.after(getattr(queries, step)))
    assert posts(browsers[0], *sent[0])() == 303
    assert between.finish() == 303
    marks = db.session.query(AnswerMark).all()
    assert len(marks) == (0 if what == "/terug" else 2)

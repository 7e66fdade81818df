"""News about what somebody shared with an account: by mail until they stop that, from a mail or on their own page."""

import pytest
from sqlalchemy import select

from app.contributions import messages
from app.contributions.operations.daily_news import StoryNews, tell_of_the_day
from app.contributions.operations.news_mail import Stops, get_news_by_mail, kind_of_news_mail, stop_token
from app.core import mail
from app.core.database import db
from app.core.outbox import Email, deliver_mail, post
from app.core.wording import lazy
from app.following.messages import stop_url
from app.following.models import Follower
from app.notifications.models import Notification
from app.pages.routes.mail import BEGUN, IN_VAIN
from tests.factories import make_contribution, make_user
from tests.following.made import follows, make_follower

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def user(app):
    return make_user()


@pytest.fixture
def left(app, monkeypatch):
    found = []
    monkeypatch.setattr(mail, "is_configured", lambda: True)
    monkeypatch.setattr(mail, "send", lambda **letter: found.append(letter))
    return found


def bring_news(app, user):
    with app.test_request_context("/"):
        told = (stop_token(user, Stops.NEWS), kind_of_news_mail(user))
        messages.news_of_the_day_at_account(user, [("x" * 26, [lazy("Your text is used")])], *told)
        db.session.commit()


def waiting():
    return db.session.scalars(select(Email).where(Email.sent_at.is_(None))).all()


def path_in(url):
    return "/mail/stoppen/" + url.rsplit("/", 1)[1]


def test_each_mail_carries_the_way_out_and_the_inbox_does_not(app, user, left):
    bring_news(app, user)
    deliver_mail()
    assert "/mail/stoppen/" in left[0]["stop_url"] and left[0]["stop_url"] in left[0]["text"]
    assert "/mail/stoppen/" not in db.session.scalars(select(Notification)).one().text


@pytest.mark.parametrize("way", ["moved", "stopped", "gone"])
def test_a_mail_that_waits_is_looked_at_before_it_leaves(app, user, left, way):
    bring_news(app, user)
    if way == "moved":
        user.email = "nieuw@adres.example"
    elif way == "stopped":
        user.mails_news = False  # at the very moment that the mail was written
    else:
        db.session.delete(user)
    db.session.commit()
    deliver_mail()
    assert not left


def test_a_mail_program_stops_it_with_one_press_and_without_a_session(app, user):
    bring_news(app, user)
    path, outside = path_in(waiting()[0].stop_url), app.test_client()
    app.config["WTF_CSRF_ENABLED"], before = True, app.config["WTF_CSRF_ENABLED"]
    try:
        for look in (outside.get, outside.head):
            assert look(path).status_code == 200 and waiting()
        assert outside.post(path, data={"iets": "anders"}).status_code == 400 and waiting()
        for _press in range(2):
            assert outside.post(path, data=ONE_CLICK).status_code == 204
    finally:
        app.config["WTF_CSRF_ENABLED"] = before
    db.session.expire_all()
    assert not user.mails_news and not waiting(), "what waited to leave is taken back"
    assert "Je krijgt deze mail niet meer" in outside.get(path).text
    for wrong in (path[:-1] + "x", path[:40], "/mail/stoppen/" + "é" * 66):
        assert outside.post(wrong, data=ONE_CLICK).status_code == 404
    bring_news(app, user)
    assert not waiting() and len(db.session.scalars(select(Notification)).all()) == 2, "the inbox stays"


def test_it_is_a_choice_on_the_own_page(client, sign_in, user):
    sign_in(user)
    assert "Mail het mij ook" in client.get("/mijn").text
    for sent, kept in (({}, False), ({"by_mail": "y"}, True)):
        assert client.post("/mijn/nieuws", data=sent).status_code == 303
        db.session.expire_all()
        assert user.mails_news is kept


def test_the_button_of_a_mail_stops_all_of_it_that_can_be_stopped(app, user, left):
    follower = make_follower(user=user)
    follows(follower, "west")
    with app.test_request_context("/"):
        post(user.email, "Wat je volgt", "Tekst.", stop_url=stop_url(follower))
        post(user.email, "De redactie wacht", "Tekst.")
    bring_news(app, user)
    deliver_mail()
    (letter,) = left
    assert letter["stop_url"] not in letter["text"], "it is neither of the two that stand in its text"
    outside, path = app.test_client(), path_in(letter["stop_url"])
    assert "volg je niets meer" in outside.get(path).text
    assert outside.post(path).location == path
    db.session.expire_all()
    assert not user.mails_news and not db.session.scalars(select(Follower)).all()
    assert "Je krijgt deze mail niet meer" in outside.get(path).text


def test_one_link_stops_what_it_names_and_no_more(app, user):
    follows(make_follower(user=user), "west")
    app.test_client().post(f"/mail/stoppen/{stop_token(user, Stops.NEWS)}", data=ONE_CLICK)
    db.session.expire_all()
    assert not user.mails_news and db.session.scalars(select(Follower)).all()


def test_who_wants_no_mail_is_told_in_the_inbox_by_the_job(app, user):
    with app.test_request_context("/"):
        get_news_by_mail(user, False)
        story = make_contribution(author_id=user.id)
        assert tell_of_the_day([StoryNews(story, [lazy("Your text is used")])]) == [story.id]
    assert db.session.scalars(select(Notification)).one() and not waiting()


def test_beginning_again_is_limited_and_stopping_never_is(app, client, sign_in, user):
    sign_in(user)
    outside, path = app.test_client(), f"/mail/stoppen/{stop_token(user, Stops.NEWS)}"
    for _time in range(BEGUN):
        assert client.post("/mijn/nieuws", data={"by_mail": "y"}).status_code == 303
        assert outside.post(path, data=ONE_CLICK).status_code == 204
        db.session.expire_all()
        assert not user.mails_news
    refused = client.post("/mijn/nieuws", data={"by_mail": "y"})
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) == 3600
    assert client.post("/mijn/nieuws").status_code == 303 and not user.mails_news


def test_stopping_in_vain_is_limited_for_one_account_and_not_for_one_place(app, user, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)  # a mail program has no session
    outside, path = app.test_client(), f"/mail/stoppen/{stop_token(user, Stops.NEWS)}"
    answers = [outside.post(path, data=ONE_CLICK).status_code for _press in range(IN_VAIN + 2)]
    assert answers == [204] * (IN_VAIN + 1) + [429], "the first one stopped it"
    other = make_user()
    assert outside.post(f"/mail/stoppen/{stop_token(other, Stops.NEWS)}", data=ONE_CLICK).status_code == 204
    db.session.expire_all()
    user.mails_news = True
    db.session.commit()
    assert outside.post(path, data=ONE_CLICK).status_code == 204, "what really stops something always does"
    db.session.expire_all()
    assert not user.mails_news

"""The day on which a contributor looks again at who sees what: told once, wherever they can be reached, and no word of it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, select

from app.contributions.models import LookAgain, NewsAddress, Status
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email, deliver_mail
from app.notifications.models import Notification
from app.schedule import JOBS
from tests.contributions.sharing import flat, newest, share_story
from tests.factories import make_contribution, make_user, save

pytestmark = pytest.mark.usefixtures("no_quiet_hours")

DAY = today() + timedelta(days=20)
ASKED = "nieuws@voorbeeld.example"


def written(day):
    return f"{day:%d-%m-%Y}"


def asks_for_news(story, confirmed=True):
    return save(
        NewsAddress(
            contribution_id=story.id, email=ASKED, token_hash=f"x{story.id}", confirmed_at=now() if confirmed else None,
            delete_on=today() + timedelta(days=90),
        )
    )


def due(**changes):
    story = make_contribution(title="Titel met wielewaal", **changes)
    save(LookAgain(contribution_id=story.id, day=today()))
    return story


def receivers():
    return sorted(db.session.scalars(select(Email.address)))


def remind():
    """As the clock does: without a request."""
    JOBS["remind-to-look"][0]()
    db.session.commit()


def test_the_day_is_named_while_sharing(client):
    story, _code = share_story(client, look_again=written(DAY))
    assert db.session.scalars(select(LookAgain)).one().day == DAY and newest() == story
    share_story(client)
    assert len(db.session.scalars(select(LookAgain)).all()) == 1


def test_it_is_named_changed_and_taken_away_on_the_own_page(client, code):
    make_contribution(code=code)
    address = f"/volg/{code}/nog-eens"
    for day in (DAY, DAY + timedelta(days=3)):
        assert client.post(address, data={"day": written(day)}).status_code == 303
        assert db.session.scalars(select(LookAgain)).one().day == day
        assert f'value="{written(day)}"' in client.get(f"/volg/{code}").text
    assert client.post(address, data={"day": ""}).status_code == 303
    assert db.session.scalars(select(LookAgain)).all() == []


def test_the_day_is_looked_up_once_for_the_own_page(client, code):
    """A page has a most of statements, and whoever is signed in needs three more."""
    make_contribution(code=code)
    asked = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *given: asked.append(given[2]))
    client.get(f"/volg/{code}")
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if "look_again.day" in statement]) == 1


@pytest.mark.parametrize("typed", [written(today()), written(today() - timedelta(days=1)), "ooit", "1-1-2199"])
def test_a_day_that_cannot_be_is_asked_again_as_it_was_typed(client, code, typed):
    make_contribution(code=code)
    answer = client.post(f"/volg/{code}/nog-eens", data={"day": typed})
    assert answer.status_code == 422 and f'value="{typed}"' in answer.text
    assert db.session.scalars(select(LookAgain)).all() == []


def test_on_that_day_it_is_told_once_by_a_mail_with_links_only(client):
    story = due()
    asks_for_news(story)
    for _night in range(2):
        remind()
    mail = db.session.scalars(select(Email)).one()
    assert mail.address == ASKED and mail.subject == "Je wilde nog eens naar je bijdrage kijken"
    for choice in ("het blijft zo", "minder van, meteen", "meer van", "trekt het in", "/volg", "http"):
        assert choice in mail.text
    assert "wielewaal" not in mail.text and story.public_id not in mail.text
    db.session.execute(delete(Email))  # as the clock does after a month
    db.session.commit()
    remind()
    assert receivers() == []


def test_the_account_hears_it_and_has_it_in_its_list(client, sign_in):
    author = make_user()
    story = due(author=author)
    remind()
    assert receivers() == [author.email]
    told = db.session.scalars(select(Notification)).one()
    assert (told.user_id, told.path) == (author.id, f"/volg/{story.public_id}")
    sign_in(author)
    assert "Je wilde hier nog eens naar kijken" in client.get("/mijn/bijdragen").text


def test_before_the_day_nothing_is_told(client, sign_in):
    author = make_user()
    story = make_contribution(author=author)
    save(LookAgain(contribution_id=story.id, day=today() + timedelta(days=1)))
    remind()
    assert receivers() == []
    sign_in(author)
    assert "We herinneren je op" in client.get("/mijn/bijdragen").text


def test_who_cannot_be_reached_reads_it_on_the_own_page(client, code):
    story = due(code=code)
    asks_for_news(story, confirmed=False)
    remind()
    assert receivers() == []
    page = flat(client.get(f"/volg/{code}"))
    assert "Je wilde hier nog eens naar kijken" in page and "Laat het zo" in page
    assert 'href="#strenger"' in page and 'href="#intrekken"' in page and f"/volg/{code}/ruimer" in page
    assert client.post(f"/volg/{code}/nog-eens", data={}).status_code == 303, "it stays as it is"
    assert "Je wilde hier nog eens naar kijken" not in client.get(f"/volg/{code}").text


def test_a_dead_mail_server_loses_nothing(app, client, monkeypatch):
    story = due()
    asks_for_news(story)
    app.config["MAIL_SERVER"], before = "smtp://127.0.0.1:1", app.config.get("MAIL_SERVER")
    try:
        remind()
        deliver_mail()
    finally:
        app.config["MAIL_SERVER"] = before
    db.session.expire_all()
    waiting = db.session.scalars(select(Email)).one()
    assert waiting.sent_at is None and waiting.address == ASKED
    assert db.session.scalars(select(LookAgain)).one().reminded_at is not None


@pytest.mark.parametrize("gone", ["withdrawn", "other day", "unsubscribed"])
def test_what_has_not_left_is_taken_back(client, code, gone):
    story = due(code=code, author=make_user())
    asks_for_news(story)
    remind()
    assert len(receivers()) == 2
    if gone == "withdrawn":
        client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
        assert db.session.scalars(select(LookAgain)).all() == []
    elif gone == "other day":
        client.post(f"/volg/{code}/nog-eens", data={"day": written(DAY)})
        assert db.session.scalars(select(LookAgain)).one().reminded_at is None
    else:
        client.post(f"/volg/{code}/bereiken", data={"callback": "", "news": ""})
    left = receivers()
    assert ASKED not in left and (story.author.email in left) is (gone == "unsubscribed")


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.REFUSED])
def test_a_story_that_ended_is_not_looked_at_again(client, code, status):
    due(code=code, status=status, author=make_user())
    remind()
    assert receivers() == []
    assert client.post(f"/volg/{code}/nog-eens", data={"day": written(DAY)}).status_code == 409


def test_it_goes_with_the_story(client):
    db.session.delete(due())
    db.session.commit()
    assert db.session.scalars(select(LookAgain)).all() == []

"""A question of which the desk decided that it stays out of view: who hears that, and why, and what comes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.appeals.operations import forget_answered
from app.contributions.models import Status
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking.models import News, Question, WaitingNews
from app.stocktaking.operations import why_out_of_view
from app.stocktaking.operations.news import bring
from tests.appeals.asked import decide, desk, hide, newest, report
from tests.appeals.test_where_words_went import SAID, judge, merge, publish, split
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.stocktaking.news import mail_of_the_day
from tests.stocktaking.test_news import asks_for_news

WHY_HIDDEN, WHY = "In de tekst staat misschien een naam.", "Er staat een naam in."


@pytest.fixture
def coordinator(app, sign_in):
    """Who keeps the questions; a browser of their own, so that the other one judges."""
    browser = app.test_client()
    browser.user = make_user(Role.COORDINATOR, make_organisation(is_partner=True))
    sign_in(browser.user, browser)
    return browser


@pytest.fixture
def asked(app, coordinator):
    """A public question with two statements, of which somebody said that one is about them."""
    desk()
    question = make_question(make_contribution(title="Bron"), slug="de-ene", sentence="Wie betaalt de put?")
    make_question(slug="de-andere", sentence="Wie beheert de put?")
    question.statements[0].text = SAID
    db.session.commit()
    assert report(app.test_client(), "/vraagstukken/de-ene").status_code in (302, 303)
    return question


def subjects_for(user):
    return db.session.scalars(select(Notification.subject).where(Notification.user_id == user.id).order_by(Notification.id)).all()


def all_kept_out():
    db.session.expire_all()
    return {q.slug for q in db.session.scalars(select(Question)) if q.stays_out}


@pytest.mark.parametrize("is_hidden_first", [True, False])
def test_its_makers_hear_that_it_was_decided_and_why(client, sign_in, coordinator, asked, is_hidden_first):
    judge(sign_in, client)
    page = "/werkbank/vraagstukken/de-ene"
    if is_hidden_first:
        hide(client, newest())
        text = coordinator.get(page).text
        assert WHY_HIDDEN in text and "Uit beeld zolang iemand het beoordeelt" in text and not all_kept_out()
    decide(client, newest(), "stays_out")
    text = coordinator.get(page).text
    assert "Uit beeld: dat besloot de redactie" in text and WHY in text and WHY_HIDDEN not in text
    assert "We hebben je naam weggehaald." not in text, "that is for whoever asked"
    assert subjects_for(coordinator.user)[-1] == "De redactie besloot: een vraagstuk blijft uit beeld"
    assert coordinator.post(f"{page}/publiceren").status_code == 409
    assert all_kept_out() == {"de-ene"}


def test_where_its_words_went_it_stays_out_as_well(client, sign_in, coordinator, asked):
    asked.statements.append(type(asked.statements[0])(position=2, text="Dit blijft."))
    db.session.commit()
    made = split(coordinator)
    publish(coordinator, made)
    judge(sign_in, client)
    decide(client, newest(), "stays_out")
    assert all_kept_out() == {"de-ene", made}
    assert WHY in coordinator.get(f"/werkbank/vraagstukken/{made}").text
    assert coordinator.post(f"/werkbank/vraagstukken/{made}/publiceren").status_code == 409


def test_merged_before_the_desk_looked_the_other_one_comes_back_without_its_words(client, sign_in, coordinator, asked):
    merge(coordinator)
    judge(sign_in, client)
    decide(client, newest(), "stays_out")
    assert all_kept_out() == {"de-ene"}
    other = coordinator.get("/werkbank/vraagstukken/de-andere").text
    assert "Iedereen kan dit vraagstuk lezen." in other and SAID not in other


def test_let_back_nothing_of_it_is_left(client, sign_in, coordinator, asked):
    judge(sign_in, client)
    hide(client, newest())
    decide(client, newest(), "let_back", reason="")
    text = coordinator.get("/werkbank/vraagstukken/de-ene").text
    assert "Iedereen kan dit vraagstuk lezen." in text and WHY_HIDDEN not in text
    assert not all_kept_out() and not why_out_of_view(asked)


def test_contributors_do_not_wait_for_ever_for_what_is_never_told(client, sign_in, coordinator, asked):
    """Also of a story that is being judged itself."""
    source, judged = (make_contribution(title=title) for title in ("Ander", "Gehouden"))
    for story in (source, judged):
        asks_for_news(story, f"{story.title}@inzender.example".lower())
    bring(asked, [source, judged], News.USED)
    db.session.commit()
    judge(sign_in, client)
    hide(client, newest())
    judged.status = Status.HELD
    db.session.commit()
    assert told_on(1) == [] and len(db.session.scalars(select(WaitingNews)).all()) == 2, "it may come back"
    decide(client, newest(), "stays_out")
    assert told_on(2) == [] and db.session.scalars(select(WaitingNews)).all() == []


def told_on(day):
    """To whom of the contributors something left by that day."""
    mail_of_the_day(day)
    return [mail.address for mail in db.session.scalars(select(Email)) if mail.address.endswith("@inzender.example")]


def test_once_the_request_is_deleted_it_stays_out_all_the_same(client, sign_in, coordinator, asked):
    """The reason goes with the request."""
    judge(sign_in, client)
    decide(client, newest(), "stays_out")
    newest().delete_on = clock.today() - timedelta(days=1)
    forget_answered()
    db.session.commit()
    text = coordinator.get("/werkbank/vraagstukken/de-ene").text
    assert newest() is None and "Uit beeld: dat besloot de redactie" in text and WHY not in text
    assert all_kept_out() == {"de-ene"}


def test_in_english_as_well(client, sign_in, coordinator, asked):
    judge(sign_in, client)
    decide(client, newest(), "stays_out")
    coordinator.user.language = "en"
    db.session.commit()
    text = coordinator.get("/en/werkbank/vraagstukken/de-ene", follow_redirects=True).text
    assert "Out of view: the desk decided that" in text and "Do you not agree? Mail us:" in text

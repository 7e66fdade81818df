"""Whoever shared a story sees what would go out of it, and says what they think before it is decided."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.contributions.models import Proposal, Remark, Status
from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.woo import operations
from app.woo.models import Judgement, WooView
from tests.factories import make_contribution, make_question, make_user

CODE, OTHER = "A" * 26, "B" * 26


@pytest.fixture
def story(office):
    story = make_contribution(
        status=Status.RECEIVED, code=CODE, author=make_user(), facts="Jan belde over de put. Het was nat.", opinion="Dom."
    )
    for text, sent in (("Van de redactie, verstuurd", clock.now()), ("Nog niet verstuurd", None)):
        story.proposals.append(Proposal(title=text, facts=text, by_id=office.one.id, sent_at=sent))
    db.session.add(Remark(contribution_id=story.id, from_contributor=True, text="Mijn antwoord."))
    db.session.commit()
    question = make_question(story, is_public=False)
    question.statements[0].text = "Geheime uitspraak van de leden."
    db.session.commit()
    office.freeze(story)
    operations.black_out_words(office.items(), "Jan", "5.1.2.e", by=office.one)
    db.session.commit()
    return story


@pytest.fixture
def page(office, story):
    return f"/volg/{CODE}/woo/{office.request.public_id}"


def ask(office, story):
    operations.ask_view(office.request, story)
    db.session.commit()


def test_a_handler_asks_once_and_the_contributor_hears_by_link(client, sign_in, office, story, page):
    assert client.get(page).status_code == 404
    sign_in(office.one)
    path = office.path(office.item("story"), "zienswijze")
    assert client.post(path).status_code == 302 and client.post(path).status_code == 409
    mail = db.session.scalars(select(Email).where(Email.address == story.author.email).order_by(Email.id)).all()[-1]
    assert "verstrekt" in mail.subject and "Jan" not in mail.text and "nat" not in mail.text
    assert page in client.get(f"/volg/{CODE}").text


def test_it_shows_what_would_go_out_and_nothing_that_is_not_theirs(client, office, story, page):
    ask(office, story)
    shown = client.get(page).text
    assert "<mark>[5.1.2.e]</mark> belde over de put" in shown and "Jan" not in shown.split("<main")[1]
    assert "Mijn antwoord." in shown and "Van de redactie, verstuurd" in shown
    assert "Nog niet verstuurd" not in shown and "Geheime uitspraak" not in shown
    operations.judge(office.item("story"), Judgement.WITHHELD, "5.1.2.e", by=office.one)
    db.session.commit()
    assert "niet openbaar" in client.get(page).text and "belde" not in client.get(page).text.split("<main")[1].split("Citaat")[0]


def test_the_answer_stands_beside_the_judgement(client, sign_in, office, story, page):
    ask(office, story)
    assert client.post(page, data={"text": ""}).status_code == 422
    assert client.post(page, data={"text": "Laat ook het bedrag weg."}).status_code == 303
    assert "Laat ook het bedrag weg." in client.get(page).text
    assert client.post(page, data={"text": "En de datum."}).status_code == 303
    sign_in(office.other)
    for source in ("story", "remark"):
        assert "En de datum." in client.get(office.path(office.item(source))).text
    assert "de inzender antwoordde" in client.get(office.path()).text
    assert "En de datum." in client.get(f"/volg/{CODE}/gegevens").json["woo_views"][0]["text"]
    mail = db.session.scalars(select(Email).where(Email.address == office.other.email).order_by(Email.id)).all()[-1]
    assert office.path() in mail.text and "datum" not in mail.text


def test_after_the_day_nothing_is_taken_and_nothing_is_lost(client, office, story, page):
    ask(office, story)
    view = db.session.scalars(select(WooView)).one()
    assert view.until == clock.today() + timedelta(days=14)
    view.until = clock.today() - timedelta(days=1)
    db.session.commit()
    assert "<textarea" not in client.get(page).text
    late = client.post(page, data={"text": "Ik ben te laat met dit antwoord."})
    assert late.status_code == 409 and "Ik ben te laat met dit antwoord." in late.text


def test_only_the_own_story_and_only_that_request(client, office, story, page):
    ask(office, story)
    make_contribution(code=OTHER)
    assert client.get(page.replace(CODE, OTHER)).status_code == 404
    assert client.get(f"/volg/{CODE}/woo/{'x' * 26}").status_code == 404
    assert client.post(page.replace(CODE, OTHER), data={"text": "Van mij."}).status_code == 404
    operations.close(office.request, by=office.administrator)
    db.session.commit()
    assert client.get(page).status_code == 404


def test_without_a_request_the_page_of_a_story_says_nothing(client):
    make_contribution(code=OTHER)
    assert "/woo/" not in client.get(f"/volg/{OTHER}").text

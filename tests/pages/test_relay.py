"""The pages on which a contributor, the desk and a host talk: what each sees, types and is told."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.contributions import operations
from app.contributions.models import Conversation, NewsAddress, Reading, Remark, Side, Status, ViewOfHidden
from app.core.database import db
from tests.contributions.followed import fresh
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE, flat, newest
from tests.contributions.talking import (
    ANSWER,
    QUESTION,
    answer_to,
    answered,
    asked,
    conversation,
    host_of,
    read_story,
    yesterday,
)
from tests.factories import make_challenge, make_contribution, make_municipality, make_organisation, make_user, save

ADDRESS = "kanarie@ede.example"


@pytest.fixture
def code():
    return "B" * 26


def texts():
    return db.session.scalars(select(Remark.text).order_by(Remark.id)).all()


def page_of(story):
    return f"/bijdragen/{story.public_id}/gesprek"


def list_of(story):
    return f"/uitdagingen/{story.challenge.slug}/gesprekken"


def test_a_contributor_begins_after_publication_and_a_reader_answers(client, sign_in, code):
    story, (editor,) = read_story(code)
    assert "Wil je iets vragen of vertellen?" in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/antwoord", data={"text": "Mag het met een foto?"}).status_code == 303
    assert fresh(story).status is Status.PUBLISHED and fresh(story).clock_since is not None
    sign_in(editor)
    desk = client.get("/redactie").text
    assert story.title in desk and "1 nieuw bericht" in desk
    page = client.get(f"/redactie/{story.public_id}").text
    assert "Mag het met een foto?" in page and "De inzender" in page and "Nieuw" in page
    client.post(f"/redactie/{story.public_id}/vraag", data={"vraag-text": "Ja, graag.", "shown": "1"})
    assert "nieuw bericht" not in client.get("/redactie").text
    page = client.get(f"/volg/{code}").text
    assert "Ja, graag." in page and "De redactie" in page and "Nieuw" in page and editor.name not in page
    client.post(f"/volg/{code}/gelezen", data={"side": "desk", "shown": "2"})
    assert "Nieuw<" not in client.get(f"/volg/{code}").text
    assert db.session.scalars(select(Remark.by_id).order_by(Remark.id)).all() == [None, editor.id]


def test_another_editor_sees_nothing_of_it(client, sign_in, code):
    story, _editors = read_story(code)
    client.post(f"/volg/{code}/antwoord", data={"text": "Een geheim woord"})
    sign_in(make_user(Role.EDITOR))
    assert story.title not in client.get("/redactie").text
    assert client.get(f"/redactie/{story.public_id}").status_code == 404
    for deed in ("vraag", "gelezen", "gesprek"):
        assert client.post(f"/redactie/{story.public_id}/{deed}", data={"shown": "1"}).status_code == 404


def test_looking_changes_nothing(client, sign_in, code):
    story = answer_to(code=code)
    with client.application.test_request_context():
        answered(story)
    before = [tuple(row) for row in db.session.execute(select(*Conversation.__table__.columns))]
    client.get(f"/volg/{code}")
    sign_in(host_of(story))
    client.get(page_of(story)), client.get(list_of(story))
    assert [tuple(row) for row in db.session.execute(select(*Conversation.__table__.columns))] == before


def test_the_last_page_of_sharing_asks_it_apart_and_presets_nothing(client):
    make_challenge(slug="de-straat")
    make_municipality(name="Ede")
    base = client.post("/deel?uitdaging=de-straat", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    assert client.post(f"{base}/gastgemeente", data={"may_ask": "y"}).status_code == 404, "nothing was sent yet"
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", SHARE), ("controle", CHECK)):
        last = client.post(f"{base}/{word}", data=data).location
    page = client.get(last).text
    assert "Mag de gastgemeente je iets vragen?" in page and not re.search(r'id="may_ask"[^>]* checked', page)
    client.post(f"{base}/bereiken", data={"callback": "", "news": ""})
    assert db.session.scalars(select(Conversation)).all() == [], "keeping addresses allows nothing else"
    assert client.post(f"{base}/gastgemeente", data={}).status_code == 303 and conversation(newest()) is None
    client.post(f"{base}/gastgemeente", data={"may_ask": "y"})
    assert conversation(newest()).lets_host_ask and "Stop hiermee" in client.get(last).text
    client.post(f"{base}/gastgemeente", data={})
    assert conversation(newest()) is None


def test_allowing_and_stopping_are_as_easy_on_the_own_page(client, code):
    story = answer_to(code=code, allowed=False)
    page = client.get(f"/volg/{code}").text
    assert "De gastgemeente mag mij iets vragen" in page and not re.search(r'id="may_ask"[^>]* checked', page)
    client.post(f"/volg/{code}/gastgemeente", data={"may_ask": "y"})
    assert conversation(story).lets_host_ask
    client.post(f"/volg/{code}/gastgemeente", data={})
    assert conversation(story) is None


def test_without_a_challenge_nothing_is_asked(client, code):
    read_story(code)
    assert "gastgemeente" not in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/gastgemeente", data={"may_ask": "y"}).status_code == 409


def test_a_host_asks_and_the_contributor_answers_and_neither_learns_who(client, sign_in, code):
    story = answer_to(code=code)
    host = host_of(story)
    sign_in(host)
    assert "Vraag de inzender iets" in client.get(f"/bijdragen/{story.public_id}").text
    assert client.post(page_of(story), data={"text": QUESTION}).status_code == 303
    assert "nog geen antwoord" in client.get(list_of(story)).text
    assert client.post(page_of(story), data={"text": "En nog iets?"}).status_code == 409
    own = client.get(f"/volg/{code}").text
    assert QUESTION in own and "De gastgemeente" in own and host.name not in own and host.email not in own
    assert client.post(f"/volg/{code}/gastgemeente/antwoord", data={"gast-text": ANSWER, "shown": "1"}).status_code == 303
    assert ANSWER not in client.get(page_of(story)).text, "it arrives the day after"
    yesterday(story)
    page = client.get(page_of(story)).text
    assert ANSWER in page and "De inzender" in page and "Nieuw" in page
    assert story.place.name not in page and story.organisation.name not in page and "projectleider" not in page
    assert not re.search(r"\d{1,2}[.:]\d{2}", page.split("<ol")[-1].split("</ol>")[0]), "a day, and no time"
    for listed in (list_of(story), f"/uitdagingen/{story.challenge.slug}"):
        assert "1 nieuw bericht" in client.get(listed).text
    client.post(f"{page_of(story)}/gelezen", data={"shown": "2"})
    assert "beantwoord" in client.get(list_of(story)).text


def test_a_host_who_may_not_ask_sees_the_page_of_every_host(client, sign_in):
    """Never allowed, stopped, kept out, or without any conversation: the same to the byte."""
    challenge, excluded = make_challenge(), make_organisation()
    stories = [answer_to(challenge, names_organisation=True, public_id=letter * 26) for letter in "abc"]
    stories.append(answer_to(challenge, names_organisation=True, public_id="d" * 26, allowed=False))
    same = {"title": "Titel", "place": stories[0].place, "organisation": stories[0].organisation}
    for story in stories:
        for name, value in same.items():
            setattr(story, name, value)
        operations.relist(story)
    host = host_of(stories[0])
    with client.application.test_request_context():
        asked(stories[0])
        operations.stop_host(stories[0])
        operations.stop_host(stories[1])
        stories[2].kept_from.append(excluded)
        host.memberships.append(type(host.memberships[0])(organisation=excluded, role=Role.MEMBER))
        db.session.commit()
    sign_in(host)
    pages = {client.get(f"/bijdragen/{s.public_id}").text.replace(s.public_id, "") for s in map(fresh, stories)}
    assert len(pages) == 1 and "Vraag de inzender" not in pages.pop()
    assert "Er is hier geen inzender" in client.get(list_of(stories[0])).text
    missing = {re.sub(r"[0-9a-z]{26}", "", client.get(page_of(fresh(s))).text) for s in stories}
    assert len(missing) == 1 and all(client.get(page_of(fresh(s))).status_code == 404 for s in stories)


def test_what_points_at_the_contributor_stands_before_them_once(client, code):
    story = answer_to(code=code)
    with client.application.test_request_context():
        asked(story)
    typed = "Vraag het aan mevrouw De Vries, zij weet ervan."
    answer = client.post(f"/volg/{code}/gastgemeente/antwoord", data={"gast-text": typed})
    assert answer.status_code == 200 and typed in answer.text and "Er is nog niets verstuurd" in answer.text
    button = re.search(r'value="(omit:gast-text:[^"]*)"', answer.text)[1]
    again = client.post(f"/volg/{code}/gastgemeente/antwoord", data={"gast-text": typed, "action": button})
    assert again.status_code == 200 and "[weggelaten]" in again.text and texts() == [QUESTION]
    client.post(f"/volg/{code}/gastgemeente/antwoord", data={"gast-text": typed, "sure": "y"})
    assert texts() == [QUESTION, typed], "it never blocks"
    live = client.post(f"/volg/{code}/bericht/herkenbaar", data={"text": typed})
    assert "De Vries" in live.json["html"] and texts() == [QUESTION, typed]


def test_to_the_desk_it_is_only_pointed_at(client, code):
    read_story(code)
    typed = "Vraag het aan mevrouw De Vries, zij weet ervan."
    look = client.post(f"/volg/{code}/antwoord", data={"text": typed, "action": "look"})
    assert look.status_code == 200 and "De Vries" in look.text and "omit:text:" in look.text and texts() == []
    client.post(f"/volg/{code}/antwoord", data={"text": typed})
    assert texts() == [typed]


@pytest.mark.parametrize("text", ["", "  \t ", "a" * 2001])
def test_a_message_that_cannot_be_taken_says_what_to_do(client, code, text):
    story = answer_to(code=code)
    with client.application.test_request_context():
        asked(story)
    for address, name in (("antwoord", "text"), ("gastgemeente/antwoord", "gast-text")):
        answer = client.post(f"/volg/{code}/{address}", data={name: text, "sure": "y"})
        assert answer.status_code == 422 and "alert--fout" in answer.text
    assert texts() == [QUESTION]


def test_the_desk_looks_when_it_is_asked_to_and_its_look_is_noted(client, sign_in, code):
    story = answer_to(code=code)
    editor = story.readings[0].reader
    with client.application.test_request_context():
        answered(story)
    sign_in(editor)
    assert QUESTION not in client.get(f"/redactie/{story.public_id}").text
    assert client.get(f"/redactie/{story.public_id}/gesprek").status_code == 404
    client.post(f"/volg/{code}/gastgemeente/melden")
    assert "vraagt je te kijken" in client.get("/redactie").text
    assert QUESTION not in client.get(f"/redactie/{story.public_id}").text
    page = client.get(f"/redactie/{story.public_id}/gesprek").text
    assert QUESTION in page and ANSWER in page
    assert db.session.scalars(select(ViewOfHidden.role).order_by(ViewOfHidden.id)).all()[-1] == "moderator"
    assert "De redactie bekeek je gesprek met de gastgemeente" in client.get(f"/volg/{code}").text
    client.post(f"/redactie/{story.public_id}/gesprek", data={"action": "stop"})
    assert client.get(f"/redactie/{story.public_id}/gesprek").status_code == 404
    own = client.get(f"/volg/{code}").text
    assert "De redactie stopte dit gesprek" in own and "Stop hiermee" not in own and 'name="may_ask"' not in own
    sign_in(host_of(story))
    assert client.get(page_of(story)).status_code == 404


def test_a_reader_who_works_for_the_host_by_now_does_not_look(client, sign_in, code):
    story = answer_to(code=code)
    near = make_user(Role.EDITOR, works_at=story.challenge.organisation)
    save(Reading(contribution_id=story.id, reader_id=near.id))
    with client.application.test_request_context():
        asked(story)
    client.post(f"/volg/{code}/gastgemeente/melden")
    sign_in(near)
    assert client.get(f"/redactie/{story.public_id}/gesprek").status_code == 404


def test_after_the_challenge_was_closed_both_read_and_nobody_writes(client, sign_in, code):
    story = answer_to(code=code)
    with client.application.test_request_context():
        answered(story)
    fresh(story).challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    assert client.post(f"/volg/{code}/gastgemeente/antwoord", data={"gast-text": "Nog iets"}).status_code == 409
    assert "De uitdaging is gesloten" in flat(client.get(f"/volg/{code}"))
    sign_in(host_of(story))
    page = client.get(page_of(story))
    assert ANSWER in page.text and "De uitdaging is gesloten" in page.text
    assert client.post(page_of(story), data={"text": "Nog iets?"}).status_code == 409
    assert texts() == [QUESTION, ANSWER]


def test_the_desk_sees_that_there_is_an_address_and_nowhere_which(client, sign_in, code, caplog):
    story, (editor,) = read_story(code, status=Status.READING)
    client.post(f"/volg/{code}/bereiken", data={"callback": ADDRESS, "news": f"nieuws.{ADDRESS}"})
    client.post(f"/volg/{code}/antwoord", data={"text": "Wie leest dit?"})
    sign_in(editor)
    story_page = f"/redactie/{story.public_id}"
    client.post(f"{story_page}/vraag", data={"vraag-text": "Wanneer was dit?"})
    assert "Er is een adres voor jullie vragen" in client.get(story_page).text
    for path in (story_page, "/redactie", "/redactie?toon=mijn", "/mijn", "/mijn/berichten", "/mijn/gegevens", f"/en{story_page}"):
        answer = client.get(path)
        assert ADDRESS not in f"{answer.text}{answer.headers}", path
    assert ADDRESS not in caplog.text


def test_the_button_of_a_mail_program_stops_the_news(client, code, guarded):
    """RFC 8058: without a session and without a token of the form; anything else than that button stops nothing."""
    story = make_contribution(code=code)
    with client.application.test_request_context():
        operations.ask_for_news(story, ADDRESS)
        operations.confirm_news(db.session.get(NewsAddress, story.id))
        token = operations.contact.news_token(story, ADDRESS)
        db.session.commit()
    address = f"/volg/nieuws/{token}/stop"
    assert client.get(address).location == f"/volg/nieuws/{token}"
    assert client.post(address, data={}).status_code == 400 and db.session.get(NewsAddress, story.id)
    assert client.post(f"/volg/nieuws/{token}", data={"action": "stop"}).status_code == 400
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 204
    assert db.session.get(NewsAddress, story.id) is None
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 404


def test_who_shared_it_signed_in_sees_the_mark_and_takes_everything_home(client, sign_in):
    author = make_user()
    story = answer_to(author=author)
    with client.application.test_request_context():
        answered(story)
    sign_in(author)
    assert "1 nieuw bericht" in client.get("/mijn/bijdragen").text
    found = client.get(f"/volg/{story.public_id}/gegevens").json
    assert [(r["from"], r["with"], r["text"]) for r in found["remarks"]] == [("host", "host", QUESTION), ("contributor", "host", ANSWER)]
    assert found["conversations"][0]["with"] == Side.HOST and host_of(story).email not in str(found)

"""Writing a challenge: what is typed is kept, and nothing of somebody else is overwritten unseen."""

import re
import threading
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Invitation, Role
from app.challenges.models import ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from tests.challenges.written import WHOLE, how_many, own_draft, the_one
from tests.factories import (
    make_contribution,
    make_user,
)


def test_a_form_that_is_sent_twice_makes_one_draft(client, host):
    first, second = client.post("/uitdagingen/nieuw", data=WHOLE), client.post("/uitdagingen/nieuw", data=WHOLE)
    assert first.location == second.location and how_many() == 1


def test_a_form_that_arrives_four_times_at_once_makes_one_draft(app, client, host):
    held = client.get_cookie("straatwijs").value
    answers = []

    def press():
        with app.app_context():
            browser = app.test_client()
            browser.set_cookie("straatwijs", held)
            answers.append(browser.post("/uitdagingen/nieuw", data=WHOLE | {"later": "1"}).status_code)
            db.session.remove()

    presses = [threading.Thread(target=press) for _press in range(4)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join()
    assert answers == [302] * 4 and how_many() == 1


def test_saving_for_later_needs_nothing_to_be_complete(client, host):
    answer = client.post("/uitdagingen/nieuw", data={"title": "Hoe", "later": "1"}, follow_redirects=True)
    assert answer.status_code == 200 and "Hoe" in answer.text
    draft = the_one()
    assert draft.title == "" and draft.typed_by(host)["title"] == "Hoe"
    assert client.get(f"/uitdagingen/{draft.slug}").location.endswith("/bewerken")
    assert 'value="Hoe"' in client.get(f"/uitdagingen/{draft.slug}/bewerken").text


def test_what_is_typed_is_kept_while_typing(client, host):
    answer = client.post("/uitdagingen/nieuw", data={"title": "Hoe", "key": "k"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 200 and answer.json["url"] == f"/uitdagingen/{the_one().slug}/bewerken"
    answer = client.post(answer.json["url"], data={"title": "Hoe koel"}, headers={"X-Autosave": "1"})
    assert the_one().typed_by(host)["title"] == "Hoe koel"


def test_typing_over_a_published_text_does_not_change_it(client, host):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED, title="Wie beslist?")
    client.post("/uitdagingen/concept-x/bewerken", data={"title": "Half"}, headers={"X-Autosave": "1"})
    assert "Half" not in client.application.test_client().get("/uitdagingen/concept-x").text
    assert 'value="Half"' in client.get("/uitdagingen/concept-x/bewerken").text
    client.post("/uitdagingen/concept-x/bewerken", data={"forget": "1"})
    page = client.get("/uitdagingen/concept-x/bewerken").text
    assert 'value="Half"' not in page and 'value="Wie beslist?"' in page
    assert challenge.version == 1


def test_a_published_text_can_be_changed(client, host):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED)
    answer = client.post("/uitdagingen/concept-x/bewerken", data=WHOLE)
    assert answer.status_code == 302
    db.session.refresh(challenge)
    assert challenge.title == WHOLE["title"] and challenge.version == 2 and challenge.typed is None


def test_a_text_that_somebody_changed_meanwhile_is_not_overwritten_unseen(client, host):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED)
    challenge.title, challenge.version = "Van de ander?", 2
    db.session.commit()
    answer = client.post("/uitdagingen/concept-x/bewerken", data=WHOLE)
    assert answer.status_code == 409
    assert "Iemand anders bewaarde" in answer.text and WHOLE["title"] in answer.text
    assert the_one().title == "Van de ander?" and the_one().typed_by(host)["title"] == WHOLE["title"]
    again = client.post("/uitdagingen/concept-x/bewerken", data=WHOLE | {"version": "2"})
    assert again.status_code == 302 and the_one().title == WHOLE["title"]


def test_coming_back_to_what_was_typed_does_not_hide_that_somebody_else_saved(client, host):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED)
    client.post("/uitdagingen/concept-x/bewerken", data=WHOLE, headers={"X-Autosave": "1"})
    challenge.title, challenge.version = "Van de ander?", 2
    db.session.commit()
    assert 'name="version" value="1"' in client.get("/uitdagingen/concept-x/bewerken").text


def test_a_closing_day_that_has_passed_may_stay(client, host):
    past = today() - timedelta(days=3)
    own_draft(host, status=ChallengeStatus.PUBLISHED, closes_on=past)
    typed = WHOLE | {"closes_on": f"{past:%d-%m-%Y}"}
    assert client.post("/uitdagingen/concept-x/bewerken", data=typed).status_code == 302


def test_a_colleague_who_is_no_host_yet_is_invited_once(client, host):
    for _time in range(2):
        answer = client.post("/uitdagingen/nieuw", data=WHOLE | {"second_host": "nieuw@voorbeeld.example"})
        assert answer.status_code == 302
    invited = db.session.scalars(select(Invitation)).one()
    assert invited.role is Role.HOST and invited.organisation_id == host.memberships[0].organisation_id
    assert len(the_one().hosts) == 1
    assert [mail.address for mail in db.session.scalars(select(Email))] == ["nieuw@voorbeeld.example"]


def test_an_invitation_does_not_tell_whether_somebody_has_an_account(client, host):
    make_user(Role.MEMBER, email="bekend@voorbeeld.example")
    pages = [
        client.post("/uitdagingen/nieuw", data=WHOLE | {"second_host": email, "key": email}, follow_redirects=True).text
        for email in ("bekend@voorbeeld.example", "vreemd@voorbeeld.example")
    ]
    plain = [re.sub("concept-[0-9a-z]{26}", "concept", page) for page in pages]
    assert plain[0].replace("bekend@", "vreemd@") == plain[1]


def test_what_looks_like_it_is_found_without_a_script(client, host):
    make_contribution(
        title="Hittestress op het schoolplein",
        facts="De schoolpleinen werden gloeiend heet en de bomen stonden in kratten van beton.",
    )
    for _n in range(8):
        make_contribution(facts="Wij legden hier iets anders neer, en dat beviel niet.")
    typed = WHOLE | {
        "situation": "Onze schoolpleinen zijn gloeiend heet; bomen in kratten en hittestress.",
        "alike": "1",
    }
    answer = client.post("/uitdagingen/nieuw", data=typed)
    assert answer.status_code == 200
    assert "Hittestress op het schoolplein" in answer.text and WHOLE["title"] in answer.text
    quick = client.post("/uitdagingen/nieuw/lijkt-op", data=typed)
    assert "Hittestress op het schoolplein" in quick.json["html"] and how_many() == 1


def test_nothing_alike_is_said(client, host):
    assert "niets wat hierop lijkt" in client.post("/uitdagingen/nieuw", data={"alike": "1", "title": "Zo"}).text

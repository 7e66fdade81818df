"""Signing up without an account: the form, the link that confirms, the own page, changing and cancelling."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.deal import deal
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Registration, Wishes
from tests.factories import make_municipality
from tests.gatherings.made import make_gathering
from tests.gatherings.signing_up import (
    asked,
    comes,
    do,
    everybody,
    gathering_with,
    link_in,
    mails,
    page_of,
    parts_of,
    state,
    subjects,
    typed,
)

SENT = "/bijeenkomsten/tour/aanmelden/verstuurd"
FORM = "/bijeenkomsten/tour/aanmelden"


@pytest.fixture
def tour(app):
    return gathering_with(3, None, slug="tour", capacity=40, contact_email="organisatie@voorbeeld.example")


def sign_up(client, gathering, *parts, **changes):
    form = typed(gathering, *parts, **changes)
    answer = client.post(FORM, data=form)
    assert (answer.status_code, answer.location) == (303, SENT), answer.text
    return form


def test_somebody_signs_up_confirms_by_mail_and_has_a_place(client, tour):
    place = make_municipality(name="Voorbeeldhaven")
    wishes = {"foods": ["vegetarian", "no_nuts", "bestaat niet"], "access": "Een stoel", "experience": "Onze put lag te hoog."}
    form = sign_up(client, tour, organisation="voorbeeldhaven", **wishes)
    assert "Bevestig" in mails()[0].subject and "48 uur" in client.get(SENT).text
    link = link_in(mails(form["email"])[0])
    page = client.get(link)
    assert "Nog niet bevestigd" in page.text and page.headers["Referrer-Policy"] == "no-referrer"
    assert not everybody(tour)[0].confirmed_at, "looking confirms nothing: mail scanners look too"
    assert client.post(link).status_code == 303
    found = everybody(tour)[0]
    assert found.is_active and found.organisation_id == place.id and state(found) == "held"
    page = client.get(link).text
    for words in ("Je hebt een plek", "Geen vlees of vis", "Geen noten", "Een stoel", "Onze put lag te hoog.", "Voorbeeldhaven"):
        assert words in page, words
    assert subjects(form["email"]) == ["Bevestig dat je komt", "Je bent aangemeld"]
    assert client.post(link).status_code == 303 and len(mails()) == 2, "a second press changes nothing"


def test_nobody_else_learns_that_an_address_comes_already(client, tour):
    first = sign_up(client, tour)
    client.post(link_in(mails()[0]))
    again = sign_up(client, tour, email=first["email"].upper())
    assert again["name"] and len(everybody(tour)) == 1, "nothing of the second one is kept"
    assert subjects(first["email"])[-1] == "Je bent al aangemeld"
    assert link_in(mails()[-1]) == link_in(mails()[0])


def test_two_that_wait_for_the_same_address_end_as_one(client, tour):
    lunch, walk = tour.parts
    first = asked(tour, lunch, email="een@voorbeeld.example")
    second = asked(tour, walk, email="een@voorbeeld.example")
    client.post(page_of(first))
    answer = client.post(page_of(second))
    assert answer.location == page_of(first), "it leads to the one that counts"
    assert [found.id for found in everybody(tour)] == [first.id]
    assert client.get(page_of(second)).status_code == 404


def test_what_is_not_filled_in_comes_back_as_it_was_typed(client, tour):
    bad = client.post(FORM, data={"email": "geen adres", "organisation": "Bureau Straat", "access": "Een tolk", "foods": ["vegan"]})
    assert bad.status_code == 422
    for words in ("Schrijf de naam", "met een @", "Vink minstens één", "Bureau Straat", "Een tolk", "geen adres"):
        assert words in bad.text, words
    assert 'checked id="foods-1"' in bad.text, "what was ticked is ticked still"
    assert not everybody(tour) and not mails()


def test_several_people_sign_up_in_one_go_and_each_has_a_link(client, tour):
    lunch, walk = tour.parts
    more = client.post(FORM, data=typed(tour, lunch, name="Ans", nog="1"))
    assert more.status_code == 200 and 'name="ander-1-name"' in more.text and "Ans" in more.text and not mails()
    form = typed(tour, lunch, name="Ans", organisation="Bureau Straat", anderen="2") | {
        "ander-1-name": "Bregje", "ander-1-email": "Bo@voorbeeld.example", "ander-1-parts": [walk.public_id], "ander-1-organisation": "Bureau Straat",
        "ander-2-name": "", "ander-2-email": "",
    }  # fmt: skip
    assert client.post(FORM, data=form).status_code == 303
    assert [mail.address for mail in mails()] == [form["email"]], "nobody else hears of it before it is confirmed"
    link = link_in(mails()[0])
    assert "Bregje" in client.get(link).text
    client.post(link)
    ans, bo = everybody(tour)
    assert bo.is_active and bo.lead_id == ans.id and bo.organisation_name == "Bureau Straat" and state(bo, walk) == "held"
    assert subjects("bo@voorbeeld.example") == ["Iemand heeft je aangemeld"]
    his = link_in(mails("bo@voorbeeld.example")[0])
    assert his != link and "Ans heeft je aangemeld" in client.get(his).text
    assert client.post(f"{his}/afmelden").status_code == 303
    assert "Je komt niet meer" in client.get(his).text and "Bregje" not in client.get(link).text
    db.session.refresh(bo)
    assert (bo.name, bo.email, bo.organisation_name) == ("", "", "") and everybody(tour)[0].is_active


def test_the_one_who_brings_others_does_not_learn_who_came_already(client, tour):
    known = comes(tour, tour.parts[0], email="bo@voorbeeld.example")
    form = typed(tour, anderen="1") | {"ander-1-name": "Bregje", "ander-1-email": known.email, "ander-1-parts": [tour.parts[1].public_id]}
    client.post(FORM, data=form)
    link = link_in(mails(form["email"])[0])
    client.post(link)
    assert "Bregje" in client.get(link).text
    assert subjects(known.email)[-1] == "Je bent al aangemeld"
    assert len([found for found in everybody(tour) if found.is_active]) == 2


def test_who_comes_already_can_bring_others_later(client, tour):
    ans = comes(tour, tour.parts[0])
    form = typed(tour, email=ans.email, anderen="1") | {"ander-1-name": "Cas", "ander-1-email": "cas@voorbeeld.example", "ander-1-parts": [tour.parts[1].public_id]}
    client.post(FORM, data=form)
    assert "Wil je deze mensen ook aanmelden" in client.get(page_of(ans)).text
    client.post(page_of(ans))
    assert subjects("cas@voorbeeld.example") == ["Iemand heeft je aangemeld"]


def test_each_needs_an_address_of_their_own(client, tour):
    form = typed(tour, anderen="1")
    form |= {"ander-1-name": "Bregje", "ander-1-email": form["email"], "ander-1-parts": form["parts"]}
    answer = client.post(FORM, data=form)
    assert answer.status_code == 422 and "een eigen link" in answer.text


def test_what_is_not_confirmed_in_48_hours_is_gone(client, tour, monkeypatch):
    late, kept = asked(tour, created_at=clock.now() - timedelta(hours=48)), asked(tour)
    assert client.get(page_of(late)).status_code == 404 and client.post(page_of(late)).status_code == 404
    number = late.id
    assert operations.forget_unconfirmed() == 1
    db.session.commit()
    assert [found.id for found in everybody(tour)] == [kept.id] != [number]


def test_changing_parts_wishes_and_experience(client, tour):
    lunch, walk = tour.parts
    made = comes(tour, lunch)
    page = client.get(f"{page_of(made)}/wijzigen").text
    assert f'value="{lunch.public_id}"' in page
    sent = {"parts": [walk.public_id], "diet": "Geen koriander", "experience": "De bank stond verkeerd."}
    assert client.post(f"{page_of(made)}/wijzigen", data=sent).status_code == 303
    assert (state(made, lunch), state(made, walk)) == ("given_back", "held")
    page = client.get(page_of(made)).text
    assert "Geen koriander" in page and "De bank stond verkeerd." in page
    nothing = client.post(f"{page_of(made)}/wijzigen", data={"diet": "Geen ui"})
    assert nothing.status_code == 422 and "Geen ui" in nothing.text
    too_long = client.post(f"{page_of(made)}/wijzigen", data=sent | {"experience": "a" * 2001})
    assert too_long.status_code == 422 and "a" * 2001 in too_long.text


def test_cancelling_asks_once_and_erases_at_once(client, tour):
    made = comes(tour, experience="Onze bank.")
    sent = {"parts": [tour.parts[0].public_id], "access": "Een tolk"}
    client.post(f"{page_of(made)}/wijzigen", data=sent)
    assert queries.wishes_of(made)
    assert "Kom je niet meer" in client.get(f"{page_of(made)}/afmelden").text and everybody(tour)[0].is_active
    assert client.post(f"{page_of(made)}/afmelden").status_code == 303
    gone = everybody(tour)[0]
    assert (gone.name, gone.email, gone.experience) == ("", "", "") and db.session.get(Wishes, gone.id) is None
    assert client.get(f"{page_of(made)}/wijzigen").status_code == 409
    assert client.post(page_of(made)).status_code == 409, "what was cancelled is not confirmed again"


def test_wishes_and_experience_are_sealed_in_the_database(client, tour):
    sign_up(client, tour, foods=["no_pork"], diet="kanariedieet", access="kanariestoel", experience="kanarieput")
    for table in ("registration", "gathering_wishes"):
        rows = str(db.session.execute(text(f"SELECT * FROM {table}")).all())
        assert "kanarie" not in rows and "no_pork" not in rows, table
    assert queries.wishes_of(everybody(tour)[0]).diet == "kanariedieet"
    assert not any("kanarie" in mail.text + mail.subject for mail in mails())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": GatheringStatus.CANCELLED}, "gaat niet door"),
        ({"on": today() - timedelta(1)}, "begonnen of voorbij"),
        ({"closes_on": today() - timedelta(1)}, "Aanmelden kan niet meer"),
    ],
)
def test_who_cannot_sign_up_reads_why_and_what_to_do(client, changes, words):
    shut = make_gathering(slug="tour", parts=parts_of(3), contact_email="organisatie@voorbeeld.example", **changes)
    for path in ("/bijeenkomsten/tour", FORM):
        page = client.get(path).text
        assert words in page and "organisatie@voorbeeld.example" in page and 'name="email"' not in page, path
    late = client.post(FORM, data=typed(shut, name="Wie toch probeert"))
    assert late.status_code == 409 and "Wie toch probeert" in late.text and not everybody(shut)


def test_the_help_of_the_deal_is_named_when_the_gathering_has_no_address(client):
    make_gathering(slug="tour", closes_on=today() - timedelta(1))
    panel = client.get(FORM).text.split("<footer>")[0]
    assert f'href="mailto:{deal().help_email}"' in panel


def test_a_gathering_without_parts_to_choose_is_signed_up_for_as_a_whole(client):
    whole = make_gathering(slug="tour", capacity=1)
    form = typed(whole)
    assert client.post(FORM, data=form).status_code == 303
    link = link_in(mails()[0])
    client.post(link)
    assert "De hele bijeenkomst" in client.get(link).text and state(everybody(whole)[0]) == "held"
    second = comes(whole)
    assert state(second) == "waiting"
    client.post(f"{link}/afmelden")
    assert state(second) == "offered"
    assert client.post(f"{page_of(second)}/plek", data={"action": "ja:alles"}).status_code == 303
    assert state(second) == "held"


def test_others_read_numbers_and_never_names(client, tour):
    comes(tour, name="Kanarie de Vries", organisation_name="Kanariebureau")
    page = client.get("/bijeenkomsten/tour").text
    assert "Nog 39 van 40 plekken" in page and "nog 2 plekken" in page and "anarie" not in page
    assert "anarie" not in client.get(FORM).text and page.count("#s-zand") >= 39


def test_a_mail_is_in_the_language_of_who_signed_up(client, tour):
    assert client.post(f"/en{FORM}", data=typed(tour)).status_code == 303
    mail = mails()[0]
    assert "Confirm that you come" in mail.subject and "http://localhost/en/aanmelding/" in mail.text


def test_after_it_began_nothing_changes_any_more(client, tour, monkeypatch):
    made, other = comes(tour), asked(tour, created_at=datetime.now(clock.AMSTERDAM) + timedelta(days=19))
    begins_at = tour.begins_at
    monkeypatch.setattr(clock, "now", lambda: begins_at)
    assert client.get(f"{page_of(made)}/wijzigen").status_code == 409
    assert client.post(page_of(other)).status_code == 409
    assert client.get(page_of(made)).status_code == 200


def test_an_own_page_in_every_state_is_a_page(client, tour):
    lunch, walk = tour.parts
    for _three in range(3):
        comes(tour, lunch)
    made = comes(tour, lunch, walk)
    assert "wachtlijst" in client.get(page_of(made)).text
    tour.status, tour.cancelled_why = GatheringStatus.CANCELLED, "Te heet"
    db.session.commit()
    page = client.get(page_of(made)).text
    assert "gaat niet door" in page and "Te heet" in page
    assert client.get(f"/en{page_of(made)}").status_code == 200


def test_the_same_kept_twice_is_refused_by_the_database(app, tour):
    comes(tour, email="een@voorbeeld.example")
    again = {"token_hash": "x", "gathering_id": tour.id, "name": "x", "email": "een@voorbeeld.example"}
    db.session.add(Registration(**again, confirmed_at=clock.now()))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    do(operations.sign_off, everybody(tour)[0])
    assert comes(tour, email="een@voorbeeld.example").is_active, "who cancelled can come back"

"""The photo itself in a request: who may look at it, that the look is noted, and that it is left out whole."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions import operations as contributions
from app.contributions.models import ViewOfHidden
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.served import SANDBOX
from app.woo import operations
from app.woo.documents import mark_of_parts
from app.woo.models import Judgement
from tests.contributions.photos import mark
from tests.factories import make_user
from tests.woo.pictures import OUT, kept


def test_whoever_judges_sees_it_on_the_page_in_a_sandbox(client, sign_in, office, with_photo, of_photo):
    sign_in(office.one)
    page = client.get(office.path(of_photo)).text
    assert f'<img src="{office.path(of_photo, "foto")}"' in page and "Je kunt hier niets afdekken" in page
    answer = client.get(office.path(of_photo, "foto"))
    assert answer.data == kept(with_photo) and answer.content_type == "image/jpeg" and answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.headers[name] for name in SANDBOX} == SANDBOX and 'inline; filename="foto.jpg"' in str(answer.headers)
    assert client.get(office.path(office.item("story"), "foto")).status_code == 404
    assert "<img" not in client.get(office.path(office.item("story"))).text.split("<main")[1]


@pytest.mark.parametrize("role", [None, "nobody special", *Role])
def test_nobody_but_a_handler_of_this_request_gets_it(client, sign_in, office, of_photo, role):
    if role is not None:
        sign_in(make_user() if role == "nobody special" else make_user(role))
    assert client.get(office.path(of_photo, "foto")).status_code == (404 if role is Role.EDITOR else 302 if role is None else 403)


def test_who_is_too_near_or_handles_another_request_gets_it_not(client, sign_in, office, with_photo, of_photo):
    near, fine = make_user(Role.EDITOR, with_photo.place), make_user(Role.EDITOR)
    other = operations.open_request("WOO-2026-13", clock.today(), by=office.administrator)
    operations.set_handlers(other, [fine], by=office.administrator)
    operations.set_handlers(office.request, [near, office.other], by=office.administrator)
    db.session.commit()
    for user in (near, fine, office.one):
        sign_in(user)
        assert client.get(office.path(of_photo, "foto")).status_code == 404
    sign_in(fine)
    assert client.get(office.path(of_photo, "foto").replace(office.request.public_id, other.public_id)).status_code == 404
    path = office.path(of_photo, "foto")
    operations.close(office.request, by=office.administrator)
    db.session.commit()
    sign_in(office.other)
    assert client.get(path).status_code == 404


def test_a_look_is_noted_once_with_its_page_and_anew_later(client, sign_in, office, of_photo, monkeypatch):
    sign_in(office.one)
    looks = db.session.query(ViewOfHidden)
    client.get(office.path(of_photo, "foto"))
    assert [(look.role, look.user_id) for look in looks] == [("woo", office.one.id)], "without its page it is a look too"
    client.get(office.path(of_photo))
    client.get(office.path(of_photo, "foto"))
    assert looks.count() == 2
    sign_in(office.other)
    client.get(office.path(of_photo, "foto"))
    assert looks.count() == 3, "somebody else's look is not this one"
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=11))
    client.get(office.path(of_photo, "foto"))
    assert looks.count() == 4
    assert client.get(f"/volg/{'A' * 26}").text.count("Gelezen door iemand van de redactie, voor een Woo-verzoek") == 4


def test_it_goes_out_whole_or_not_and_words_never_take_it_out(client, sign_in, office, of_photo):
    sign_in(office.one)
    assert client.post(office.path(of_photo, "lakken"), data={"words": "foto zelf", "ground": "5.1.2.e"}).status_code == 422
    assert office.black_out(of_photo, "beeldpunten") == 0 and office.black_out(of_photo, "Kanariemaker") == 1
    assert not of_photo.passages("picture")
    db.session.commit()
    assert client.post(office.path(of_photo, "lakken"), data=OUT).status_code == 302
    db.session.refresh(of_photo)
    assert [(p.start, p.end) for p in of_photo.passages("picture")] == [(0, len(of_photo.text_of("picture")))]
    page = client.get(office.path(of_photo)).text
    assert "staan elders nog open" not in page and page.count("Zet terug") == page.count("/terug")
    with pytest.raises(Refusal, match="Feiten"):
        operations.black_out(of_photo, [("picture", 0, 1)], "5.2.1", by=office.one)


def test_a_refused_photo_that_the_request_keeps_can_be_judged(client, sign_in, office, with_photo, of_photo):
    photo = with_photo.photos[0]
    contributions.refuse_photo(photo, make_user(Role.EDITOR), mark(photo), "Er staat iemand op.")
    db.session.commit()
    sign_in(office.one)
    assert client.get(office.path(of_photo, "foto")).data == kept(with_photo)
    assert "Het origineel is veranderd" in client.get(office.path(of_photo)).text
    client.post(office.path(of_photo, "tekst"), data={"welke": "nu"})
    assert client.get(office.path(of_photo, "foto")).status_code == 200


def test_a_document_of_before_the_pictures_is_looked_at_anew(client, sign_in, office, with_photo, of_photo):
    of_photo.parts = [part for part in of_photo.parts if part["name"] != "picture"]
    of_photo.seen_mark = mark_of_parts(of_photo.parts)
    db.session.commit()
    sign_in(office.one)
    assert client.get(office.path(of_photo, "foto")).status_code == 404
    office.settle()
    with pytest.raises(Refusal, match="veranderd"):
        operations.ask_for_file(office.request, by=office.one)
    client.post(office.path(of_photo, "tekst"), data={"welke": "nu"})
    assert client.get(office.path(of_photo, "foto")).data == kept(with_photo)


def test_its_contributor_sees_whether_it_would_go_out(client, office, with_photo, of_photo):
    operations.ask_view(office.request, with_photo)
    operations.judge(of_photo, Judgement.PUBLIC, "", by=office.one)
    db.session.commit()
    page = f"/volg/{'A' * 26}/woo/{office.request.public_id}"
    assert "De foto zelf, 900 bij 600 beeldpunten" in client.get(page).text
    operations.black_out(of_photo, [("picture", 0, 1)], "5.1.2.e", by=office.one)
    db.session.commit()
    shown = client.get(page).text
    assert "beeldpunten" not in shown and "<mark>[5.1.2.e]</mark>" in shown

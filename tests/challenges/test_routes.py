"""The pages of challenges, as browsers ask for them."""

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Invitation, Role
from app.challenges.models import Challenge, ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_municipality,
    make_user,
    term,
)

LATER = f"{today() + timedelta(days=30):%d-%m-%Y}"
WHOLE = {
    "version": "1",
    "key": "a-key",
    "title": "Wie beslist er als het geld op is?",
    "situation": "In onze wijk ligt alles open, en het geld is op.",
    "approach": "De wijkregisseur vraagt.\nDe directeur besluit.",
    "tried": "Een stuurgroep.",
    "fixed": "De flats blijven staan.",
    "questions": "Wie besliste bij jullie?\nWat kostte het?",
    "usable_answer": "Een afspraak die op papier staat.",
    "neighbourhood": "Meerzicht",
    "closes_on": LATER,
    "gathering": "",
    "second_host": "",
}


@pytest.fixture
def host(app, sign_in):
    """A host who is signed in, with a colleague."""
    place = make_municipality(name="Voorbeeldwijk")
    user = make_user(Role.HOST, place)
    sign_in(user)
    return user


@pytest.fixture
def colleague(host):
    return make_user(Role.HOST, host.memberships[0].organisation, email="collega@voorbeeld.example")


def the_one():
    return db.session.scalars(select(Challenge)).one()


def how_many(model=Challenge):
    return db.session.scalar(select(func.count()).select_from(model))


def own_draft(host, **changes):
    """A draft with a text, run by this host and another."""
    changes = {"status": ChallengeStatus.DRAFT, "slug": "concept-x", "published_at": None} | changes
    challenge = make_challenge(organisation=host.memberships[0].organisation, hosts=1, **changes)
    challenge.hosts[0].user_id = host.id
    db.session.commit()
    return challenge


def test_from_nothing_to_published_and_closed(client, host, colleague):
    assert client.get("/mijn/uitdagingen").status_code == 200
    assert client.get("/uitdagingen/nieuw").status_code == 200
    theme = term(Dimension.THEME)
    answer = client.post("/uitdagingen/nieuw", data=WHOLE | {"terms": [theme.code], "second_host": colleague.email})
    assert answer.status_code == 302
    preview = client.get(answer.location)
    for words in (
        "Wie beslist er",
        "De directeur besluit.",
        "op papier staat",
        "Zo zien anderen het straks",
        theme.name_nl,
    ):
        assert words in preview.text
    slug = the_one().slug
    assert client.application.test_client().get(f"/uitdagingen/{slug}").status_code == 404

    published = client.post(f"/uitdagingen/{slug}/publiceren", data={"visible_from": ""}, follow_redirects=True)
    assert published.status_code == 200 and published.request.path == "/uitdagingen/wie-beslist-er-als-het-geld-op-is"
    stranger = client.application.test_client()
    page = stranger.get("/uitdagingen/wie-beslist-er-als-het-geld-op-is")
    assert "Geef een antwoord" in page.text and "/deel?uitdaging=wie-beslist-er" in page.text
    assert "bewerken" not in page.text

    closed = client.post(
        "/uitdagingen/wie-beslist-er-als-het-geld-op-is/sluiten",
        data={"note": "Dit nemen we mee, dit niet.", "sure": "y"},
        follow_redirects=True,
    )
    assert closed.status_code == 200
    page = stranger.get("/uitdagingen/wie-beslist-er-als-het-geld-op-is")
    assert "Dit nemen we mee" in page.text and "Geef een antwoord" not in page.text
    assert stranger.get("/deel?uitdaging=wie-beslist-er-als-het-geld-op-is").status_code == 409


@pytest.mark.parametrize("path", ["/uitdagingen/nieuw", "/mijn/uitdagingen"])
def test_only_hosts_come_in(client, sign_in, path):
    assert client.get(path).status_code == 302
    sign_in(make_user(Role.MEMBER))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", ["", "/bewerken", "/meelezen", "/publiceren", "/sluiten"])
def test_what_others_may_not_see_is_not_there(client, sign_in, path):
    challenge = make_challenge(status=ChallengeStatus.DRAFT, slug="concept-x")
    for person in (make_user(Role.HOST, challenge.organisation), make_user(Role.HOST), make_user(Role.ADMINISTRATOR)):
        sign_in(person)
        for answer in (client.get(f"/uitdagingen/concept-x{path}"), client.get("/uitdagingen/bestaat-niet")):
            assert answer.status_code == 404


@pytest.mark.parametrize("path", ["bewerken", "meelezen", "publiceren", "sluiten"])
def test_a_published_one_is_changed_by_its_hosts_only(client, sign_in, path):
    challenge = make_challenge()
    sign_in(make_user(Role.HOST, challenge.organisation))
    for answer in (
        client.get(f"/uitdagingen/{challenge.slug}/{path}"),
        client.post(f"/uitdagingen/{challenge.slug}/{path}"),
    ):
        assert answer.status_code == 403


def test_the_list_says_what_is_open_and_narrows_by_theme(client):
    about = term(Dimension.THEME)
    make_challenge(title="Hoe koel je dit?", terms=[about])
    make_challenge(title="Iets van vroeger?", status=ChallengeStatus.CLOSED)
    page = client.get("/uitdagingen").text
    assert page.index("Hoe koel je dit?") < page.index("Iets van vroeger?")
    page = client.get(f"/uitdagingen?thema={about.slug}").text
    assert "Hoe koel je dit?" in page and "Iets van vroeger?" not in page
    assert client.get("/uitdagingen?thema=bestaat-niet").status_code == 404


def test_an_empty_list_says_so(client):
    assert "Hier heeft nog niemand" in client.get("/uitdagingen").text


def test_the_answers_stand_on_the_page_as_far_as_one_may_read_them(client):
    challenge = make_challenge()
    make_contribution(challenge=challenge, title="Dit is openbaar")
    make_contribution(challenge=challenge, title="Dit is voor leden", audience="members")
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert "Dit is openbaar" in page and "Dit is voor leden" not in page and "1 antwoord" in page


def test_thirty_answers_take_no_more_statements_than_one(client):
    one, many = make_challenge(), make_challenge()
    make_contribution(challenge=one)
    for _n in range(30):
        make_contribution(challenge=many)
    client.get(f"/uitdagingen/{one.slug}")
    client.get(f"/uitdagingen/{one.slug}")
    few = client.statements
    client.get(f"/uitdagingen/{many.slug}")
    assert client.statements <= few


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


def test_publishing_needs_two_hosts_and_says_so(client, host):
    own_draft(host)
    answer = client.post("/uitdagingen/concept-x/publiceren", data={"visible_from": ""})
    assert answer.status_code == 409 and "twee mensen" in answer.text
    assert the_one().status is ChallengeStatus.DRAFT


def test_an_embargo_keeps_it_for_the_hosts(client, sign_in):
    challenge = make_challenge(status=ChallengeStatus.DRAFT, slug="concept-x", title="Wie beslist?")
    sign_in(challenge.hosts[0].user)
    day = today() + timedelta(days=5)
    answer = client.post("/uitdagingen/concept-x/publiceren", data={"visible_from": f"{day:%d-%m-%Y}"})
    assert "Nog niet zichtbaar" in client.get(answer.location).text
    assert "Nog niet zichtbaar" in client.get("/uitdagingen").text
    assert client.get("/mijn/uitdagingen").status_code == 200
    others = client.application.test_client()
    assert others.get("/uitdagingen/wie-beslist").status_code == 404
    assert "Wie beslist?" not in others.get("/uitdagingen").text


def test_somebody_reads_along_and_agrees_without_an_account(client, host):
    own_draft(host)
    page = client.post("/uitdagingen/concept-x/meelezen", data={"reader": "communicatie"}).text
    path = page.split('href="http://localhost/meelezen/')[1].split('"')[0]
    reader = client.application.test_client()
    draft = reader.get(f"/meelezen/{path}")
    assert draft.status_code == 200 and "op papier staat" in draft.text and "noindex" in draft.text
    assert the_one().agreements[0].agreed is None  # looking at it is no answer
    assert reader.get("/uitdagingen/concept-x").status_code == 404
    assert reader.post(f"/meelezen/{path}", data={"agreed": "misschien"}).status_code == 422
    assert reader.post(f"/meelezen/{path}", data={"agreed": "no", "remark": "Te scherp.", "version": "1"}).status_code == 200
    assert "Te scherp." in client.get("/uitdagingen/concept-x").text
    again = reader.get(f"/meelezen/{path}")
    assert "Een nieuw antwoord komt in de plaats" in again.text
    reader.post(f"/meelezen/{path}", data={"agreed": "yes", "remark": "", "version": "1"})
    client.post("/uitdagingen/concept-x/bewerken", data=WHOLE)
    assert "eerdere tekst" in client.get("/uitdagingen/concept-x").text
    assert "daarna veranderd" in reader.get(f"/meelezen/{path}").text


def test_english_people_get_english_pages(client, host):
    own_draft(host)
    for path in ("/en/uitdagingen", "/en/uitdagingen/nieuw", "/en/uitdagingen/concept-x", "/en/mijn/uitdagingen"):
        answer = client.get(path)
        assert answer.status_code == 200 and '<html lang="en">' in answer.text

"""The pages of challenges, as browsers ask for them."""

from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.core.clock import today
from tests.challenges.written import WHOLE, own_draft, the_one
from tests.factories import (
    Dimension,
    make_challenge,
    make_contribution,
    make_user,
    term,
)


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
    assert (
        reader.post(f"/meelezen/{path}", data={"agreed": "no", "remark": "Te scherp.", "version": "1"}).status_code
        == 200
    )
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

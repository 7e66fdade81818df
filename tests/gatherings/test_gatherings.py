"""The programme of a gathering, read-only, and its challenges as far as one may know of them."""

import re
from datetime import time, timedelta

import pytest

from app.accounts.models import Role, Visitor
from app.challenges.models import ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Part, Stop
from tests.challenges.people import RUN_IT, every_kind_of_person
from tests.factories import make_challenge, make_user
from tests.gatherings.made import make_gathering


def test_only_what_is_published_is_found(app):
    make_gathering(slug="open")
    make_gathering(slug="dicht", status=GatheringStatus.DRAFT)
    assert [g.slug for g in queries.coming_gatherings()] == ["open"]
    with pytest.raises(NotFound):
        queries.gathering_by_slug("dicht", Visitor())


def test_the_first_to_come_and_the_last_that_was_stand_on_top(app):
    for slug, days in (("over-twee", 2), ("vandaag", 0), ("gisteren", -1), ("vorige-week", -7)):
        make_gathering(slug=slug, on=today() + timedelta(days=days))
    assert [g.slug for g in queries.coming_gatherings()] == ["vandaag", "over-twee"]
    assert [g.slug for g in queries.past_gatherings()] == ["gisteren", "vorige-week"]


def test_a_challenge_belongs_to_one_coming_gathering(app):
    challenge = make_challenge()
    make_gathering(slug="een", challenges=[challenge])
    make_gathering(slug="twee")
    make_gathering(slug="toen", on=today() - timedelta(days=9), challenges=[challenge])
    operations.link("twee", challenge)
    assert [g.slug for g in queries.gatherings_about(challenge)] == ["toen", "twee"]
    operations.link("", challenge)
    assert [g.slug for g in queries.gatherings_about(challenge)] == ["toen"]


def test_a_challenge_says_of_a_gathering_that_it_does_not_take_place(client):
    challenge = make_challenge()
    gathering = make_gathering(slug="een", challenges=[challenge])
    page = f"/uitdagingen/{challenge.slug}"
    assert "Het gaat niet door." not in client.get(page).text
    gathering.status = GatheringStatus.CANCELLED
    db.session.commit()
    assert re.search(rf"{gathering.title}</a> <span[^>]*>Het gaat niet door\.<", client.get(page).text)


def test_a_gathering_names_no_challenge_that_its_reader_may_not_see(client, sign_in):
    seen = make_challenge(title="Dit mag iedereen zien?")
    draft = make_challenge(title="Dit is een concept?", status=ChallengeStatus.DRAFT)
    later = make_challenge(title="Dit komt later?", visible_from=today() + timedelta(days=1))
    stops = [Stop(number=n, title=f"Halte {n}", challenge=c) for n, c in enumerate((draft, seen, later), 1)]
    gathering = make_gathering(slug="tour", challenges=[seen, draft, later], stops=stops)
    for name, person in every_kind_of_person(draft).items():
        found = {challenge.title for challenge in queries.challenges_at(gathering, person)}
        assert found == {seen.title} | ({draft.title} if name in RUN_IT else set()), name
    page = client.get("/bijeenkomsten/tour").text
    assert seen.title in page and draft.title not in page and later.title not in page
    assert "Halte 1" in page and "Halte 3" in page
    sign_in(draft.hosts[0].user)
    assert draft.title in client.get("/bijeenkomsten/tour").text


def test_the_page_is_honest_about_what_it_knows(client):
    parts = [
        Part(position=1, starts=time(12, 30), title="Lunch", who="Gemeente"),
        Part(position=2, starts=time(13, 15), title="Schets", is_assumed=True, note="Vraag wat je wilt."),
    ]
    make_gathering(slug="tour", parts=parts, capacity=40, open_to="Iedereen", partners=["Het CCV"], walk="Meerzicht")
    page = client.get("/bijeenkomsten/tour").text
    for words in (
        "12.30 uur",
        "13.15 uur",
        "Lunch",
        "Alleen het begin staat vast",
        "40",
        "Het CCV",
        "Nog 40 van 40 plekken",
    ):
        assert words in page, words
    assert '<form class="panel"' not in page
    bare = make_gathering(slug="kaal", place="")
    assert "Het programma is nog niet bekend" in client.get(f"/bijeenkomsten/{bare.slug}").text


def test_the_list_and_its_empty_state(client):
    assert "geen bijeenkomst gepland" in client.get("/bijeenkomsten").text
    make_gathering(slug="toen", title="Van toen", on=today() - timedelta(days=1))
    make_gathering(slug="straks", title="Van straks")
    page = client.get("/bijeenkomsten").text
    assert page.index("Van straks") < page.index("Van toen")
    assert client.get("/en/bijeenkomsten").status_code == 200


@pytest.mark.parametrize("slug", ["bestaat-niet", "%00", "a" * 3000, "' OR '1'='1"])
def test_an_address_that_does_not_exist_is_not_found(client, slug):
    assert client.get(f"/bijeenkomsten/{slug}").status_code == 404


def test_ten_challenges_take_no_more_statements_than_one(client):
    make_gathering(slug="een", challenges=[make_challenge()])
    make_gathering(slug="tien", challenges=[make_challenge() for _n in range(10)])
    client.get("/bijeenkomsten/een")
    few = client.statements
    client.get("/bijeenkomsten/tien")
    assert client.statements <= few


def test_a_host_ties_a_challenge_to_a_gathering(client, sign_in):
    challenge = make_challenge()
    sign_in(challenge.hosts[0].user)
    make_gathering(slug="tour", title="Zomertour")
    page = client.get(f"/uitdagingen/{challenge.slug}/bewerken").text
    assert '<option value="tour"' in page
    typed = {
        "version": "1",
        "title": challenge.title,
        "situation": "Zo.",
        "questions": "Wie?",
        "usable_answer": "Een naam.",
        "closes_on": f"{challenge.closes_on:%d-%m-%Y}",
        "gathering": "tour",
    }
    assert client.post(f"/uitdagingen/{challenge.slug}/bewerken", data=typed).status_code == 302
    assert [g.slug for g in queries.gatherings_about(challenge)] == ["tour"]
    assert "/bijeenkomsten/tour" in client.get(f"/uitdagingen/{challenge.slug}").text
    assert queries.challenges_at(queries.gathering_by_slug("tour", Visitor()), Visitor()) == [challenge]


def test_somebody_without_a_role_reads_the_programme(client, sign_in):
    make_gathering(slug="tour")
    sign_in(make_user(Role.MEMBER))
    assert client.get("/bijeenkomsten/tour").status_code == 200

"""Whatever is sent about a challenge: a clear answer in the right status, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeStatus
from app.core.clock import today
from app.core.database import db
from app.core.security import random_token
from tests.challenges.written import WHOLE, how_many, own_draft, the_one
from tests.factories import Dimension, make_challenge, make_user, term

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"

RTL = "\u202e\u2066"

WORDS = "woord " * 121

OLD = f"{today() - timedelta(days=1):%d-%m-%Y}"

REFUSED = {
    "no title": ({"title": ""}, "title", "Schrijf je uitdaging als vraag."),
    "a title of spaces": ({"title": "   "}, "title", "Schrijf je uitdaging als vraag."),
    "a title that asks nothing": ({"title": "Dit is een mededeling"}, "title", "met een vraagteken"),
    "a title that is too long": ({"title": "a" * 200 + "?"}, "title", "Maak dit 51 tekens korter"),
    "no situation": ({"situation": ""}, "situation", "Vertel wat er is"),
    "a situation of 121 words": ({"situation": WORDS}, "situation", "Laat 1 woord"),
    "a situation that is one long word": ({"situation": "a" * 5000}, "situation", "1000 tekens korter"),
    "no question": ({"questions": ""}, "questions", "Stel minstens één vraag"),
    "three questions": ({"questions": "Een?\nTwee?\nDrie?"}, "questions", "Stel een of twee vragen"),
    "nothing that is usable": ({"usable_answer": ""}, "usable_answer", "Vertel wat je kunt gebruiken"),
    "an approach that is too long": ({"approach": "a" * 2001}, "approach", "Maak dit 1 tekens korter"),
    "what was tried is too long": ({"tried": "a" * 2001}, "tried", "korter"),
    "what is fixed is too long": ({"fixed": "a" * 2001}, "fixed", "korter"),
    "a neighbourhood that is too long": ({"neighbourhood": "a" * 121}, "neighbourhood", "korter"),
    "no closing day": ({"closes_on": ""}, "closes_on", "Schrijf de dag zo"),
    "a closing day in words": ({"closes_on": "volgende week"}, "closes_on", "Schrijf de dag zo"),
    "a day that does not exist": ({"closes_on": "31-02-2027"}, "closes_on", "Schrijf de dag zo"),
    "a day without a year": ({"closes_on": "3 mei"}, "closes_on", "Schrijf de dag zo"),
    "a year of two digits": ({"closes_on": "03-05-27"}, "closes_on", "Schrijf de dag zo"),
    "a very long day": ({"closes_on": "9" * 5000}, "closes_on", "Schrijf de dag zo"),
    "yesterday": ({"closes_on": OLD}, "closes_on", "Kies een dag na vandaag"),
    "today": ({"closes_on": f"{today():%d-%m-%Y}"}, "closes_on", "Kies een dag na vandaag"),
    "in a thousand years": ({"closes_on": "01-01-3026"}, "closes_on", "binnen twee jaar"),
    "a gathering that does not exist": ({"gathering": "bestaat-niet"}, "gathering", "uit de lijst"),
    "a second host without an address": ({"second_host": "Jan"}, "second_host", "met een @"),
    "a second host with two lines": ({"second_host": "a@b.nl\nBcc: c@d.nl"}, "second_host", "met een @"),
    "a second host that is too long": ({"second_host": "a" * 60 + "@" + "b" * 250 + ".nl"}, "second_host", "korter"),
    "oneself as second host": ({"second_host": "IK@voorbeeld.example"}, "second_host", "je eigen adres"),
}

ONE_LINERS = ("title", "neighbourhood", "closes_on", "second_host")


@pytest.mark.parametrize("case", REFUSED)
def test_a_form_comes_back_with_what_was_typed(client, host, case):
    changes, field, message = REFUSED[case]
    answer = client.post("/uitdagingen/nieuw", data=WHOLE | changes)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text and message in answer.text
    assert "<title>Fout: " in answer.text
    for name in ("title", "situation", "usable_answer"):
        if name not in changes:
            assert WHOLE[name] in answer.text
    kept = the_one().typed_by(host)
    for name, value in changes.items():
        assert kept[name] == (" ".join(value.split()) if name in ONE_LINERS else value.strip())
    assert the_one().title == ""


@pytest.mark.parametrize(
    "day", ["3 mei 2027", "03/05/2027", "2027-05-03", "3 MEI 2027", " 3-5-2027 ", "3 may 2027", "3.5.2027", "٣-٥-٢٠٢٧"]
)
def test_a_day_may_be_written_as_people_write_it(client, host, day):
    assert client.post("/uitdagingen/nieuw", data=WHOLE | {"closes_on": day}).status_code == 302
    assert f"{the_one().closes_on:%Y-%m-%d}" == "2027-05-03"


def test_mark_up_is_shown_as_the_letters_it_is(client, host):
    texts = ("title", "situation", "approach", "tried", "fixed", "questions", "usable_answer", "neighbourhood")
    typed = WHOLE | dict.fromkeys(texts, SCRIPT) | {"title": f"{SCRIPT}?"}
    page = client.post("/uitdagingen/nieuw", data=typed, follow_redirects=True)
    assert page.status_code == 200
    for answer in (page, client.get(f"/uitdagingen/{the_one().slug}/bewerken"), client.get("/mijn/uitdagingen")):
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
    assert page.text.count("&lt;script&gt;alert(1)") >= len(texts)


def test_letters_that_turn_a_text_around_are_left_out(client, host):
    client.post("/uitdagingen/nieuw", data=WHOLE | {"title": f"Wie{RTL} beslist\x00?\r\nEn wanneer?"})
    assert the_one().title == "Wie beslist? En wanneer?"


def test_broken_letters_do_not_break_the_form(client, host):
    answer = client.post(
        "/uitdagingen/nieuw", data=b"title=%ff%fe&situation=%c3", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422


def test_terms_that_do_not_exist_are_passed_over(client, host):
    theme = term(Dimension.THEME)
    barrier = term(Dimension.BARRIER)  # of a dimension that a challenge does not have
    typed = WHOLE | {"terms": [theme.code, barrier.code, "bestaat-niet", "' OR 1=1 --", theme.code]}
    assert client.post("/uitdagingen/nieuw", data=typed).status_code == 302
    assert [t.id for t in the_one().terms] == [theme.id]


@pytest.mark.parametrize("version", ["99", "-1", "abc", "1.0", "9" * 400, "٣"])
def test_a_version_that_somebody_changed_overwrites_nothing(client, host, version):
    challenge = own_draft(host, status=ChallengeStatus.PUBLISHED, title="Blijft dit staan?")
    answer = client.post("/uitdagingen/concept-x/bewerken", data=WHOLE | {"version": version})
    assert answer.status_code == 409 and WHOLE["title"] in answer.text
    assert 'name="version" value="1"' in answer.text
    db.session.refresh(challenge)
    assert challenge.title == "Blijft dit staan?"


@pytest.mark.parametrize("key", ["", "x" * 5000, "' OR 1=1 --", SCRIPT])
def test_any_key_will_do(client, host, key):
    assert client.post("/uitdagingen/nieuw", data=WHOLE | {"key": key}).status_code == 302


def test_a_key_of_somebody_else_opens_nothing(client, host):
    other = make_challenge(status=ChallengeStatus.DRAFT, title="Van een ander?", slug="concept-ander")
    client.post("/uitdagingen/nieuw", data=WHOLE | {"key": other.public_id})
    db.session.refresh(other)
    assert other.title == "Van een ander?" and how_many() == 2


def test_an_unknown_field_changes_nothing(client, host):
    typed = WHOLE | {"status": "published", "organisation_id": "1", "slug": "gekaapt", "public_id": "x"}
    client.post("/uitdagingen/nieuw", data=typed)
    draft = the_one()
    assert draft.status is ChallengeStatus.DRAFT and draft.slug != "gekaapt"


@pytest.mark.parametrize("slug", ["bestaat-niet", "concept-", "%00", "a" * 3000, "..%2f..%2fetc", "' OR '1'='1"])
def test_an_address_that_does_not_exist_is_not_found(client, host, slug):
    make_challenge(status=ChallengeStatus.DRAFT, slug="concept-x")
    for path in ("", "/bewerken", "/meelezen", "/publiceren", "/sluiten"):
        assert client.get(f"/uitdagingen/{slug}{path}").status_code == 404
    assert client.post(f"/uitdagingen/{slug}/bewerken", data=WHOLE).status_code == 404


@pytest.mark.parametrize("path", ["bewerken", "publiceren", "sluiten", "meelezen"])
def test_a_draft_of_somebody_else_takes_nothing(client, host, path):
    other = make_challenge(
        status=ChallengeStatus.DRAFT, slug="concept-ander", organisation=host.memberships[0].organisation
    )
    before = other.title
    typed = WHOLE | {"note": "Dag.", "sure": "y", "reader": "mij"}
    assert client.post(f"/uitdagingen/concept-ander/{path}", data=typed).status_code == 404
    db.session.refresh(other)
    assert other.title == before and other.typed is None and not other.agreements


@pytest.mark.parametrize("day", ["gisteren", OLD, "31-02-2027", "01-01-3026"])
def test_an_embargo_needs_a_day_that_can_be(client, host, day):
    own_draft(host)
    answer = client.post("/uitdagingen/concept-x/publiceren", data={"visible_from": day})
    assert answer.status_code == 422 and f'value="{day}"' in answer.text
    assert the_one().status is ChallengeStatus.DRAFT


CLOSING = {
    "no note": ({"note": "", "sure": "y"}, "Schrijf minstens één zin"),
    "a note of 101 words": ({"note": "woord " * 101, "sure": "y"}, "Laat 1 woord"),
    "not sure": ({"note": "Dank, dit nemen we mee."}, "Zet een vinkje"),
}


@pytest.mark.parametrize("case", CLOSING)
def test_closing_asks_for_a_note_and_a_tick(client, host, case):
    typed, message = CLOSING[case]
    own_draft(host, status=ChallengeStatus.PUBLISHED)
    answer = client.post("/uitdagingen/concept-x/sluiten", data=typed)
    assert answer.status_code == 422 and message in answer.text and typed["note"].strip() in answer.text
    assert the_one().status is ChallengeStatus.PUBLISHED


def test_publishing_or_closing_twice_is_refused_in_words(client, sign_in):
    challenge = make_challenge(status=ChallengeStatus.DRAFT, slug="concept-x", title="Wie beslist?")
    sign_in(challenge.hosts[0].user)
    for path, typed in (("publiceren", {}), ("sluiten", {"note": "Dank.", "sure": "y"})):
        slug = the_one().slug
        assert client.post(f"/uitdagingen/{slug}/{path}", data=typed).status_code == 302
        again = client.post(f"/uitdagingen/{the_one().slug}/{path}", data=typed | {"note": "Iets anders.", "sure": "y"})
        assert again.status_code == 409 and "<h1" in again.text
    assert the_one().closing_note == "Dank."


def test_a_closed_challenge_cannot_be_rewritten_and_the_text_is_kept(client, host):
    own_draft(host, status=ChallengeStatus.CLOSED, title="Wie beslist?")
    answer = client.post("/uitdagingen/concept-x/bewerken", data=WHOLE)
    assert answer.status_code == 409 and "gesloten" in answer.text and WHOLE["situation"] in answer.text
    assert the_one().title == "Wie beslist?"


@pytest.mark.parametrize("status", [ChallengeStatus.DRAFT, ChallengeStatus.CLOSED])
def test_nobody_answers_what_is_not_open(client, status):
    make_challenge(status=status, slug="dicht")
    assert client.get("/deel?uitdaging=dicht").status_code == (404 if status is ChallengeStatus.DRAFT else 409)


@pytest.mark.parametrize("token", ["x", "a" * 3000, "%00", SCRIPT.replace("/", "")])
def test_a_link_that_was_made_up_opens_nothing(client, token):
    assert client.get(f"/meelezen/{token}").status_code == 404
    assert client.post(f"/meelezen/{random_token()}", data={"agreed": "yes"}).status_code == 404


AGREEING = {
    "no choice": ({"remark": "Mooi."}, "Kies ja of nee"),
    "another choice": ({"agreed": "1", "remark": "Mooi."}, "Kies ja of nee"),
    "a remark that is too long": ({"agreed": "yes", "remark": "a" * 2001}, "Maak dit 1 tekens korter"),
}


@pytest.mark.parametrize("case", AGREEING)
def test_an_answer_that_is_not_clear_comes_back(client, host, case):
    typed, message = AGREEING[case]
    own_draft(host)
    page = client.post("/uitdagingen/concept-x/meelezen", data={"reader": "communicatie"}).text
    path = "/meelezen/" + re.search(r'/meelezen/([^"]+)"', page)[1]
    answer = client.post(path, data=typed)
    assert answer.status_code == 422 and message in answer.text and typed["remark"] in answer.text
    assert the_one().agreements[0].agreed is None


@pytest.mark.parametrize("reader", ["", "  ", "a" * 101])
def test_who_reads_along_has_a_short_name(client, host, reader):
    own_draft(host)
    answer = client.post("/uitdagingen/concept-x/meelezen", data={"reader": reader})
    assert answer.status_code == 422 and not the_one().agreements


def test_somebody_who_is_no_host_posts_nothing(client, sign_in):
    sign_in(make_user(Role.MEMBER))
    assert client.post("/uitdagingen/nieuw", data=WHOLE).status_code == 403
    assert client.post("/uitdagingen/nieuw/lijkt-op", data=WHOLE).status_code == 403
    assert how_many() == 0


def test_a_body_of_fifty_megabytes_is_refused_in_words(client, host):
    answer = client.post("/uitdagingen/nieuw", data={"title": "a" * 50_000_000})
    assert answer.status_code == 413 and "<h1" in answer.text


def test_another_way_of_asking_is_refused(client, host):
    own_draft(host)
    for path in ("/uitdagingen/concept-x/publiceren", "/uitdagingen"):
        assert client.delete(path).status_code == 405
    assert client.get("/uitdagingen/nieuw/lijkt-op").status_code == 405

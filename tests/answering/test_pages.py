"""The page of the hosts, and where what they say is seen."""

import re

import pytest

from app.accounts.models import Recognised, Role
from app.answering.models import AnswerMark, ChallengeRecognised
from app.answering.queries import answers_of
from app.contributions.models import Audience
from app.contributions.operations import freeze
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.core.security import random_code
from tests.answering.made import answered, at_the_clock, marked
from tests.factories import make_challenge, make_contribution, make_municipality, make_user, save

WHY = "Bij ons ligt er klei."


@pytest.fixture
def asked(app, sign_in):
    challenge, stories = answered("Een put", "Een wadi")
    sign_in(challenge.hosts[0].user)
    return challenge, stories


def at(challenge, story=None, what=""):
    address = f"/uitdagingen/{challenge.slug}/antwoorden"
    return address + (f"/{story.public_id}{what}" if story else "")


def said(story, fits, why="", seen=0):
    start = f"antwoord-{story.public_id}-"
    return {f"{start}fits": fits, f"{start}why": why, f"{start}seen": str(seen)}


def only():
    return db.session.query(AnswerMark).one()


def test_a_host_says_what_becomes_of_an_answer(client, asked):
    challenge, (story, other) = asked
    make_contribution(challenge=challenge, title="Alleen voor leden", audience=Audience.MEMBERS)
    page = client.get(at(challenge)).text
    assert story.title in page and other.title in page and "Alleen voor leden" not in page
    assert page.count("Reageer uiterlijk") == 2
    answer = client.post(at(challenge, story), data=said(story, "no", WHY))
    assert answer.status_code == 303 and answer.location.endswith(f"#antwoord-{story.public_id}")
    assert (only().verdict, only().reason) == ("no", WHY)
    page = client.get(at(challenge)).text
    assert WHY in page and page.count("Reageer uiterlijk") == 1


def test_no_needs_a_reason_and_nothing_typed_is_lost(client, asked):
    challenge, (story, _other) = asked
    answer = client.post(at(challenge, story), data=said(story, "no"))
    assert answer.status_code == 422 and "waarom het niet past" in answer.text
    answer = client.post(at(challenge, story), data=said(story, "", WHY))
    assert answer.status_code == 422 and WHY in answer.text
    answer = client.post(at(challenge, story), data=said(story, "no", "x" * 301))
    assert answer.status_code == 422 and "x" * 301 in answer.text
    assert db.session.query(AnswerMark).all() == []


def test_a_stale_word_is_refused_with_theirs_and_may_be_sent_again(client, asked):
    challenge, (story, _other) = asked
    marked(challenge, story, verdict="no", reason="Te duur.", turn=1, by_id=challenge.hosts[1].user_id)
    answer = client.post(at(challenge, story), data=said(story, "now", seen=0))
    assert answer.status_code == 409 and "Te duur." in answer.text and challenge.hosts[1].user.name in answer.text
    assert client.post(at(challenge, story), data=said(story, "now", seen=1)).status_code == 303
    db.session.expire_all()
    assert only().verdict == "now"


def test_thanks_take_one_tap(client, asked):
    challenge, (story, _other) = asked
    assert client.post(at(challenge, story, "/bedanken")).status_code == 303
    assert only().thanked_at is not None
    assert "Bedankt op" in client.get(at(challenge)).text


def test_others_do_not_come_here(app, client, sign_in, asked):
    challenge, (story, _other) = asked
    for user in (make_user(Role.MEMBER), make_user(Role.HOST), make_user(Role.HOST, challenge.organisation)):
        theirs = app.test_client()
        sign_in(user, theirs)
        assert theirs.get(at(challenge)).status_code in (403, 404)
        assert theirs.post(at(challenge, story), data=said(story, "now")).status_code in (403, 404)
    assert client.post(at(challenge, make_contribution()), data={}).status_code == 404  # answers something else


def test_members_and_hosts_see_it_and_nobody_else(app, client, sign_in, asked):
    challenge, (story, _other) = asked
    marked(challenge, story, verdict="no", reason=WHY)
    page = f"/bijdragen/{story.public_id}"
    assert WHY in client.get(page).text
    for user, sees in ((make_user(Role.MEMBER), True), (make_user(Role.HOST), False), (make_user(), False)):
        theirs = app.test_client()
        sign_in(user, theirs)
        assert (WHY in theirs.get(page).text) is sees
    visitor = app.test_client()
    for address in (page, f"/uitdagingen/{challenge.slug}", "/bijdragen", "/zoeken?q=klei", f"/api/v1/contributions/{story.public_id}"):
        assert WHY not in visitor.get(address).text


def test_the_contributor_sees_it_and_hears_once_that_it_is_there(app):
    code = random_code()
    challenge, (story,) = answered(code=code)
    story.author = make_user()
    marked(challenge, story, verdict="no", reason=WHY)
    page = app.test_client().get(f"/volg/{code}").text
    assert WHY in page and "Past niet" in page
    at_the_clock("tell-reactions", hour=15)
    assert db.session.query(Email).count() == 0
    at_the_clock("tell-reactions", hour=17)
    at_the_clock("tell-reactions", hour=18)
    (mail,) = db.session.query(Email).all()
    assert "las je antwoord" in mail.text and WHY not in mail.text and "Past niet" not in mail.text


def test_the_host_sees_where_it_plays_who_asks_it_as_well_and_the_map(app, client, asked):
    challenge, (story, _other) = asked
    challenge.title, challenge.questions = "Waar loopt de wadi over?", "Wie legde een wadi bij een school?"
    alike = make_challenge(title="Waar loopt onze wadi over?", questions="Wie legde een wadi bij een school?", organisation=make_municipality())
    db.session.commit()
    page = client.get(at(challenge)).text
    assert "Waar dit ook speelt" in page and "Nog te weinig" in page and f"/uitdagingen/{alike.slug}" in page
    for number in range(5):
        save(ChallengeRecognised(challenge_id=challenge.id, browser_hash=f"{number:064}", answer=Recognised.YES))
    assert "Anderen, elk voor zich" in client.get(at(challenge)).text
    shown = client.get(f"/kaart?uitdaging={challenge.slug}").text
    elsewhere = make_contribution(title="Iets heel anders")
    assert f"/kaart?uitdaging={challenge.slug}" in page and story.title in shown and "2 bijdragen" in shown
    shown = client.get(f"/kaart?uitdaging={challenge.slug}").text
    assert elsewhere.title not in shown and elsewhere.title in client.get("/kaart?uitdaging=geraden").text


def test_a_story_that_is_kept_for_a_woo_request_is_marked_as_any_other(client, asked):
    """Hosts do not learn that somebody asked for it, and what they say is kept with it."""
    challenge, (story, _other) = asked
    before = client.get(at(challenge)).text
    freeze([story.id], "W1", today(), make_user(Role.ADMINISTRATOR))
    db.session.commit()
    assert client.get(at(challenge)).text == before
    assert client.post(at(challenge, story), data=said(story, "no", WHY)).status_code == 303 and only().reason == WHY


def test_what_was_typed_at_another_answer_is_kept_with_one_button(client, asked):
    challenge, (story, other) = asked
    sent = said(story, "now") | said(other, "no", WHY)
    assert client.post(at(challenge, story), data=sent).status_code == 303
    assert {mark.contribution_id: (mark.verdict, mark.reason) for mark in db.session.query(AnswerMark)} == {story.id: ("now", ""), other.id: ("no", WHY)}


def test_all_of_it_comes_back_when_one_is_not_right_and_nothing_is_kept(client, asked):
    challenge, (story, other) = asked
    answer = client.post(at(challenge, story), data=said(story, "now") | said(other, "no"))
    assert answer.status_code == 422 and "waarom het niet past" in answer.text and answer.text.count(" checked") == 2
    assert db.session.query(AnswerMark).all() == []
    marked(challenge, other, verdict="later", turn=3, by_id=challenge.hosts[1].user_id)
    answer = client.post(at(challenge, story), data=said(story, "now") | said(other, "no", WHY, seen=2))
    assert answer.status_code == 409 and WHY in answer.text and answer.text.count(" checked") == 2
    assert 'value="3"' in answer.text and "Jullie zeiden: Bruikbaar nu" not in answer.text
    assert only().verdict == "later"


def test_an_answer_that_was_left_as_it_came_is_not_judged_over_another_host(client, asked):
    challenge, (story, other) = asked
    marked(challenge, other, verdict="no", reason="Nieuw.", turn=2, by_id=challenge.hosts[1].user_id)
    left = said(other, "no", "Oud.", seen=1) | {f"antwoord-{other.public_id}-came": "no"}
    assert client.post(at(challenge, story), data=said(story, "now") | left).status_code == 303
    assert {mark.contribution_id: mark.reason for mark in db.session.query(AnswerMark)} == {story.id: "", other.id: "Nieuw."}


@pytest.mark.parametrize("what", ["/bedanken", "/terug"])
def test_thanking_keeps_on_the_page_what_was_typed_elsewhere(client, asked, what):
    challenge, (story, other) = asked
    marked(challenge, story, verdict="now", turn=1)
    answer = client.post(at(challenge, story, what), data=said(story, "now", seen=1) | {f"antwoord-{story.public_id}-came": "now"} | said(other, "no", WHY))
    assert answer.status_code == 200 and WHY in answer.text
    assert [mark.contribution_id for mark in db.session.query(AnswerMark) if mark.verdict] == ([story.id] if what == "/bedanken" else [])


def test_what_waits_for_a_judgement_can_be_seen_alone_and_counted_and_leads_on(client, asked):
    challenge, (story, other) = asked
    marked(challenge, story, verdict="now")
    page = client.get(at(challenge)).text
    assert "Alle (2)" in page and "Nog te beoordelen (1)" in page
    assert f'href="#antwoord-{other.public_id}">Volgende zonder oordeel' in page
    page = client.get(at(challenge) + "?tonen=wacht").text
    assert other.title in page and story.title not in page
    answer = client.post(at(challenge, other) + "?tonen=wacht", data=said(other, "later"))
    assert "tonen=wacht" in answer.location
    page = client.get(at(challenge) + "?tonen=wacht").text
    assert "Jullie beoordeelden elk antwoord." in page and "Nog te beoordelen (0)" in page and "Alle (2)" in page


def test_thanking_keeps_what_was_typed_at_that_answer_too(client, asked):
    challenge, (story, _other) = asked
    answer = client.post(at(challenge, story, "/bedanken"), data=said(story, "no", WHY))
    assert answer.status_code == 200 and WHY in answer.text and "Bedankt op" in answer.text
    assert only().verdict is None, "that button keeps no judgement"


def test_the_keyboard_goes_on_at_what_is_on_the_page(client, asked):
    """Of those that wait the one that was judged is gone, and the next takes its place; Enter presses the first button."""
    challenge, (_story, _other) = asked
    make_contribution(challenge=challenge, title="Een greppel")
    page = client.get(at(challenge) + "?tonen=wacht").text
    ids = re.findall(r'id="antwoord-([0-9a-z]{26})"', page)
    first, second, third = (next(story for story in answers_of(challenge) if story.public_id == key) for key in ids)
    answer = client.post(at(challenge, first) + "?tonen=wacht", data=said(second, "now"))
    assert answer.location.endswith(f"?tonen=wacht#antwoord-{third.public_id}")
    answer = client.post(at(challenge, third) + "?tonen=wacht", data=said(third, "now"))
    assert answer.location.endswith(f"?tonen=wacht#antwoord-{first.public_id}"), "from the top again"
    answer = client.post(at(challenge, first, "/bedanken") + "?tonen=wacht")
    assert answer.location.endswith(f"?tonen=wacht#antwoord-{first.public_id}"), "it waits for a judgement still"
    answer = client.post(at(challenge, second), data=said(first, "later"))
    assert answer.location.endswith(f"/antwoorden#antwoord-{first.public_id}")


def words_of(page):
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_whoever_closes_sees_what_was_judged_and_what_was_not(client, sign_in):
    challenge, (one, two, three) = answered("Een", "Twee", "Drie")
    make_contribution(challenge=challenge, title="Voor leden", audience=Audience.MEMBERS)
    sign_in(challenge.hosts[0].user)
    marked(challenge, one)
    page = client.get(f"/uitdagingen/{challenge.slug}/sluiten").text
    told = words_of(page)
    assert "Bruikbaar nu 1 Nog geen oordeel 2 Wie antwoordde" in told and f"/uitdagingen/{challenge.slug}/antwoorden?tonen=wacht" in page
    for story in (two, three):
        marked(challenge, story, verdict="no", reason="Te duur.")
    told = words_of(client.get(f"/uitdagingen/{challenge.slug}/sluiten").text)
    assert "Past niet 2" in told and "Nog geen oordeel" not in told and "Bekijk de antwoorden" in told
    bare = make_challenge()
    sign_in(bare.hosts[0].user)
    assert "De antwoorden" not in words_of(client.get(f"/uitdagingen/{bare.slug}/sluiten").text)

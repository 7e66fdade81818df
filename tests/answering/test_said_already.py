"""Whoever answers a challenge sees, below the form, what everybody can read of it already; and nothing else."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.answering.models import LinkedAnswer
from app.challenges.models import ChallengeStatus
from app.contributions.models import Audience, Status
from app.contributions.said_already import MOST
from app.core.clock import now, today
from app.core.database import db
from tests.factories import make_challenge, make_contribution, make_municipality, make_user, save

SUMMARY = "Is dit er al?"


@pytest.fixture
def challenge(app):
    return make_challenge(slug="de-wadi")


def begun(client, slug="de-wadi"):
    """The screen on which an answer is told."""
    return client.post(f"/deel?uitdaging={slug}", data={"kind": "learned"}).location


def below_the_form(client):
    page = client.get(begun(client)).text
    assert page.index("</form>") < page.index(SUMMARY) if SUMMARY in page else True
    return re.search(r'<details class="details" id="is-er-al">.*?</details>', page, re.DOTALL)


def test_up_to_three_answers_and_linked_stories_stand_folded_below_the_form(client, challenge):
    for number in range(MOST):
        make_contribution(title=f"Antwoord {number}", challenge=challenge)
    linked = make_contribution(title="Aangeraakt elders", lesson="Begin eerder.")
    save(LinkedAnswer(challenge_id=challenge.id, contribution_id=linked.id))
    found = below_the_form(client)[0]
    assert f"{MOST} antwoorden" in found and found.count("<li") == MOST and "Begin eerder." in found
    assert found.count("<a ") == found.count('target="_blank"'), "nothing typed is lost by reading one"
    assert "/verhaal-erbij" not in found, "putting a story with it needs an account"


def test_an_account_gets_to_linking_a_story_from_here(client, challenge, sign_in):
    make_contribution(challenge=challenge)
    sign_in(make_user())
    assert "/uitdagingen/de-wadi/verhaal-erbij" in below_the_form(client)[0]


@pytest.mark.parametrize("role", [None, Role.MEMBER])
@pytest.mark.parametrize("hidden", [{"audience": Audience.MEMBERS}, {"status": Status.READING}, {"status": Status.WITHDRAWN}])
def test_what_not_everybody_reads_changes_nothing(client, challenge, sign_in, role, hidden):
    """Whoever answers may be a member: what they write is for everybody, so they are shown what everybody sees."""
    if role:
        sign_in(make_user(role))
    here = begun(client)
    before = client.get(here).text
    make_contribution(challenge=challenge, **hidden)
    nonce = re.compile(r'nonce="[^"]+"|name="csrf_token" value="[^"]+"')
    assert nonce.sub("", client.get(here).text) == nonce.sub("", before) and SUMMARY not in before


def test_what_the_municipality_tells_itself_is_not_there(client, challenge):
    make_contribution(challenge=challenge, organisation=challenge.organisation, names_organisation=True)
    assert below_the_form(client) is None


def test_a_story_that_answers_nothing_shows_none(client, challenge):
    make_contribution(challenge=challenge, place=make_municipality())
    here = client.post("/deel", data={"kind": "learned"}).location
    assert SUMMARY not in client.get(here).text


@pytest.mark.parametrize(
    "hidden",
    [
        {"held_at": now()},
        {"visible_from": today() + timedelta(days=5)},
        {"status": ChallengeStatus.DRAFT},
    ],
)
def test_whoever_began_an_answer_reads_no_more_of_a_challenge_that_is_out_of_view(client, challenge, hidden):
    made = make_contribution(title="Antwoord een", challenge=challenge)
    here, title = begun(client), challenge.title
    page = client.get(here).text
    assert made.title in page and page.count(title) == 1
    for name, value in hidden.items():
        setattr(challenge, name, value)
    db.session.commit()
    page = client.get(here).text
    assert SUMMARY not in page and made.title not in page and title not in page

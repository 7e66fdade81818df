"""What was begun and not sent is found again, by its writer and by nobody else; and it can be thrown away."""

import re

import pytest

from app.contributions.models import Draft, Voice
from app.contributions.operations import forget_drafts
from app.core.database import db
from app.core.security import random_id
from tests.contributions.sharing import STORY, begin, flat, go_to_check, number_of, share_story
from tests.factories import make_contribution, make_user, save

WORDS = "Wij legden op een plein"


def began(client, kind="learned"):
    base = begin(client, kind)
    client.post(f"{base}/verhaal", data=STORY)
    return base


def test_after_closing_the_tab_the_draft_stands_above_the_choice_of_kind(client):
    assert "Ga verder met wat je begon" not in client.get("/deel").text
    base = began(client)
    page = flat(client.get("/deel"))
    assert "Ga verder met wat je begon" in page and WORDS in page
    assert "Leerzaam voorbeeld" in page and "Laatst gewijzigd op" in page and "Bewaard tot" in page
    assert f'href="{base}/waar"' in page or f'href="{base}/verhaal"' in page
    assert client.get(f"{base}/verhaal").status_code == 200


def test_one_goes_on_at_the_screen_that_was_reached(client):
    only_kind = begin(client, "question")
    assert f'href="{only_kind}/verhaal"' in client.get("/deel").text
    assert "Nog niets getypt" in client.get("/deel").text
    further = go_to_check(client)
    assert f'href="{further}/delen"' in client.get("/deel").text


def test_another_browser_sees_nothing_of_it(app, client):
    base = began(client)
    other = app.test_client()
    began(other, "good")
    page = other.get("/deel").text
    assert base not in page and page.count("/weg\"") == 1
    assert base not in app.test_client().get("/deel").text
    assert other.post(f"{base}/weg").status_code == 404
    assert client.get(f"{base}/verhaal").status_code == 200


def test_a_draft_of_before_the_lists_is_shown_to_nobody(app, client, sign_in):
    """It does not say of which browser it is; a browser without a secret says nothing either."""
    draft = save(Draft(public_id=random_id(), secret_hash="x", typed={"story": {"facts": ["Kanarie"]}}))
    assert draft.browser_hash is None
    assert "Kanarie" not in client.get("/deel").text
    sign_in(make_user())
    assert "Kanarie" not in client.get("/deel").text + client.get("/mijn/bijdragen").text


def test_a_draft_that_was_sent_is_not_listed_and_cannot_be_thrown_away(client):
    share_story(client)
    draft = db.session.query(Draft).one()
    assert draft.browser_hash is None
    assert "Ga verder met wat je begon" not in client.get("/deel").text
    assert client.post(f"/deel/{draft.public_id}/weg").location.endswith("/verstuurd")
    assert number_of(Draft) == 1


def test_a_draft_whose_story_is_gone_is_not_listed(client, sign_in):
    me = make_user()
    sign_in(me)
    story, _code = share_story(client)
    db.session.delete(story)
    db.session.commit()
    assert "/weg" not in client.get("/deel").text
    assert "/weg" not in client.get("/mijn/bijdragen").text


@pytest.mark.parametrize(("listed", "back"), [("here", "/deel"), ("own", "/mijn/bijdragen")])
def test_throwing_away_takes_one_press_and_leaves_nothing(client, sign_in, listed, back):
    sign_in(make_user())
    heard = make_contribution()
    base = began(client)
    client.post(f"{base}/verhaal", data=STORY | {"action": f"voice:{heard.public_id}"})
    assert number_of(Voice) == 1
    answer = client.post(f"{base}/weg", data={"list": listed})
    assert (answer.status_code, answer.location) == (303, back)
    assert number_of(Draft) == number_of(Voice) == 0
    page = client.get(back).text
    assert "Weggegooid" in page and WORDS not in page
    assert client.get(f"{base}/verhaal").status_code == 404


def test_what_was_begun_signed_in_is_found_by_that_person_only(app, client, sign_in):
    me, colleague = make_user(), make_user()
    sign_in(me)
    base = began(client)
    elsewhere = app.test_client()
    sign_in(me, elsewhere)
    for address in ("/mijn/bijdragen", "/deel"):
        assert base in client.get(address).text and base in elsewhere.get(address).text
    sign_in(colleague)  # on the same, shared computer
    assert base not in client.get("/deel").text and base not in client.get("/mijn/bijdragen").text
    with client.session_transaction() as session:
        session.clear()
    assert base not in client.get("/deel").text


def test_the_list_follows_the_draft_to_the_browser_where_it_is_gone_on_with(app, client):
    base = began(client)
    secret = client.get_cookie("deel").value
    elsewhere = app.test_client()
    elsewhere.set_cookie("deel", secret)
    assert base in elsewhere.get("/deel").text
    draft = db.session.query(Draft).one()
    assert draft.browser_hash not in (None, draft.secret_hash) and secret not in draft.browser_hash


def test_the_day_that_the_list_names_is_the_day_it_is_kept_until(client, monkeypatch):
    began(client)
    named = re.search(r"Bewaard tot (\d+ \w+ \d{4})", flat(client.get("/deel")))[1]
    assert named in flat(client.get(f"/deel/{db.session.query(Draft).one().public_id}/verhaal"))
    assert forget_drafts() == 0

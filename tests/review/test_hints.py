"""Hints at the desk: in the text as it would appear, and left out in one tap."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Proposal, Reading, Status
from app.contributions.operations import allow_callback
from app.core.database import db
from tests.factories import make_contribution, make_user, save

FACTS = "Mevrouw De Vries klaagde. Mevrouw De Vries had gelijk over de put."


@pytest.fixture
def page_of(client, sign_in, app):
    editor = make_user(Role.EDITOR)

    def opened(**words):
        story = make_contribution(status=Status.READING, facts=FACTS, lesson="Meet eerst.", opinion="", **words)
        save(Reading(contribution_id=story.id, reader_id=editor.id))
        return story, f"/redactie/{story.public_id}"

    sign_in(editor)
    return opened


def test_one_tap_proposes_the_text_without_the_words(client, page_of):
    story, address = page_of()
    page = client.get(address).text
    buttons = re.findall(r'name="action" value="(omit:[^"]+)"', page)
    assert len(buttons) == 2 and "2 plekken" in page
    sent = {"title": story.title, "facts": FACTS, "lesson": "Meet eerst.", "opinion": "", "version": str(story.version)}
    assert client.post(f"{address}/tekst", data=sent | {"action": buttons[0]}).status_code == 302
    proposal = db.session.scalars(select(Proposal)).one()
    assert proposal.facts == "[weggelaten] klaagde. Mevrouw De Vries had gelijk over de put."
    again = client.get(address).text
    assert len(re.findall(r'name="action" value="omit:', again)) == 1, "what was left out is no hint any more"


def test_what_is_left_out_of_an_english_text_is_said_in_english(client, page_of):
    story, address = page_of(language="en")
    sent = {"title": story.title, "facts": FACTS, "lesson": "", "opinion": "", "version": str(story.version)}
    client.post(f"{address}/tekst", data=sent | {"weg": ["Mevrouw De Vries"]})
    assert db.session.scalars(select(Proposal)).one().facts.startswith("[left out] klaagde. [left out] had")


def test_the_desk_sees_that_there_is_an_address_and_not_which(client, page_of):
    story, address = page_of()
    assert "Er is een adres" not in client.get(address).text
    allow_callback(story, "kanarie@ede.example")
    db.session.commit()
    page = client.get(address).text
    assert "Er is een adres" in page and "kanarie" not in page

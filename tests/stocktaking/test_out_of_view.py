"""What members read of a public question that is out of view while somebody judges it."""

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.database import db
from tests.factories import make_organisation, make_question, make_user


@pytest.mark.parametrize("is_held", [True, False])
def test_its_page_on_the_workbench_says_so_and_what_to_do(client, sign_in, is_held):
    question = make_question(slug="wie-veegt", held_at=clock.now() if is_held else None)
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    page = client.get(f"/werkbank/vraagstukken/{question.slug}").text
    assert ("Iedereen kan dit vraagstuk lezen." in page) is not is_held
    assert ("Uit beeld zolang iemand het beoordeelt" in page) is is_held
    assert ("Nu lezen alleen leden het, tot een redacteur beslist." in page and "Haal dat er dan uit." in page) is is_held
    assert "Niet meer openbaar" in page, "it can be taken back either way"
    assert db.session.get(type(question), question.id).is_public

"""What was judged while two questions were one does not become public again by one press that undoes this."""

from sqlalchemy import select

from app.core.database import db
from app.stocktaking.models import Merge
from tests.appeals.asked import decide, hide, newest
from tests.appeals.test_where_words_went import judge, member, merge, question, two

__all__ = ["member", "two"]  # the fixtures of that world
SENTENCE = "Waarom betaalt meneer Jansen nooit?"


def undone(member):
    return member.post(f"/werkbank/samenvoegingen/{db.session.scalars(select(Merge.id)).one()}/ongedaan")


def test_it_comes_back_for_members_who_read_it_first(app, client, sign_in, member, two):
    question("de-ene").sentence = SENTENCE
    db.session.commit()
    merge(member)
    judge(sign_in, client)
    hide(client, newest())
    assert decide(client, newest(), "let_back").status_code == 302
    answer = undone(member)
    stranger = app.test_client()
    assert stranger.get("/vraagstukken/de-ene").status_code == 404
    assert stranger.get("/vraagstukken/de-andere").status_code == 200
    page = member.get(answer.location).text
    assert SENTENCE in page and "alleen leden zien het, tot je het zichtbaar maakt" in page
    assert member.post("/werkbank/vraagstukken/de-ene/publiceren", data={"sure": "y"}).status_code == 302
    assert SENTENCE in stranger.get("/vraagstukken/de-ene").text


def test_one_that_nobody_judged_meanwhile_is_public_again(app, member, two):
    merge(member)
    page = member.get(undone(member).location).text
    assert "Het zijn weer twee vraagstukken." in page and "De redactie besliste intussen" not in page
    assert app.test_client().get("/vraagstukken/de-ene").status_code == 200

"""What stands under a question tells nothing of quotes whose text its reader may not see: no number, order or word."""

import re
from datetime import timedelta

import pytest

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import Audience, Kind, Outcome, Status
from app.core.clock import today
from app.core.database import db
from app.stocktaking.models import Evidence, Stance
from tests.factories import Dimension, make_contribution, make_question, make_user, term

LATER = today() + timedelta(days=20)
HIDDEN = {
    "members": {"audience": Audience.MEMBERS},
    "embargo": {"visible_from": LATER},
    "embargo for members": {"visible_from": LATER, "audience": Audience.MEMBERS},
    "before publication": {"status": Status.READING},
    "withdrawn": {"status": Status.WITHDRAWN},
    "refused": {"status": Status.REFUSED},
}
READERS = [(None, way) for way in HIDDEN] + [(Role.HOST, way) for way in HIDDEN]
READERS += [(Role.MEMBER, way) for way in HIDDEN if way != "members"]


def pages(client, question, source):
    """Every page that shows questions or what stands under them, without tokens."""
    paths = (
        f"/vraagstukken/{question.slug}", "/vraagstukken", f"/bijdragen/{source.public_id}", "/", "/zoeken?q=eigenaar",
        "/zoeken?q=kanarie", "/balans", "/sitemap.xml", f"/en/vraagstukken/{question.slug}", "/themas/ondergrond",
    )
    return {path: re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(path).text) for path in paths}


@pytest.mark.parametrize(("role", "way"), READERS)
def test_hidden_quotes_change_nothing(client, sign_in, role, way):
    lever = term(Dimension.LEVER)
    source = make_contribution(title="Midden", terms=[lever, term(Dimension.THEME, "ondergrond")])
    question, empty = make_question(source), make_question(sentence="Is er nog geen eigenaar?")
    hidden = [
        make_contribution(title=f"{first} kanarie", facts="Een kanarie in de put.", kind=Kind.GOOD, terms=[lever], **HIDDEN[way])
        for first in ("Aaa", "Zzz")
    ]
    if role:
        sign_in(make_user(role))
    before = pages(client, question, source)
    for text in hidden:
        for asked in (question, empty):
            asked.statements[0].evidence += [
                Evidence(contribution=text, stance=stance, field="facts", start=0, end=12, quote="Een kanarie ") for stance in Stance
            ]
    db.session.commit()
    assert pages(client, question, source) == before


def test_the_comparison_can_fail(client):
    source = make_contribution(terms=[term(Dimension.LEVER), term(Dimension.THEME, "ondergrond")])
    question = make_question(source)
    before = pages(client, question, source)
    other = make_contribution(title="Aaa", terms=[term(Dimension.LEVER)])
    question.statements[0].evidence.append(
        Evidence(contribution=other, stance=Stance.SUPPORTS, field="facts", start=0, end=3, quote=other.facts[:3])
    )
    db.session.commit()
    after = pages(client, question, source)
    assert after[f"/vraagstukken/{question.slug}"] != before[f"/vraagstukken/{question.slug}"]


def test_a_text_made_stricter_leaves_the_public_question_at_once(app, client):
    met = {"terms": [term(Dimension.LEVER), term(Dimension.BARRIER)], "outcome": Outcome.SUCCEEDED}
    source = make_contribution(facts="Een kanarie in de put van toen.", **met)
    question = make_question(source)
    address = f"/vraagstukken/{question.slug}"
    assert "kanarie" in client.get(address).text and "Wat elders hielp" in client.get(address).text
    with app.test_request_context():
        operations.make_stricter(source, members_only=True, without_name=False, remove_more=False)
        db.session.commit()
    page = client.get(address).text
    assert "kanarie" not in page and source.public_id not in page and "Wat elders hielp" not in page


@pytest.mark.parametrize(("role", "way"), READERS)
def test_a_hidden_story_is_nothing_that_helped_elsewhere(client, sign_in, role, way):
    met = {"terms": [term(Dimension.LEVER), term(Dimension.BARRIER)], "outcome": Outcome.SUCCEEDED}
    address = f"/vraagstukken/{make_question(make_contribution(**met)).slug}"
    if role:
        sign_in(make_user(role))
    read = lambda: re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(address).text)  # noqa: E731
    before = read()
    make_contribution(**met, **HIDDEN[way])
    assert "Wat elders hielp" in before and read() == before
    make_contribution(**met)
    assert read() != before, "the comparison can fail"


def test_what_is_not_quoted_does_not_say_what_it_met(client):
    """The lists of what helped elsewhere name what the quoted texts met, and nothing of a text that is not quoted."""
    heat, soil = term(Dimension.THEME, "klimaatadaptatie"), term(Dimension.THEME, "ondergrond")
    for theme in (heat, soil):
        make_contribution(terms=[term(Dimension.LEVER), theme], outcome=Outcome.SUCCEEDED)
    question, silent = make_question(make_contribution(terms=[soil])), make_contribution(terms=[heat], not_quoted=True)
    withheld = Evidence(contribution=silent, stance=Stance.SUPPORTS, field="facts", start=0, end=0, quote="")
    question.statements[0].evidence.append(withheld)
    alone = make_question(make_contribution(terms=[heat], not_quoted=True))
    db.session.commit()
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert "Wat elders hielp" in page and "thema=ondergrond" in page and "klimaatadaptatie" not in page
    assert "Wat elders hielp" not in client.get(f"/vraagstukken/{alone.slug}").text


def test_quotes_stand_in_an_order_that_tells_nothing_of_when_they_came(client):
    question = make_question()
    for title in ("Bbb", "Aaa", "Ccc"):
        source = make_contribution(title=title)
        question.statements[0].evidence.append(
            Evidence(contribution=source, stance=Stance.SUPPORTS, field="facts", start=0, end=3, quote=source.facts[:3])
        )
        db.session.commit()
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert page.index("Aaa") < page.index("Bbb") < page.index("Ccc")


@pytest.mark.parametrize("way", [way for way in HIDDEN if way != "members"])
def test_a_hidden_quote_is_not_found_by_its_number(client, sign_in, way):
    question = make_question(make_contribution(**HIDDEN[way]))
    sign_in(make_user(Role.MEMBER))
    answers = [client.post(f"/werkbank/citaten/{n}/weghalen") for n in (question.statements[0].evidence[0].id, 99)]
    assert [answer.status_code for answer in answers] == [404, 404]
    db.session.refresh(question)
    assert len(question.statements[0].evidence) == 1

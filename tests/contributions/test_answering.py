"""A story that begins at a challenge: what an answer says besides, from the screen to the page."""

import re

import pytest

from app.accounts.models import Role, Visitor
from app.contributions import operations
from app.contributions.disclosure import disclosed, own
from app.contributions.models import Audience, Draft, Status
from app.contributions.reading_mark import mark_of
from app.core.database import db
from tests.contributions.sharing import CHECK, FACTS, SHARE, WHERE, code_on, newest
from tests.factories import make_challenge, make_contribution, make_municipality, make_user, seen_text

ANSWER = {
    "facts": FACTS, "lesson": "", "opinion": "", "condition": "Alleen op een plein met veel licht.",
    "went_wrong": "De banken stonden te ver van de school.", "cost_hours": "40", "cost_euros": "€ 12.500",
}


@pytest.fixture
def challenge(app):
    make_municipality(name="Ede")
    return make_challenge(slug="de-plek", title="Waar blijven de jongeren?")


def begin_at(client, challenge):
    return client.post(f"/deel?uitdaging={challenge.slug}", data={"kind": "learned"}).location.rsplit("/", 1)[0]


def send(client, challenge, **changes):
    base = begin_at(client, challenge)
    assert client.post(f"{base}/verhaal", data=ANSWER | changes).location == f"{base}/waar"
    client.post(f"{base}/waar", data=WHERE)
    assert client.post(f"{base}/delen", data=SHARE).location == f"{base}/controle"
    assert client.post(f"{base}/controle", data=CHECK).location == f"{base}/verstuurd"
    return newest(), code_on(client.get(f"{base}/verstuurd"))


def test_the_second_screen_asks_what_a_host_has_to_know(client, challenge):
    base = begin_at(client, challenge)
    page = client.get(f"{base}/verhaal").text
    for asked in ("Wat deden jullie?", "Onder welke voorwaarde werkt het?", "Wat ging er mis?", "Wat kostte het ongeveer?"):
        assert asked in page
    elsewhere = client.post("/deel", data={"kind": "learned"}).location
    assert "Onder welke voorwaarde" not in client.get(elsewhere).text


def test_an_answer_is_kept_with_what_it_says_besides(client, challenge):
    story, code = send(client, challenge)
    assert (story.condition, story.went_wrong) == (ANSWER["condition"], ANSWER["went_wrong"])
    assert (story.cost_hours, story.cost_euros, story.cost_unknown) == (40, 12500, False)
    page = client.get(f"/volg/{code}").text
    assert ANSWER["condition"] in page and ANSWER["went_wrong"] in page and "40 uur, 12.500 euro" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"cost_hours": "", "cost_euros": "", "cost_unknown": "y"}, (None, None, True)),
        ({"cost_hours": "", "cost_euros": ""}, (None, None, False)),
        ({"cost_hours": "0", "cost_euros": "", "cost_unknown": "y"}, (0, None, False)),
    ],
)
def test_not_knowing_is_an_answer_and_saying_nothing_is_none(client, challenge, typed, kept):
    story, _code = send(client, challenge, **typed)
    assert (story.cost_hours, story.cost_euros, story.cost_unknown) == kept
    said = "De inzender weet het niet." if kept[2] else "0 uur" if kept[0] == 0 else ""
    with client.application.test_request_context():
        assert own(story).cost == said


def test_a_number_that_is_none_comes_back_with_everything_typed(client, challenge):
    base = begin_at(client, challenge)
    for typed in ("veel", "-3", "1" * 12, "٣"):
        answer = client.post(f"{base}/verhaal", data=ANSWER | {"cost_hours": typed})
        assert answer.status_code == 422 and ANSWER["condition"] in answer.text and f'value="{typed}"' in answer.text


def test_without_a_challenge_nobody_is_asked_and_nothing_is_kept(client, challenge):
    base = client.post("/deel", data={"kind": "learned"}).location.rsplit("/", 1)[0]
    client.post(f"{base}/verhaal", data=ANSWER)
    draft = db.session.query(Draft).order_by(Draft.id.desc()).first()
    assert "condition" not in draft.typed["story"] and "cost_hours" not in draft.typed["story"]


def test_what_was_told_stays_when_the_challenge_closes_meanwhile(client, challenge):
    base = begin_at(client, challenge)
    client.post(f"{base}/verhaal", data=ANSWER)
    client.post(f"{base}/waar", data=WHERE)
    client.post(f"{base}/delen", data=SHARE)
    client.post(f"{base}/controle", data=CHECK | {"action": "alone"})
    assert ANSWER["condition"] in client.get(f"{base}/verhaal").text
    client.post(f"{base}/controle", data=CHECK)
    assert newest().challenge is None and newest().condition == ANSWER["condition"]


def test_a_name_in_the_condition_is_pointed_out_and_can_be_left_out(client, challenge):
    base = begin_at(client, challenge)
    client.post(f"{base}/verhaal", data=ANSWER | {"condition": "Alleen als je mail@voorbeeld.example kent."})
    client.post(f"{base}/waar", data=WHERE)
    page = client.get(f"{base}/delen").text
    assert "omit:condition:" in page
    action = page.split('value="omit:condition:')[1].split('"')[0]
    client.post(f"{base}/delen", data=SHARE | {"action": f"omit:condition:{action}"})
    assert "mail@voorbeeld.example" not in client.get(f"{base}/verhaal").text


def test_the_mark_differs_with_these_words_and_stays_for_other_texts(app):
    story = make_contribution()
    before = mark_of(story)
    story.condition = "Alleen op zand."
    other = mark_of(story)
    story.condition, story.went_wrong = "", "Alleen op zand."
    assert len({before, other, mark_of(story)}) == 3


def test_the_desk_proposes_and_its_contributor_takes_over(app, challenge):
    story = make_contribution(status=Status.RECEIVED, challenge=challenge, condition="Alleen bij Jan.", went_wrong="Te laat.")
    editors = [make_user(Role.EDITOR), make_user(Role.EDITOR)]
    for editor in editors:
        operations.open_to_read(story, by=editor)
    texts = {name: getattr(story, name) for name in ("title", "facts", "lesson", "opinion", "went_wrong")}
    operations.propose(story, by=editors[0], **texts, condition="Alleen bij een beheerder.")
    for editor in editors:
        operations.accept(story, by=editor, seen=seen_text(story))
    proposal = operations.open_proposal(story)
    operations.approve(story, seen=mark_of(proposal))
    assert (story.condition, story.went_wrong, story.status) == ("Alleen bij een beheerder.", "Te laat.", Status.PUBLISHED)


def test_its_contributor_changes_it_on_the_own_page(client, challenge):
    _story, code = send(client, challenge)
    page = client.get(f"/volg/{code}/tekst").text
    assert ANSWER["condition"] in page and "Wat deden jullie?" in page
    sent = {name: ANSWER[name] for name in ("facts", "lesson", "opinion", "went_wrong")}
    client.post(f"/volg/{code}/tekst", data=sent | {"title": "Nieuw", "condition": "Alleen bij daglicht."})
    assert newest().condition == "Alleen bij daglicht."


def test_another_story_is_not_asked_for_it_on_its_page(client):
    make_contribution(code="A" * 26)
    assert 'name="condition"' not in client.get(f"/volg/{'A' * 26}/tekst").text


@pytest.mark.parametrize("audience", Audience)
def test_others_read_it_as_they_read_what_happened(client, challenge, audience):
    story = make_contribution(
        challenge=challenge, audience=audience, condition="Alleen op zand.", went_wrong="Het zakte weg.", cost_euros=900,
    )
    page = client.get(f"/bijdragen/{story.public_id}")
    for words in ("Alleen op zand.", "Het zakte weg.", "900 euro", "Wat zij deden"):
        assert (words in page.text) is (audience is Audience.PUBLIC)
    if audience is Audience.PUBLIC:
        view = disclosed(story, Visitor())
        assert (view.condition, view.went_wrong, view.cost_euros) == ("Alleen op zand.", "Het zakte weg.", 900)


def test_the_faults_are_told_in_the_order_of_the_page(client, challenge):
    wrong = {"facts": "", "lesson": "a" * 2000, "opinion": "a" * 9000, "condition": "a" * 9000, "went_wrong": "a" * 9000, "cost_hours": "veel"}
    page = client.post(f"{begin_at(client, challenge)}/verhaal", data=wrong).text
    linked = re.findall(r'<li><a href="#(\w+)"', page.split('id="fouten"')[1].split("</ul>")[0])
    assert linked == ["facts", "condition", "went_wrong", "cost_hours", "lesson", "opinion"]

"""What stands with a challenge: answers of others, what the municipality tells itself, linked stories, where it plays."""

import pytest

from app.accounts.models import Role, Visitor
from app.answering.models import LinkedAnswer
from app.answering.operations import beside as operations
from app.answering.queries import beside as queries
from app.challenges.models import ChallengeStatus
from app.contributions import operations as contributions
from app.contributions.models import Audience
from app.core.database import db
from app.core.errors import Refusal
from app.pages.queries import front
from tests.factories import Dimension, make_challenge, make_contribution, make_municipality, make_user, term

FACTS = "Wij legden een wadi aan bij de schoolstraat en die liep over bij de eerste hoosbui van het jaar."


@pytest.fixture
def town(app):
    return make_municipality(name="Vraagstad")


@pytest.fixture
def challenge(town):
    return make_challenge(
        slug="de-wadi", title="Waarom loopt de wadi over?", questions="Wie legde een wadi bij een schoolstraat?", organisation=town
    )


def titles(answers):
    return [answer.view.title for answer in answers]


def seen(app, challenge, person=None):
    with app.test_request_context():
        return queries.answers_to(challenge, person or Visitor())


def test_what_the_municipality_tells_itself_is_no_answer(app, client, challenge, town):
    make_contribution(title="Van ons", challenge=challenge, organisation=town, names_organisation=True)
    make_contribution(title="Van een ander", challenge=challenge, organisation=make_municipality(), names_organisation=True)
    found = seen(app, challenge)
    assert titles(found.of_others) == ["Van een ander"] and titles(found.own) == ["Van ons"]
    page = client.get("/uitdagingen/de-wadi").text
    assert "1 antwoord" in page and page.index("Van een ander") < page.index("Van de gemeente zelf") < page.index("Van ons")


def test_whose_name_is_hidden_counts_as_another(app, challenge, town):
    """Else the place in the list would tell that it is somebody of the municipality that asks."""
    make_contribution(title="Zonder naam", challenge=challenge, organisation=town, place=town)
    make_contribution(title="Niet bevestigd", challenge=challenge, organisation=town, names_organisation=True, confirmed_at=None)
    for person in (Visitor(), make_user(Role.MEMBER), make_user(Role.HOST, town)):
        found = seen(app, challenge, person)
        assert titles(found.of_others) == ["Niet bevestigd", "Zonder naam"] and found.own == []


def test_the_front_page_counts_the_same(app, challenge, town):
    make_contribution(title="Van ons", challenge=challenge, organisation=town, names_organisation=True)
    make_contribution(title="Van een ander", challenge=challenge)
    operations.link(challenge, make_contribution(title="Elders verteld"))
    db.session.commit()
    with app.test_request_context():
        assert [len(one.kinds) for one in front(Visitor()).challenges] == [2]


def test_one_tap_puts_a_public_story_there_once(app, client, sign_in, challenge):
    story = make_contribution(title="Al verteld", facts=FACTS)
    sign_in(make_user())
    page = client.get("/uitdagingen/de-wadi/verhaal-erbij?q=wadi").text
    assert "Al verteld" in page
    for _press in range(2):
        answer = client.post("/uitdagingen/de-wadi/verhaal-erbij", data={"story": story.public_id})
        assert (answer.status_code, answer.location) == (303, "/uitdagingen/de-wadi#antw")
    assert db.session.query(LinkedAnswer).count() == 1
    page = client.get("/uitdagingen/de-wadi").text
    assert "1 antwoord" in page and "gekoppeld" in page
    assert "Al verteld" not in client.get("/uitdagingen/de-wadi/verhaal-erbij?q=wadi").text, "it stands there already"


def test_a_visitor_links_nothing(client, challenge):
    story = make_contribution()
    assert client.get("/uitdagingen/de-wadi/verhaal-erbij").status_code in (302, 303, 401, 403)
    client.post("/uitdagingen/de-wadi/verhaal-erbij", data={"story": story.public_id})
    assert db.session.query(LinkedAnswer).count() == 0


@pytest.mark.parametrize("what", ["members", "its own answer", "closed", "not there"])
def test_what_cannot_be_linked(client, sign_in, challenge, what):
    story = make_contribution(
        audience=Audience.MEMBERS if what == "members" else Audience.PUBLIC,
        challenge=challenge if what == "its own answer" else None,
    )
    if what == "closed":
        challenge.status = ChallengeStatus.CLOSED
        db.session.commit()
    sign_in(make_user(Role.MEMBER))
    sent = {"story": "geraden" if what == "not there" else story.public_id}
    assert client.post("/uitdagingen/de-wadi/verhaal-erbij", data=sent).status_code in (404, 409)
    assert db.session.query(LinkedAnswer).count() == 0


def test_a_linked_story_that_is_made_stricter_or_withdrawn_is_gone_from_there(app, client, challenge):
    stricter, withdrawn, stays = (make_contribution(title=title, facts=FACTS) for title in ("Strenger", "Terug", "Blijft"))
    for story in (stricter, withdrawn, stays):
        operations.link(challenge, story)
    db.session.commit()
    assert titles(seen(app, challenge).of_others) == ["Blijft", "Strenger", "Terug"]
    contributions.make_stricter(stricter, members_only=True, without_name=False, remove_more=False)
    contributions.withdraw(withdrawn)
    db.session.commit()
    page = client.get("/uitdagingen/de-wadi").text
    assert "1 antwoord" in page and "Strenger" not in page and "Terug<" not in page
    assert titles(seen(app, challenge, make_user(Role.MEMBER)).of_others) == ["Blijft", "Strenger"]


def test_its_contributor_takes_it_away_for_good(client, challenge):
    story = make_contribution(title="Mijn wadi", facts=FACTS, code="A" * 26)
    operations.link(challenge, story)
    db.session.commit()
    page = client.get(f"/volg/{'A' * 26}").text
    assert "Waarom loopt de wadi over?" in page and "weg-bij-uitdaging" in page
    client.post(f"/volg/{'A' * 26}/weg-bij-uitdaging", data={"challenge": "de-wadi"})
    assert "Mijn wadi" not in client.get("/uitdagingen/de-wadi").text
    with pytest.raises(Refusal):
        operations.link(challenge, story)
    client.post(f"/volg/{'A' * 26}/bij-uitdaging", data={"challenge": "de-wadi"})
    assert "Mijn wadi" in client.get("/uitdagingen/de-wadi").text


def test_the_own_page_offers_open_challenges_that_look_like_the_story(client, challenge):
    make_contribution(title="Mijn wadi bij de schoolstraat", facts=FACTS, code="A" * 26)
    make_challenge(slug="anders", title="Hoe parkeer je een deelfiets?", questions="Wie heeft deelfietsen?")
    page = client.get(f"/volg/{'A' * 26}").text
    assert "bij-uitdaging" in page and "Waarom loopt de wadi over?" in page and "deelfiets" not in page
    make_contribution(title="Voor leden, de wadi bij de schoolstraat", facts=FACTS, code="B" * 26, audience=Audience.MEMBERS)
    assert "bij-uitdaging" not in client.get(f"/volg/{'B' * 26}").text


def test_whoever_has_no_account_puts_a_story_with_a_challenge_that_they_choose(client, challenge):
    first = make_challenge(slug="eerste", title="Hoe parkeer je een deelfiets?")
    make_contribution(title="Mijn plein", facts="Iets anders.", code="A" * 26, challenge=first)
    assert 'href="/volg?uitdaging=de-wadi"' in client.get("/uitdagingen/de-wadi").text
    start = client.get("/volg?uitdaging=de-wadi").text
    assert challenge.title in start and 'name="uitdaging" value="de-wadi"' in start
    wrong = client.post("/volg", data={"code": "B" * 26, "uitdaging": "de-wadi"})
    assert wrong.status_code == 422 and 'name="uitdaging" value="de-wadi"' in wrong.text, "it is not lost by a slip"
    found = client.post("/volg", data={"code": "A" * 26, "uitdaging": "de-wadi"})
    assert found.location == f"/volg/{'A' * 26}?uitdaging=de-wadi#uitdagingen"
    page = client.get(found.location).text
    assert "Je kwam van deze uitdaging" in page and 'name="challenge" value="de-wadi"' in page
    client.post(f"/volg/{'A' * 26}/bij-uitdaging", data={"challenge": "de-wadi"})
    assert "Mijn plein" in client.get("/uitdagingen/de-wadi").text and "Mijn plein" in client.get("/uitdagingen/eerste").text
    assert "Je kwam van deze uitdaging" not in client.get(found.location).text, "it stands there"


@pytest.mark.parametrize("changes", [{"status": ChallengeStatus.DRAFT}, {"status": ChallengeStatus.CLOSED}])
def test_what_takes_no_answers_and_what_is_hidden_is_not_chosen(client, changes):
    make_challenge(slug="dicht", title="Waarom brokkelt de kademuur?", **changes)
    make_contribution(code="A" * 26)
    for path in ("/volg?uitdaging=dicht", f"/volg/{'A' * 26}?uitdaging=dicht", f"/volg/{'A' * 26}?uitdaging=bestaat-niet"):
        assert "kademuur" not in client.get(path).text and client.get(path).status_code == 200
    make_challenge(slug="open", title="Wie heeft een kademuur?")
    make_contribution(code="B" * 26, audience=Audience.MEMBERS)
    assert "kademuur" not in client.get(f"/volg/{'B' * 26}?uitdaging=open").text, "a story for members stands nowhere"


def test_who_asks_this_as_well_is_another_municipality(app, client, challenge, town):
    theme = term(Dimension.THEME, "ondergrond")
    alike = {"title": "Waar loopt de wadi vol?", "questions": "Wie legde een wadi?"}
    make_challenge(slug="elders", **alike)
    make_challenge(slug="zelfde", organisation=town, **alike)
    make_challenge(slug="concept", status=ChallengeStatus.DRAFT, **alike)
    make_challenge(slug="deelfiets", title="Hoe parkeer je een deelfiets?", questions="Wie heeft deelfietsen?")
    challenge.terms = [theme]
    db.session.commit()
    page = client.get("/uitdagingen/de-wadi").text
    shown = page.split('id="ook"')[1]
    assert "/uitdagingen/elders" in shown and "Open" in shown
    assert not [slug for slug in ("zelfde", "concept", "deelfiets") if f"/uitdagingen/{slug}" in shown]


def test_one_tap_says_that_it_plays_here(client, sign_in, challenge, town):
    other = make_municipality(name="Zonnedorp")
    sign_in(make_user(works_at=other))
    assert "Je antwoordt namens Zonnedorp." in client.get("/uitdagingen/de-wadi").text
    tap = {"answer": "yes", "organisation": other.id}
    assert client.post("/uitdagingen/de-wadi/speelt-ook-bij-ons", data=tap).location == "/uitdagingen/de-wadi#herkennen"
    client.post("/uitdagingen/de-wadi/speelt-ook-bij-ons", data=tap)
    assert [(said.organisation_id, said.answer.value) for said in db.session.query(queries.ChallengeRecognised)] == [(other.id, "yes")]
    client.post("/uitdagingen/de-wadi/speelt-ook-bij-ons", data=tap | {"answer": "take-back"})
    assert db.session.query(queries.ChallengeRecognised).count() == 0


def test_a_browser_counts_once_and_the_own_municipality_is_not_asked(app, client, sign_in, challenge, town):
    for answer in ("yes", "no"):
        client.post("/uitdagingen/de-wadi/speelt-ook-bij-ons", data={"answer": answer})
    assert [said.answer.value for said in db.session.query(queries.ChallengeRecognised)] == ["no"]
    mine = app.test_client()
    sign_in(make_user(works_at=town), mine)
    assert "speelt-ook-bij-ons" not in mine.get("/uitdagingen/de-wadi").text
    tap = {"answer": "yes", "organisation": town.id}
    assert mine.post("/uitdagingen/de-wadi/speelt-ook-bij-ons", data=tap).status_code == 409

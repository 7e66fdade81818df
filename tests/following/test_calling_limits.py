"""What can be put out and how widely: open questions, three themes at most, and no second time for who reached nobody."""

import re
from datetime import date

import pytest

from app.accounts.models import Role
from app.challenges.models import ChallengeHost
from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.following.models import Pace
from app.following.operations import calling
from app.following.operations.calling import Put
from app.following.permissions import may_put_out
from app.stocktaking.models import QuestionStatus
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_question, make_user, save, term
from tests.following.made import asked, at, follows, make_follower, round_of_mail

LARGE = ("klimaatadaptatie", "energietransitie", "deelmobiliteit", "ondergrond")


@pytest.fixture(autouse=True)
def begun(app):
    round_of_mail()  # what was there before is no news


@pytest.fixture
def challenge(app):
    made = make_challenge(slug="de-uitdaging", title="Waar is schaduw?", closes_on=date(2030, 1, 1))
    round_of_mail()
    return made


@pytest.mark.parametrize("status", QuestionStatus)
def test_a_question_is_put_out_and_asked_about_as_long_as_it_is_open(client, sign_in, status):
    question, member = make_question(slug="vraag", is_public=True), make_user(Role.MEMBER)
    follows(make_follower("volger@a.example"), question)
    calling.put_out(Put(question=question), by=member)
    question.status = status
    db.session.commit()
    is_open = status not in (QuestionStatus.ANSWERED, QuestionStatus.PARKED)
    assert may_put_out(member, question) == is_open and asked() == (["volger@a.example"] if is_open else [])
    sign_in(member)
    assert ("/vraagstukken/vraag/oproep" in client.get("/vraagstukken/vraag").text) == is_open
    assert client.get("/vraagstukken/vraag/oproep").status_code == (200 if is_open else 403)


def test_what_waits_to_be_asked_drops_out_when_the_question_is_answered(monkeypatch):
    question = make_question(slug="vraag", is_public=True)
    follows(make_follower("volger@a.example"), question, pace=Pace.WEEKLY)
    calling.put_out(Put(question=question), by=make_user(Role.MEMBER))
    db.session.commit()
    assert asked() == []
    question.status = QuestionStatus.ANSWERED
    db.session.commit()
    at(monkeypatch, 2027, 3, 8, 12)
    assert asked() == []


def test_at_most_three_themes_are_asked_in_one_call(client, sign_in, challenge):
    themes = [term(Dimension.THEME, code) for code in LARGE]
    challenge.terms = themes
    follows(make_follower("volger@a.example"), themes[3])
    db.session.commit()
    host = challenge.hosts[0].user
    with pytest.raises(Refusal, match="hooguit drie"):
        calling.put_out(Put(challenge=challenge, themes=LARGE), by=host)
    sign_in(host)
    path = "/uitdagingen/de-uitdaging/oproep"
    assert len(re.findall('name="thema"[^>]* checked', client.get(path).text)) == 3, "of its own four"
    answer = client.post(path, data={"thema": list(LARGE)})
    assert answer.status_code == 422 and "Kies hooguit drie" in answer.text
    assert len(re.findall('name="thema"[^>]* checked', answer.text)) == 4, "what was tapped still is"
    assert client.post(path, data={"thema": list(LARGE[:3])}).status_code == 303
    assert asked() == []


def test_a_call_that_reaches_nobody_is_put_out_no_more_and_no_less_than_another(client, sign_in, challenge):
    """Could it be put out again, whoever did so would know that nobody in this role follows it."""
    other = make_challenge(slug="de-andere", title=challenge.title, organisation=challenge.organisation, closes_on=challenge.closes_on)
    host, role = challenge.hosts[0].user, term(Dimension.ROLE).code
    save(ChallengeHost(challenge_id=other.id, user_id=host.id))
    follows(make_follower("volger@a.example", works_as=role), challenge)
    follows(make_follower("ander@a.example"), other)
    sign_in(host)
    seen = []
    for thing, reached in ((challenge, ["volger@a.example"]), (other, [])):
        path = f"/uitdagingen/{thing.slug}/oproep"
        pages = [client.get(f"{path}?rol={role}").text, client.post(path, data={"rol": role}).text]
        assert asked() == reached
        pages.append(client.post(path, data={"rol": role}).text)
        seen.append([page.replace(thing.slug, "") for page in pages])
    assert seen[0] == seen[1] and "deze maand al" in seen[0][2]
    assert calling.queries.number_of_calls_by(host, clock.now() - calling.NOT_AGAIN) == 2


def test_two_counts_do_not_tell_whether_somebody_is_in_a_role(challenge):
    """Whoever taps one role more sees the same number, as long as only a few are in it."""
    large, small = "beheerder", "ontwerper"
    for number in range(30):
        follows(make_follower(f"v{number}@a.example", works_as=large, works_at="municipality"), challenge)
    tapped = {roles: Put(challenge=challenge, roles=roles) for roles in ((large,), (large, small), (small,))}
    at_two_kinds = [Put(challenge=challenge, roles=(large, small), kinds=("municipality", "water_board"))]
    before = [calling.number_in_groups(put) for put in (*tapped.values(), *at_two_kinds)]
    assert before == [30, 30, 0, 30]
    for number in range(4):
        follows(make_follower(f"w{number}@a.example", works_as=small, works_at="water_board"), challenge)
        assert [calling.number_in_groups(put) for put in (*tapped.values(), *at_two_kinds)] == before
    assert [calling.number_reached(put) for put in tapped.values()] == [30, 34, 4], "they hear it all the same"
    for number in range(4, 9):
        follows(make_follower(f"w{number}@a.example", works_as=small, works_at="water_board"), challenge)
    assert calling.number_in_groups(tapped[(large, small)]) == 39 and calling.roughly_reached(tapped[(large, small)]) == 35


def test_beside_the_count_stands_that_people_say_it_themselves(client, sign_in, challenge):
    sign_in(challenge.hosts[0].user)
    path, role = "/uitdagingen/de-uitdaging/oproep", term(Dimension.ROLE).code
    said = "Volgens wat mensen zelf zeggen"
    assert said not in client.get(path).text and "niemand controleert dat" in client.get(path).text
    assert said in client.get(f"{path}?rol={role}").text
    assert "By what people say of themselves" in client.get(f"/en{path}?rol={role}").text

"""The hosts of a challenge that a story stands with ask its contributor one question, when the contributor lets them."""

import pytest

from app.answering.operations.beside import let_hosts_ask, link, take_away
from app.challenges.models import Challenge, ChallengeStatus
from app.contributions.models import Conversation, HostPhone, Side
from app.core.database import db
from app.core.errors import Refusal
from tests.answering.made import at_the_clock
from tests.contributions.followed import fresh
from tests.contributions.talking import allowed_before, conversation, number_of_before, yesterday
from tests.factories import make_challenge, make_contribution, make_user

CODE, QUESTION, ANSWER = "A" * 26, "Wie betaalde het zand?", "Dat betaalde de aannemer."
OWN = f"/volg/{CODE}/gastgemeente"


@pytest.fixture
def put(app):
    """A story without a name that answers a challenge, and stands with one of another municipality."""
    challenge, own = make_challenge(title="Waar kan een wadi?"), make_challenge(title="Waar blijft de regen?")
    story = make_contribution(code=CODE, title="Een wadi", challenge=own, author_id=make_user(given_name="Willeke").id, neighbourhood="Wadiwijk")
    link(challenge, story)
    db.session.commit()
    return challenge, story


def host(challenge, app, sign_in):
    browser = app.test_client()
    sign_in(challenge.hosts[0].user, browser)
    return browser


def allow(client, challenge):
    return client.post(OWN, data={"may_ask": "y", "challenge": challenge.slug})


def allow_before(client, challenge, story):
    """As if they were let ask a day earlier."""
    assert allow(client, challenge).status_code == 303
    allowed_before(story)


def test_it_is_offered_by_name_and_asked_once(app, client, sign_in, put):
    challenge, story = put
    asking, page = host(challenge, app, sign_in), f"/bijdragen/{story.public_id}/gesprek"
    assert challenge.organisation.name in client.get(f"/volg/{CODE}").text.split('id="gastgemeente"')[1]
    assert asking.get(page).status_code == 404, "not before the contributor allows it"
    assert allow(client, challenge).status_code == 303
    assert asking.get(page).status_code == 404, "nor on the day itself"
    allowed_before(story)
    assert page in asking.get(f"/uitdagingen/{challenge.slug}/antwoorden").text
    assert page in asking.get(f"/uitdagingen/{challenge.slug}/gesprekken").text.replace("/en/", "/")
    shown = asking.get(page).text
    assert "Waar kan een wadi?" in shown and "Willeke" not in shown and "Wadiwijk" not in shown
    assert asking.post(page, data={"text": QUESTION}).status_code == 303
    assert client.post(f"{OWN}/antwoord", data={"gast-text": ANSWER, "sure": "y"}).status_code == 303
    yesterday(story)
    assert ANSWER in asking.get(page).text
    assert asking.post(page, data={"text": "En nog iets?"}).status_code == 409


def test_once_the_challenge_is_closed_no_button_asks_and_what_was_asked_can_be_read(app, client, sign_in, put):
    challenge, story = put
    asking, here = host(challenge, app, sign_in), f"/uitdagingen/{challenge.slug}/antwoorden"
    allow_before(client, challenge, story)
    offered = "Iets vragen kan alleen waar de inzender dat goed vindt"
    assert "Stel één vraag" in asking.get(here).text and offered in asking.get(here).text
    challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    page = asking.get(here).text
    assert f"/bijdragen/{story.public_id}/gesprek" not in page and offered not in page
    db.session.add(HostPhone(contribution_id=story.id, phone="010 123 45 67"))
    number_of_before()
    page = asking.get(here).text
    assert "Je mag bellen" in page and "Stel één vraag" not in page
    challenge.status = ChallengeStatus.PUBLISHED
    db.session.commit()
    asking.post(f"/bijdragen/{story.public_id}/gesprek", data={"text": QUESTION})
    fresh_challenge = db.session.get(Challenge, challenge.id)
    fresh_challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    page = asking.get(here).text
    assert "Lees het gesprek" in page and "Stel één vraag" not in page


def test_the_hosts_of_its_own_challenge_read_none_of_it(app, client, sign_in, put):
    challenge, story = put
    allow_before(client, challenge, story)
    theirs, page = host(story.challenge, app, sign_in), f"/bijdragen/{story.public_id}/gesprek"
    before = [theirs.get(path).text for path in (f"/bijdragen/{story.public_id}", f"/uitdagingen/{story.challenge.slug}/gesprekken")]
    host(challenge, app, sign_in).post(page, data={"text": QUESTION})
    assert theirs.get(page).status_code == 404 and theirs.post(page, data={"text": "En ik?"}).status_code == 404
    assert before == [theirs.get(path).text for path in (f"/bijdragen/{story.public_id}", f"/uitdagingen/{story.challenge.slug}/gesprekken")]
    assert client.post(OWN, data={"may_ask": "y"}).status_code == 409, "what was asked stays with who asked it"


def test_taking_it_away_there_stops_it_and_another_may_ask(app, client, sign_in, put):
    challenge, story = put
    allow(client, challenge)
    client.post(f"{OWN}/bellen", data={"phone": "06 12345678"})
    assert db.session.get(HostPhone, story.id) is not None
    take_away(challenge, fresh(story))
    db.session.commit()
    assert conversation(story) is None and db.session.get(HostPhone, story.id) is None
    assert allow(client, challenge).status_code == 409
    assert client.post(OWN, data={"may_ask": "y"}).status_code == 303
    assert conversation(story).challenge == story.challenge


def test_a_number_stays_as_long_as_the_challenge_that_it_is_for_is_open(app, client, put):
    """Also of a story that answers no challenge itself."""
    challenge, story = put
    story.challenge = None
    db.session.commit()
    allow(client, challenge)
    client.post(f"{OWN}/bellen", data={"phone": "06 12345678"})
    at_the_clock("forget-host-phones")
    assert db.session.get(HostPhone, story.id) is not None


@pytest.mark.parametrize("how", ["not there", "taken away", "their own"])
def test_nobody_is_let_in_who_is_not_to_be(app, put, how):
    challenge, story = put
    if how == "taken away":
        take_away(challenge, story)
    elif how == "their own":
        story.kept_from.append(challenge.organisation)
    else:
        challenge = make_challenge()
    db.session.flush()
    with app.test_request_context(), pytest.raises(Refusal):
        let_hosts_ask(challenge, story)
    assert db.session.get(Conversation, (story.id, Side.HOST)) is None


def test_the_own_page_goes_on_when_the_challenge_is_gone(client, put):
    challenge, story = put
    allow(client, challenge)
    talk = conversation(story)
    talk.challenge = None
    db.session.commit()
    assert client.get(f"/volg/{CODE}").status_code == 200


def test_the_page_with_the_answers_says_where_the_host_may_call_and_never_the_number(app, client, sign_in, put):
    challenge, story = put
    here = f"/uitdagingen/{challenge.slug}/antwoorden"
    db.session.add(HostPhone(contribution_id=story.id, phone="010 123 45 67"))
    db.session.commit()
    asking = host(challenge, app, sign_in)
    assert "Je mag bellen" not in asking.get(here).text, "the number is for the hosts that its contributor lets ask"
    allow_before(client, challenge, story)
    db.session.merge(HostPhone(contribution_id=story.id, phone="010 123 45 67"))
    db.session.commit()
    assert "Je mag bellen" not in asking.get(here).text, "from tomorrow"
    number_of_before()
    page = asking.get(here).text
    assert "Je mag bellen" in page and f"/bijdragen/{story.public_id}/gesprek" in page and "010 123" not in page
    other = host(story.challenge, app, sign_in)
    assert "Je mag bellen" not in other.get(f"/uitdagingen/{story.challenge.slug}/antwoorden").text

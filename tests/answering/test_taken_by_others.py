"""A story that somebody put with a challenge is taken away by its hosts, by the desk, or at once by whoever put it."""


import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.answering import operations, queries
from app.answering.models import AnswerMark, LinkedAnswer, Verdict
from app.answering.queries import beside
from app.challenges.models import ChallengeStatus
from app.contributions import operations as contributions
from app.contributions.models import Audience
from app.core.clock import now
from app.core.database import db
from app.notifications.models import Notification
from app.pages.own_data import whole_record_of
from tests.answering.putting import CODE, LINK, PAGE, PUT, STORY, TAKEN, TITLE, away, host_of, mails, put, stands
from tests.at_once import InBetween, at_once, posts
from tests.factories import make_challenge, make_contribution, make_municipality, make_user

SHOWN = "Jouw verhaal staat nu bij een uitdaging"
OWN_PAGE = "haalde jouw verhaal weg bij deze uitdaging"


@pytest.fixture
def challenge(app):
    return make_challenge(slug="de-wadi", title=TITLE)


@pytest.fixture
def story(app):
    return make_contribution(code=CODE, title=STORY, author_id=make_user().id)


@pytest.mark.parametrize("who", ["host", "desk"])
def test_a_host_and_the_desk_take_it_away_after_one_question(app, client, sign_in, challenge, story, who):
    put(challenge, story)
    sign_in(host_of(challenge) if who == "host" else make_user(Role.EDITOR))
    pages = [f"{PAGE}/antwoorden", PAGE] if who == "host" else [PAGE]
    assert all(f'href="{away(story)}"' in client.get(page).text for page in pages)
    asked = client.get(away(story)).text
    assert STORY in asked and "telt daar niet mee" in asked and "Nee, houd het" in asked and stands(challenge, story)
    for _double in range(2):
        answer = client.post(away(story))
        assert answer.status_code == 303 and answer.location == (f"{PAGE}/antwoorden" if who == "host" else f"{PAGE}#antw")
    assert not stands(challenge, story)
    assert "Weggehaald" in client.get(PAGE).text
    assert "Het staat niet meer bij deze uitdaging" in client.get(away(story)).text
    visitor = app.test_client().get(PAGE).text
    assert "Nog geen antwoord" in visitor and STORY not in visitor
    assert STORY in app.test_client().get(f"/bijdragen/{story.public_id}").text, "the story itself stays where it was told"


@pytest.mark.parametrize("who", ["nobody", "account", "member", "coordinator", "administrator", "another host", "colleague"])
def test_nobody_else_does(client, sign_in, challenge, story, who):
    put(challenge, story)
    kinds = {
        "account": (), "member": (Role.MEMBER,), "coordinator": (Role.COORDINATOR,),
        "administrator": (Role.ADMINISTRATOR,), "another host": (Role.HOST, make_municipality()),
        "colleague": (Role.HOST, challenge.organisation),
    }
    if who != "nobody":
        sign_in(make_user(*kinds[who]))
    assert "weghalen" not in client.get(PAGE).text
    for answer in (client.get(away(story)), client.post(away(story))):
        assert answer.status_code in (302, 303, 401, 403, 404)
    assert stands(challenge, story)


def test_a_host_of_one_challenge_takes_nothing_from_another(client, sign_in, challenge, story):
    put(challenge, story)
    elsewhere = make_challenge(slug="elders")
    sign_in(host_of(elsewhere))
    assert client.post(f"/uitdagingen/elders/antwoorden/{story.public_id}/weghalen").status_code == 404
    assert stands(challenge, story)


def test_what_was_told_for_the_challenge_itself_is_not_taken_away(client, sign_in, challenge):
    answer = make_contribution(challenge=challenge, title="Een eigen antwoord")
    sign_in(host_of(challenge))
    assert away(answer) not in client.get(f"{PAGE}/antwoorden").text
    assert client.get(away(answer)).status_code == 404 == client.post(away(answer)).status_code
    assert "Een eigen antwoord" in client.get(PAGE).text


@pytest.mark.parametrize("out", ["for members", "held challenge"])
def test_what_a_visitor_does_not_read_is_not_there_for_the_desk_either(client, sign_in, challenge, story, out):
    put(challenge, story)
    if out == "held challenge":
        challenge.held_at = now()
    else:
        story.audience = Audience.MEMBERS
        contributions.relist(story)
    db.session.commit()
    sign_in(make_user(Role.EDITOR))
    assert client.get(away(story)).status_code == 404 == client.post(away(story)).status_code


def test_only_its_contributor_puts_it_back(app, client, sign_in, challenge, story):
    put(challenge, story, by_contributor=True)
    sign_in(host_of(challenge))
    client.post(away(story))
    assert client.post(LINK, data={"story": story.public_id}).status_code == 409
    assert STORY not in client.get(f"{LINK}?q=wadi").text, "what cannot be put there is not offered"
    assert not stands(challenge, story)
    own = app.test_client()
    page = own.get(f"/volg/{CODE}").text
    assert OWN_PAGE in page and page.count(f'value="{challenge.slug}"') == 1
    own.post(f"/volg/{CODE}/bij-uitdaging", data={"challenge": "de-wadi"})
    assert stands(challenge, story) and OWN_PAGE not in own.get(f"/volg/{CODE}").text
    assert not any(TAKEN in mail.text for mail in mails())


def test_what_the_hosts_said_of_it_goes_too_and_a_restore_takes_it_away_again(challenge, story):
    put(challenge, story)
    host = host_of(challenge)
    operations.judge(challenge, story, Verdict.NOW, "", host, 0)
    operations.beside.take_away_as_other(challenge, story, host)
    db.session.commit()
    assert queries.mark_on(challenge, story) is None and db.session.scalars(select(AnswerMark)).all() == []
    db.session.get(LinkedAnswer, (challenge.id, story.id)).taken_away_at = None  # as an older backup has it
    db.session.commit()
    assert operations.take_away_again() == 1 and not stands(challenge, story)


@pytest.mark.parametrize("who", ["host", "desk"])
def test_what_a_closing_note_rests_on_goes_by_the_desk_only(client, sign_in, challenge, story, who):
    put(challenge, story)
    operations.judge(challenge, story, Verdict.NOW, "", host_of(challenge), 0)
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, now()
    db.session.commit()
    sign_in(host_of(challenge) if who == "host" else make_user(Role.EDITOR))
    asked = client.get(away(story)).text
    assert ("Vraag het de redactie" in asked) is (who == "host") and ("Haal het daar weg" in asked) is (who == "desk")
    assert client.post(away(story)).status_code == (409 if who == "host" else 303)
    assert stands(challenge, story) is (who == "host")


def test_who_did_not_hear_yet_that_it_stood_there_reads_on_the_own_page_that_it_went(app, client, sign_in, challenge, story):
    """They may have read there before the mail of the day that it stood with a challenge."""
    put(challenge, story)
    assert SHOWN in app.test_client().get(f"/volg/{CODE}").text
    sign_in(make_user(Role.EDITOR))
    client.post(away(story))
    assert mails() == [] == mails(1) and db.session.scalars(select(Notification)).all() == []
    page = app.test_client().get(f"/volg/{CODE}").text
    assert OWN_PAGE in page and SHOWN not in page
    (there,) = whole_record_of(story)["stands_with"]
    assert there["taken_away_by_hosts_or_desk"]


@pytest.mark.parametrize("knew", ["was told", "put it there"])
def test_who_knew_that_it_stood_there_hears_once_that_it_does_not(app, client, sign_in, challenge, story, knew):
    put(challenge, story, by_contributor=knew == "put it there")
    assert [PUT in mail.text for mail in mails()] == [True] * (knew == "was told")
    editor = make_user(Role.EDITOR)
    sign_in(editor)
    client.post(away(story))
    (mail,) = mails(1)
    assert mail.address == story.author.email and TAKEN in mail.text and PUT not in mail.text
    for never in (TITLE, STORY, story.facts, editor.email, editor.name, challenge.organisation.name):
        assert never not in mail.text + mail.subject
    assert sum(TAKEN in left.text for left in db.session.scalars(select(Notification))) == 1
    assert mails(2) == []
    own = app.test_client()
    page = own.get(f"/volg/{CODE}").text.split('id="uitdagingen"')[1]
    assert OWN_PAGE in page and TITLE in page and "Je kunt het terugzetten" in page
    assert "took your story away from this challenge" in own.get(f"/en/volg/{CODE}").text
    assert [one["taken_away_by_hosts_or_desk"] for one in whole_record_of(story)["stands_with"]] == [True]
    challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    closed = own.get(f"/volg/{CODE}").text.split('id="uitdagingen"')[1]
    assert OWN_PAGE in closed and TITLE in closed and "Je kunt het terugzetten" not in closed


def test_who_takes_the_own_story_away_as_a_host_is_not_told(challenge):
    host = host_of(challenge)
    story = make_contribution(author_id=host.id)
    put(challenge, story, by=host)
    operations.beside.take_away_as_other(challenge, story, host)
    db.session.commit()
    assert mails() == [] and not stands(challenge, story)


def test_after_a_restore_nobody_hears_once_more_that_it_went(challenge, story):
    put(challenge, story, by_contributor=True)
    operations.beside.take_away_as_other(challenge, story, host_of(challenge))
    operations.pass_over()
    db.session.commit()
    assert mails() == []


def test_a_host_and_the_contributor_at_one_moment(app, sign_in, challenge, story, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    put(challenge, story, by_contributor=True)
    host = app.test_client()
    sign_in(host_of(challenge), host)
    leaving = posts(app.test_client(), f"/volg/{CODE}/weg-bij-uitdaging", {"challenge": "de-wadi"})
    assert at_once(app, posts(host, away(story), {}), leaving) == [303, 303]
    assert not stands(challenge, story)


def test_a_judgement_of_a_colleague_at_one_moment_leaves_nothing_behind(app, sign_in, challenge, story, monkeypatch):
    monkeypatch.setattr(app, "test_client_class", None)
    put(challenge, story)
    judging, taking = app.test_client(), app.test_client()
    for browser in (judging, taking):
        sign_in(host_of(challenge), browser)
    start, path = f"antwoord-{story.public_id}-", f"{PAGE}/antwoorden/{story.public_id}"
    said = {f"{start}fits": "now", f"{start}why": "", f"{start}seen": "0"}
    between = InBetween(app, posts(judging, path, said))
    monkeypatch.setattr(beside, "link_between", between.after(beside.link_between))
    assert at_once(app, posts(taking, away(story), {})) == [303] and between.finish() == 404
    assert db.session.scalars(select(AnswerMark)).all() == [] and not stands(challenge, story)

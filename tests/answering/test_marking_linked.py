"""A story that was told elsewhere and put with a challenge is marked as any answer, and waits for no reaction."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.answering import operations, queries
from app.answering.models import AnswerMark, ConditionCheck, Holds, Verdict
from app.answering.operations.beside import link, take_away
from app.answering.permissions import may_see_mark, visible_to
from app.answering.queries import beside
from app.answering.side_by_side import conditions_of, mark_of
from app.challenges.models import ChallengeStatus
from app.contributions import operations as contributions
from app.contributions.disclosure import disclosed
from app.core.clock import today, workday_after
from app.core.database import db
from app.core.outbox import Email
from app.pages.own_data import whole_record_of
from tests.answering.made import at_the_clock
from tests.at_once import InBetween, at_once, posts
from tests.challenges.people import every_kind_of_person
from tests.factories import make_challenge, make_contribution, make_municipality, make_user

CODE, WHY = "A" * 26, "Bij ons is de straat te smal."


@pytest.fixture
def put(app):
    """A challenge, and a story that answers another one and was put there by somebody."""
    challenge = make_challenge(title="Waar kan een wadi?")
    story = make_contribution(code=CODE, title="Een wadi", challenge=make_challenge(), author_id=make_user().id, condition="Er is zand.")
    link(challenge, story)
    db.session.commit()
    return challenge, story


def judge(challenge, story, verdict=Verdict.NO, reason=WHY):
    operations.judge(challenge, story, verdict, reason, challenge.hosts[0].user, 0)
    db.session.commit()


def marks():
    return db.session.scalars(select(AnswerMark)).all()


def press(client, sign_in, challenge, story):
    sign_in(challenge.hosts[0].user)
    start, page = f"antwoord-{story.public_id}-", f"/uitdagingen/{challenge.slug}/antwoorden"
    shown = client.get(page).text
    said = client.post(f"{page}/{story.public_id}", data={f"{start}fits": "no", f"{start}why": WHY, f"{start}seen": "0"})
    return shown, said


def test_its_host_marks_it_thanks_and_finds_its_conditions(app, client, sign_in, put):
    challenge, story = put
    shown, said = press(client, sign_in, challenge, story)
    assert "gekoppeld" in shown and "Elders verteld" in shown and "Reageer uiterlijk" not in shown and said.status_code == 303
    assert client.post(f"/uitdagingen/{challenge.slug}/antwoorden/{story.public_id}/bedanken").status_code == 303
    assert "Er is zand." in client.get(f"/uitdagingen/{challenge.slug}/voorwaarden").text
    (mark,) = marks()
    assert (mark.challenge_id, mark.verdict, mark.reason, mark.is_on_linked) == (challenge.id, Verdict.NO, WHY, True)
    own = app.test_client().get(f"/volg/{CODE}").text.split('id="oordeel"')[1].split("</section>")[0]
    assert WHY in own and "Waar kan een wadi?" in own and "bedankt je voor je verhaal" in own


def test_the_host_of_the_challenge_that_it_answers_does_not_see_it(app, client, sign_in, put):
    challenge, story = put
    judge(challenge, story)
    others = ((challenge.hosts[0].user, True), (make_user(Role.MEMBER), True), (story.challenge.hosts[0].user, False), (make_user(), False))
    for user, sees in others:
        theirs = app.test_client()
        sign_in(user, theirs)
        assert (WHY in theirs.get(f"/bijdragen/{story.public_id}").text) is sees
    assert WHY not in app.test_client().get(f"/bijdragen/{story.public_id}").text
    sign_in(story.challenge.hosts[0].user, client)
    assert WHY not in client.get(f"/uitdagingen/{story.challenge.slug}/antwoorden").text


@pytest.mark.parametrize("left", [False, True])
def test_the_rule_and_its_sql_agree(app, put, left):
    challenge, story = put
    judge(challenge, story)
    if left:
        (mark,) = marks()
        mark.link.taken_away_at = story.published_at
        db.session.commit()
    (mark,) = marks()
    for kind, person in every_kind_of_person(challenge).items():
        wanted = select(AnswerMark).join(AnswerMark.challenge).join(AnswerMark.contribution).where(visible_to(person))
        assert (mark in db.session.scalars(wanted).unique().all()) is may_see_mark(person, mark), kind


@pytest.mark.parametrize("gone", ["taken away", "stricter", "withdrawn"])
def test_what_was_said_of_it_goes_with_it(app, put, gone):
    challenge, story = put
    judge(challenge, story)
    (found,) = (one for one in conditions_of(disclosed(story, challenge.hosts[0].user)) if one.is_said)
    operations.check(challenge, {mark_of(found): Holds.YES})
    if gone == "taken away":
        take_away(challenge, story)
    elif gone == "stricter":
        contributions.make_stricter(story, members_only=True, without_name=False, remove_more=False)
    else:
        contributions.withdraw(story)
    db.session.commit()
    assert marks() == [] and db.session.scalars(select(ConditionCheck)).all() == []


def test_what_was_said_is_kept_for_a_woo_request_unseen(app, client, put):
    challenge, story = put
    judge(challenge, story)
    administrator = make_user(Role.ADMINISTRATOR)
    contributions.freeze([story.id], "W1", today(), administrator)
    take_away(challenge, story)
    db.session.commit()
    assert len(marks()) == 1 and WHY not in client.get(f"/volg/{CODE}").text
    contributions.lift("W1", administrator)
    db.session.commit()
    assert marks() == []


def test_hosts_hear_that_it_is_there_and_never_that_it_waits(app, put):
    challenge, story = put
    sunday = today() + timedelta(days=6 - today().weekday())
    at_the_clock("tell-hosts", workday_after(sunday, 1), 10)
    hosts = {host.user.email for host in challenge.hosts}
    mails = [mail for mail in db.session.scalars(select(Email)) if mail.address in hosts]
    assert len(mails) == 2 and all("1 verhaal dat elders is verteld" in mail.text for mail in mails)
    at_the_clock("tell-hosts", workday_after(sunday, 25), 10)
    assert len([mail for mail in db.session.scalars(select(Email)) if mail.address in hosts]) == 2


def test_its_contributor_hears_it_without_the_words(app, put):
    challenge, story = put
    judge(challenge, story)
    at_the_clock("tell-reactions", hour=17)
    (mail,) = (mail for mail in db.session.scalars(select(Email)) if mail.address == story.author.email)
    assert "bij haar uitdaging" in mail.text and WHY not in mail.text and "Waar kan een wadi?" not in mail.text


def test_the_box_says_in_words_what_is_still_to_come(client, put):
    challenge, story = put
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert "Nog geen antwoord." in page and "1 verhaal bij dat elders is verteld" in page and "binnen vijf werkdagen" in page
    make_contribution(challenge=challenge, title="Een eigen antwoord")
    page = client.get(f"/uitdagingen/{challenge.slug}").text
    assert "Er staat ook 1 verhaal bij" in page and "wel 1 verhaal" not in page
    assert "nog niet; zij reageert" in page and "in de maand van plaatsing" in page


def test_a_story_of_the_municipality_itself_is_no_answer_and_is_not_marked(app, client, sign_in):
    town = make_municipality()
    challenge = make_challenge(organisation=town)
    story = make_contribution(organisation=town, names_organisation=True)
    link(challenge, story)
    db.session.commit()
    _shown, said = press(client, sign_in, challenge, story)
    assert said.status_code == 404 and queries.answers_of(challenge) == [] and marks() == []


def test_the_own_record_names_only_a_challenge_that_everybody_reads(client, sign_in, put):
    challenge, story = put
    judge(challenge, story)
    assert [found["challenge"] for found in whole_record_of(story)["reactions"]] == [challenge.title]
    challenge.status = ChallengeStatus.DRAFT
    db.session.commit()
    assert [found["challenge"] for found in whole_record_of(story)["reactions"]] == [""]


def test_a_host_marks_nothing_of_a_story_that_leaves_meanwhile(app, sign_in, put, monkeypatch):
    """Else it would be there again, unseen since, once its contributor puts the story back."""
    challenge, story = put
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    host = app.test_client()
    sign_in(challenge.hosts[0].user, host)
    start, path = f"antwoord-{story.public_id}-", f"/uitdagingen/{challenge.slug}/antwoorden/{story.public_id}"
    between = InBetween(app, posts(host, path, {f"{start}fits": "no", f"{start}why": WHY, f"{start}seen": "0"}))
    monkeypatch.setattr(beside, "link_between", between.after(beside.link_between))
    leaving = posts(app.test_client(), f"/volg/{CODE}/weg-bij-uitdaging", {"challenge": challenge.slug})
    assert at_once(app, leaving) == [303] and between.finish() == 404
    assert marks() == []

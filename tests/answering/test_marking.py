"""What hosts say of an answer: who may say and see it, that two hosts do not overwrite each other, and what ends it."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.answering import operations, queries
from app.answering.models import AnswerMark, Verdict
from app.answering.permissions import may_see_mark, visible_to
from app.challenges.models import Challenge, ChallengeStatus
from app.contributions import operations as contributions
from app.contributions.models import Audience, Contribution, Status
from app.core.clock import now
from app.core.database import db
from app.core.errors import Refusal
from tests.answering.made import answered, marked
from tests.challenges.people import every_kind_of_person
from tests.factories import make_contribution, make_user


def marks():
    return db.session.scalars(select(AnswerMark)).all()


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.HELD, Status.WITHDRAWN])
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("held", [False, True])
def test_the_rule_and_its_sql_agree(app, status, audience, held):
    challenge, (story,) = answered(audience=audience, status=status, published_at=now())
    mark = marked(challenge, story)
    challenge.held_at = now() if held else None
    db.session.commit()
    seeing = set()
    for name, person in every_kind_of_person(challenge).items():
        wanted = select(AnswerMark).join(AnswerMark.challenge).join(AnswerMark.contribution).where(visible_to(person))
        may = may_see_mark(person, mark)
        assert (mark in db.session.scalars(wanted).all()) is may, name
        seeing |= {name} if may else set()
    if status is not Status.PUBLISHED or audience is Audience.MEMBERS:
        assert seeing == set()
    elif not held:
        assert {"its host", "member here", "member elsewhere", "coordinator elsewhere"} <= seeing
        assert not seeing & {"visitor", "without a role", "host elsewhere", "host here", "a former host", "administrator here"}


def test_two_hosts_do_not_overwrite_each_other(app):
    challenge, (story,) = answered()
    one, other = (host.user for host in challenge.hosts)
    operations.judge(challenge, story, Verdict.NOW, "", one, 0)
    operations.judge(challenge, story, Verdict.NOW, "", other, 0)  # the same said twice is said once
    with pytest.raises(Refusal):
        operations.judge(challenge, story, Verdict.NO, "Te duur.", other, 0)
    assert [(m.verdict, m.by_id, m.turn) for m in marks()] == [(Verdict.NOW, one.id, 1)]
    operations.judge(challenge, story, Verdict.NO, "Te duur.", other, 1)
    assert [(m.verdict, m.reason, m.turn) for m in marks()] == [(Verdict.NO, "Te duur.", 2)]


def test_what_the_closing_note_rests_on_stays_as_it_was(client, sign_in):
    challenge, (one, other) = answered("Een put", "Een boom")
    host = challenge.hosts[0].user
    operations.judge(challenge, one, Verdict.NO, "Te duur.", host, 0)
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, now()
    db.session.commit()
    sign_in(host)
    here = f"/uitdagingen/{challenge.slug}/antwoorden"
    assert "Dit blijft zoals het is" in client.get(here).text
    name = f"antwoord-{one.public_id}"
    typed = {f"{name}-fits": "no", f"{name}-why": "Toch te nat.", f"{name}-seen": "1"}
    late = client.post(f"{here}/{one.public_id}", data=typed)
    assert late.status_code == 409 and "Toch te nat." in late.text and "Te duur." in late.text
    assert client.post(f"{here}/{one.public_id}/terug", data={f"{name}-seen": "1"}).status_code == 409
    assert [mark.reason for mark in marks()] == ["Te duur."]
    operations.judge(challenge, other, Verdict.LATER, "", host, 0)
    operations.judge(challenge, other, Verdict.NOW, "", host, 1)  # what was never part of the note can change
    assert {mark.verdict for mark in marks()} == {Verdict.NO, Verdict.NOW}


def test_what_was_said_is_taken_back_and_thanks_stay(app):
    challenge, (story,) = answered()
    host = challenge.hosts[0].user
    operations.judge(challenge, story, Verdict.LATER, "", host, 0)
    operations.take_back(challenge, story, host, 1)
    operations.take_back(challenge, story, host, 1)
    assert marks() == []
    operations.thank(challenge, story, host)
    operations.thank(challenge, story, host)
    operations.judge(challenge, story, Verdict.NOW, "", host, 0)
    operations.take_back(challenge, story, host, 1)
    assert [(m.verdict, m.thanked_at is not None) for m in marks()] == [(None, True)]


@pytest.mark.parametrize("gone", ["withdrawn", "stricter"])
def test_a_mark_goes_with_the_story(app, gone):
    challenge, (story,) = answered()
    marked(challenge, story, verdict="no", reason="Past niet bij ons.")
    if gone == "withdrawn":
        story.status = Status.WITHDRAWN
        contributions.withdraw_from_lists(story)
    else:
        story.audience = Audience.MEMBERS
        contributions.relist(story)
    assert marks() == []


def test_a_mark_waits_for_a_story_that_is_held(app):
    challenge, (story,) = answered()
    marked(challenge, story)
    story.status = Status.HELD
    contributions.withdraw_from_lists(story)
    member = make_user(Role.MEMBER)
    assert len(marks()) == 1 and queries.marks_on_story(story, member) == [] and queries.answers_of(challenge) == []
    story.status = Status.PUBLISHED
    contributions.relist(story)
    assert len(queries.marks_on_story(story, member)) == 1


def test_only_what_others_lived_through_is_an_answer(app):
    challenge, (other,) = answered()
    own = challenge.organisation
    make_contribution(challenge=challenge, organisation=own, names_organisation=True, title="Van onszelf")
    hidden = make_contribution(challenge=challenge, organisation=own, title="Zonder naam")  # nobody may know whose
    make_contribution(challenge=challenge, audience=Audience.MEMBERS, title="Voor leden")
    assert {story.title for story in queries.answers_of(challenge)} == {other.title, hidden.title}
    assert {one.contribution_id for one in queries.arrived()} == {other.id, hidden.id}


def test_a_question_is_a_reaction(app):
    challenge, (story,) = answered()
    operations.note_asked(challenge, story, challenge.hosts[0].user)
    assert [one.reacted_at is not None for one in queries.arrived(challenge)] == [True]
    assert db.session.get(Contribution, story.id) and db.session.get(Challenge, challenge.id)

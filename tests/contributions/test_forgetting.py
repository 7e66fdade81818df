"""What was promised to be deleted is deleted on its day, with everything that hangs on it, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import Role, UserSession
from app.accounts.operations import begin_session, invite, remove_what_expired, say_where_one_works
from app.contributions import operations
from app.contributions.models import Audience, Contribution, Proposal, Remark, Status, Step, ViewOfHidden
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.fulltext import matches
from app.notifications.models import Notification
from app.notifications.operations import forget_old_messages, tell
from tests.factories import make_contribution, make_organisation, make_question, make_user
from tests.traces import everything_with

CANARY = "kanariegeel"


@pytest.fixture
def later(app, monkeypatch):
    """Lets the clock run ahead by so many days."""
    start = clock.now()

    def go(days):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=days))

    return go


def test_a_story_that_was_taken_back_leaves_only_its_random_address(app, client, later):
    names = ("title", "facts", "lesson", "opinion", "neighbourhood", "organisation_name", "role")
    story = make_contribution(audience=Audience.PUBLIC, **dict.fromkeys(names, f"Het was {CANARY} in de straat"))
    editor = make_user(Role.EDITOR)
    make_question(story)
    db.session.add(Remark(contribution_id=story.id, from_contributor=True, text=CANARY))
    story.proposals.append(Proposal(title=CANARY, facts=CANARY))
    story.steps.append(Step(what="published", by_role="editor", note=CANARY))
    operations.log_view(story, editor)
    with app.test_request_context("/"):
        operations.withdraw(story)
    db.session.commit()
    address = f"/bijdragen/{story.public_id}"
    later(deal().ended_days - 1)
    assert operations.forget_ended_stories() == 0
    later(deal().ended_days)
    assert operations.forget_ended_stories() == 1
    db.session.commit()
    assert everything_with(CANARY) == []
    assert not matches("public", [{CANARY}]) and not matches("members", [{CANARY}])
    assert client.get(address).status_code == 410
    assert operations.forget_ended_stories() == 0


def test_a_refused_story_goes_without_a_trace_and_others_stay(client, later):
    refused, other = make_contribution(status=Status.READING), make_contribution()
    operations.refuse(refused, make_user(Role.EDITOR), "Dit is reclame.")
    db.session.commit()
    address = f"/bijdragen/{refused.public_id}"
    later(deal().ended_days + 1)
    assert operations.forget_ended_stories() == 1
    db.session.commit()
    assert client.get(address).status_code == 404
    assert db.session.scalars(select(Contribution)).all() == [other]


def test_the_page_of_the_contributor_names_the_day(app, client):
    story = make_contribution(code="A" * 26)
    with app.test_request_context("/"):
        operations.withdraw(story)
    db.session.commit()
    day = clock.today() + timedelta(days=deal().ended_days)
    assert operations.deleted_on(story) == day
    assert f"Op {day.day} " in client.get("/volg/" + "A" * 26).text


def test_the_reading_log_is_forgotten_by_name_and_the_history_stays(later):
    story = make_contribution(status=Status.RECEIVED)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, editor)
    operations.log_view(story, editor)
    db.session.commit()
    later(30 * (deal().log_months - 1))
    assert operations.forget_who_read() == 0
    later(31 * deal().log_months + 2)
    assert operations.forget_who_read() == 1
    assert db.session.scalar(select(func.count()).select_from(ViewOfHidden)) == 0
    assert [(step.what, step.by_id) for step in story.steps] == [("opened", None)]


def test_messages_sessions_invitations_and_addresses_go_in_time(app, later):
    user, organisation = make_user(), make_organisation()
    with app.test_request_context("/"):
        tell([user], "Er is iets", "Kijk op de site")
    begin_session(user, "browser")
    invite("iemand@voorbeeld.example", organisation, Role.MEMBER, by=user)
    say_where_one_works(user, organisation, "iemand@elders.example")
    db.session.commit()
    later(29)
    remove_what_expired()
    assert everything_with("iemand@voorbeeld.example") == ["invitation.email"]
    assert everything_with("iemand@elders.example") == []
    later(31 * (deal().message_months + 1))
    remove_what_expired()
    assert forget_old_messages() == 1
    assert everything_with("iemand@voorbeeld.example") == []
    assert db.session.scalar(select(func.count()).select_from(UserSession)) == 0
    assert db.session.scalar(select(func.count()).select_from(Notification)) == 0

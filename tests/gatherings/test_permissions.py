"""Who may see a gathering, run it, help at its door and take notes; and until when."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Gathering, GatheringStatus, Task, TaskHolder
from app.gatherings.permissions import may_help, may_organise, may_take_notes, may_view, organised_by, visible_to
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give, make_gathering
from tests.gatherings.people import HELP, RUN_IT, TAKE_NOTES, every_kind_of_person

AGO = (-20, 0, 1, 2, 14, 15, 365, 366)  # days after the gathering


@pytest.mark.parametrize("status", GatheringStatus)
@pytest.mark.parametrize("days", AGO)
def test_the_rules_and_their_sql_agree(app, status, days):
    gathering = make_gathering(status=status, on=today() - timedelta(days), cohosts=[make_municipality()])
    for name, person in every_kind_of_person(gathering).items():
        listed = db.session.scalars(select(Gathering).where(visible_to(person))).all()
        assert (gathering in listed) is may_view(person, gathering), name
        own = db.session.scalars(select(Gathering).where(organised_by(person))).all()
        assert (gathering in own) is may_organise(person, gathering), name


def allowed(may, gathering, people):
    return {name for name, person in people.items() if may(person, gathering)}


def test_each_task_allows_its_own_and_ends_with_the_gathering(app):
    gathering = make_gathering(on=today(), cohosts=[make_municipality()], status=GatheringStatus.DRAFT)
    people = every_kind_of_person(gathering)
    assert allowed(may_organise, gathering, people) == RUN_IT
    assert allowed(may_help, gathering, people) == HELP
    assert allowed(may_take_notes, gathering, people) == TAKE_NOTES
    assert allowed(may_view, gathering, people) == HELP | TAKE_NOTES
    gathering.on = today() - timedelta(2)
    assert allowed(may_help, gathering, people) == RUN_IT, "a helper is done after a day"
    assert allowed(may_take_notes, gathering, people) == TAKE_NOTES
    gathering.on = today() - timedelta(15)
    assert allowed(may_take_notes, gathering, people) == RUN_IT


def test_the_job_deletes_a_task_on_its_day(app):
    for days in (1, 2, 14, 15, 365, 366):
        gathering = make_gathering(on=today() - timedelta(days))
        for task in Task:
            give(gathering, task, make_user())
    assert operations.forget_tasks() == 5 + 3 + 1
    left = {(holder.task, (today() - holder.gathering.on).days) for holder in db.session.scalars(select(TaskHolder))}
    assert left == {(Task.HELPER, 1), *((Task.NOTE_TAKER, d) for d in (1, 2, 14)), *((Task.ORGANISER, d) for d in (1, 2, 14, 15, 365))}


def test_who_goes_leaves_no_invitation_behind(app):
    user = make_user()
    give(make_gathering(), Task.HELPER, user, user_id=None)
    operations.let_go(user)
    assert not db.session.scalars(select(TaskHolder)).all() and not queries.tasks_of(user)

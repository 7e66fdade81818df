"""Who may see and change a challenge: the rule, and the same rule as SQL."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.challenges.models import Challenge, ChallengeStatus
from app.challenges.permissions import may_edit, may_post, may_view, run_by, visible_to
from app.core.clock import today
from app.core.database import db
from tests.challenges.people import RUN_IT, every_kind_of_person
from tests.factories import make_challenge

DAYS = {"no embargo": None, "past": -1, "today": 0, "tomorrow": 1}


def listed(rule):
    return set(db.session.scalars(select(Challenge.id).where(rule)))


@pytest.fixture(params=[(s, d) for s in ChallengeStatus for d in DAYS], ids=lambda p: f"{p[0]}, {p[1]}")
def challenge(app, request):
    status, day = request.param
    days = DAYS[day]
    return make_challenge(
        status=status, visible_from=None if days is None else today() + timedelta(days=days), slug="deze"
    )


def test_the_rule_and_its_sql_agree(challenge):
    make_challenge(status=ChallengeStatus.DRAFT)  # of others: it must not come along
    for name, person in every_kind_of_person(challenge).items():
        assert (challenge.id in listed(visible_to(person))) is may_view(person, challenge), name
        assert (challenge.id in listed(run_by(person))) is may_edit(person, challenge), name


def test_only_its_hosts_see_what_is_not_public(challenge):
    public = challenge.status is not ChallengeStatus.DRAFT and (challenge.visible_from or today()) <= today()
    for name, person in every_kind_of_person(challenge).items():
        assert may_view(person, challenge) is (public or name in RUN_IT), name
        assert may_edit(person, challenge) is (name in RUN_IT), name


def test_only_hosts_post(app):
    for name, person in every_kind_of_person(make_challenge()).items():
        allowed = {"host here", "host elsewhere", "its host", "its host from elsewhere", "invited, and a host here"}
        assert may_post(person) is (name in allowed), name

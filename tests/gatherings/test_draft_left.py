"""A draft whose last organiser leaves: who keeps the deal going hears it, and reads nothing that only organisers may."""

from datetime import timedelta

from app.accounts.models import Role
from app.core.clock import today
from app.core.wording import day_and_date
from app.gatherings.models import GatheringStatus
from tests.factories import make_user
from tests.gatherings.made import give, mails_to, make_gathering
from tests.gatherings.test_who_is_left import loses_role


def test_of_a_draft_that_nobody_plans_any_more_the_coordinators_hear_and_read_no_more_than_the_day(app):
    draft = make_gathering(slug="elders", title="Nog geheim", place="Kanarieplein", status=GatheringStatus.DRAFT)
    colleague, coordinator = make_user(Role.HOST, draft.organisation), make_user(Role.COORDINATOR)
    administrator, last, other = make_user(Role.ADMINISTRATOR), give(draft).user, give(draft).user
    loses_role(other)
    assert not mails_to(coordinator.email), "somebody is left"
    loses_role(last)
    (mail,) = mails_to(coordinator.email)
    assert draft.organisation.name in mail and day_and_date(draft.on) in mail and "omdat je coördinator bent" in mail
    assert not any(word in mail for word in ("geheim", "Kanarieplein", "elders", last.email))
    assert not mails_to(administrator.email) and not mails_to(colleague.email)


def test_without_coordinators_who_runs_the_site_hears_of_a_draft(app):
    administrator = make_user(Role.ADMINISTRATOR)
    over = make_gathering(status=GatheringStatus.DRAFT, on=today() - timedelta(days=1))
    loses_role(give(over).user)
    assert not mails_to(administrator.email), "that day is over"
    loses_role(give(make_gathering(status=GatheringStatus.DRAFT)).user)
    assert len(mails_to(administrator.email)) == 1

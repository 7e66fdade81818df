"""A draft whose last organiser leaves: who keeps the deal going and its hosts hear it, and a host takes it up."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.trail import AuditRow
from app.core.wording import day_and_date, long_date
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Task, TaskHolder
from app.gatherings.permissions import may_take_up
from tests.factories import make_municipality, make_user, save
from tests.gatherings.made import give, mails_to, make_gathering
from tests.gatherings.test_who_is_left import loses_role, running

MINE, UP = "/mijn/bijeenkomsten", "/bijeenkomsten/elders/overnemen"


def test_of_a_draft_that_nobody_plans_any_more_the_coordinators_hear_and_read_no_more_than_the_day(app):
    draft = make_gathering(slug="elders", title="Nog geheim", place="Kanarieplein", status=GatheringStatus.DRAFT)
    colleague, coordinator = make_user(Role.HOST, draft.organisation), make_user(Role.COORDINATOR)
    administrator, last, other = make_user(Role.ADMINISTRATOR), give(draft).user, give(draft).user
    elsewhere = make_user(Role.HOST)
    loses_role(other)
    assert not mails_to(coordinator.email), "somebody is left"
    loses_role(last)
    (mail,) = mails_to(coordinator.email)
    assert draft.organisation.name in mail and day_and_date(draft.on) in mail and "omdat je coördinator bent" in mail
    (to_colleague,) = mails_to(colleague.email)
    assert "neem de bijeenkomst over onder Mijn bijeenkomsten" in to_colleague and "/mijn/bijeenkomsten" in to_colleague
    assert "omdat je gastheer bent van die organisatie" in to_colleague
    for told in (mail, to_colleague):
        assert not any(word in told for word in ("geheim", "Kanarieplein", "elders", last.email))
    assert not mails_to(administrator.email) and not mails_to(elsewhere.email)


def test_without_coordinators_who_runs_the_site_hears_of_a_draft(app):
    administrator = make_user(Role.ADMINISTRATOR)
    over = make_gathering(status=GatheringStatus.DRAFT, on=today() - timedelta(days=1))
    loses_role(give(over).user)
    assert not mails_to(administrator.email), "that day is over"
    loses_role(give(make_gathering(status=GatheringStatus.DRAFT)).user)
    assert len(mails_to(administrator.email)) == 1


@pytest.fixture
def draft(app):
    """A draft of which the last organiser has left."""
    made = make_gathering(slug="elders", title="Nog geheim", status=GatheringStatus.DRAFT)
    loses_role(give(made).user)
    return made


def test_a_host_of_that_organisation_takes_it_up_with_one_button(app, draft, client, sign_in):
    colleague = make_user(Role.HOST, draft.organisation)
    sign_in(colleague)
    page = client.get(MINE).text
    assert "Niemand plant dit meer" in page and "Nog geheim" in page and f'action="{UP}"' in page
    assert client.get("/bijeenkomsten/elders").status_code == 404, "nobody reads it who does not go on with it"
    assert client.post(UP).location.endswith("/bijeenkomsten/elders/taken")
    assert running(draft) == {colleague.id} and client.get("/bijeenkomsten/elders/plannen").status_code == 200
    assert "Niemand plant dit meer" not in client.get(MINE).text
    assert f"sinds {long_date(today())}" in client.get("/bijeenkomsten/elders/taken").text
    assert client.post(UP).status_code == 302 and len(running(draft)) == 1, "a second press finds themselves"
    noted = db.session.scalars(select(AuditRow).where(AuditRow.what == "gathering taken up")).all()
    assert [(row.by_id, row.about) for row in noted] == [(colleague.id, f"gathering {draft.id}, user {colleague.id}")]


def test_nobody_else_can_and_a_host_reads_the_same_as_of_one_that_is_not_there(app, draft, client, sign_in):
    planned = make_gathering(slug="gepland", title="Gepland", status=GatheringStatus.DRAFT, organisation=draft.organisation)
    give(planned)
    colleague, cohost = make_user(Role.HOST, draft.organisation), make_municipality()
    draft.cohosts = [cohost]
    db.session.commit()
    for stranger in (make_user(Role.HOST), make_user(Role.HOST, cohost)):
        sign_in(stranger)
        assert "Niemand plant dit meer" not in client.get(MINE).text
        assert_nothing_to_take_up(client, "elders")
    for stranger in (make_user(Role.MEMBER, draft.organisation), make_user(Role.COORDINATOR), make_user(Role.ADMINISTRATOR)):
        sign_in(stranger)
        assert client.post(UP).status_code == 404
    sign_in(colleague)
    assert "Gepland" not in client.get(MINE).text
    assert_nothing_to_take_up(client, "gepland")
    assert running(draft) == set() and len(running(planned)) == 1


def assert_nothing_to_take_up(client, slug):
    answer, unknown = (client.post(f"/bijeenkomsten/{name}/overnemen") for name in (slug, "die-is-er-niet"))
    assert (answer.status_code, unknown.status_code) == (409, 409)
    assert "Hier is niets over te nemen" in answer.text
    assert answer.text.replace(slug, "die-is-er-niet") == unknown.text


@pytest.mark.parametrize("changes", [{"status": GatheringStatus.CANCELLED}, {"on": today() - timedelta(days=1)}])
def test_what_is_over_or_called_off_is_left_to_nobody(app, draft, changes):
    colleague = make_user(Role.HOST, draft.organisation)
    assert [one.id for one in queries.left_drafts(colleague)] == [draft.id]
    for name, value in changes.items():
        setattr(draft, name, value)
    db.session.commit()
    assert not queries.left_drafts(colleague) and not operations.nobody_plans(draft)
    with pytest.raises(Refusal):
        operations.take_up(draft, colleague)


def test_the_rule_and_its_sql_agree_on_who_plans_a_draft(app):
    """For every kind of person: also who was invited, has an account by now, or is host elsewhere or no more."""
    cohost = make_municipality()
    for who in ("nobody", "organiser", "invited", "invited, with an account", "of a cohost", "host elsewhere", "host no more", "helper"):
        made = make_gathering(title=who, status=GatheringStatus.DRAFT, cohosts=[cohost])
        if who == "invited":
            save(TaskHolder(gathering=made, task=Task.ORGANISER, email="straks@voorbeeld.example"))
        elif who == "invited, with an account":
            save(TaskHolder(gathering=made, task=Task.ORGANISER, email=make_user(Role.HOST, made.organisation).email))
        elif who in ("of a cohost", "host elsewhere"):
            give(made, user=make_user(Role.HOST, *([cohost] if who == "of a cohost" else [])))
        elif who != "nobody":
            holder = give(made, Task.HELPER if who == "helper" else Task.ORGANISER)
            if who == "host no more":
                holder.user.memberships[0].ended_at = now() - timedelta(1)
        db.session.commit()
        db.session.expire_all()
        for person in those_who_might(made):
            listed = made.id in {one.id for one in queries.left_drafts(person)}
            assert listed is (may_take_up(person, made) and operations.nobody_plans(made)), (who, person)
        colleague = make_user(Role.HOST, made.organisation)
        assert bool(queries.left_drafts(colleague)) is (who in ("nobody", "invited", "host elsewhere", "host no more", "helper"))


def those_who_might(draft):
    """Who may not plan it yet, and is a host here, elsewhere or no more, or somebody else here."""
    former = make_user(Role.HOST, draft.organisation)
    former.memberships[0].ended_at = now() - timedelta(1)
    db.session.commit()
    roles = [make_user(role, draft.organisation) for role in Role]
    return [Visitor(), make_user(), former, make_user(Role.HOST), make_user(Role.HOST, draft.cohosts[0]), *roles]

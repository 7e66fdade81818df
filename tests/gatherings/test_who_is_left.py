"""Who still runs a gathering: only who may act counts, and of two who leave at once one stays."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Invitation, Role
from app.accounts.operations import end_role
from app.challenges.models import ChallengeHost
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.trail import AuditRow
from app.gatherings import operations, queries
from app.gatherings.models import GatheringStatus, Task, TaskHolder
from app.gatherings.permissions import may_organise
from tests.at_once import at_once, posts
from tests.factories import make_challenge, make_municipality, make_user
from tests.gatherings.made import give, mails_to, make_gathering
from tests.gatherings.people import every_kind_of_person

TASKS = "/bijeenkomsten/tour/taken"
TAKE_UP = "Organiseer deze bijeenkomst"
AWAY = "/mijn/verwijderen"


@pytest.fixture
def tour(app):
    return make_gathering(slug="tour", contact_email="t@b.example", access="Geen trappen.")


@pytest.fixture
def browser(app, sign_in, monkeypatch):
    """Browsers of people, without the inspection, which counts statements for one thread only."""
    monkeypatch.setattr(app, "test_client_class", None)

    def of(user):
        found = app.test_client()
        sign_in(user, found)
        return found

    return of


def running(gathering):
    db.session.expire_all()
    return {holder.user_id for holder in operations.organisers(gathering)}


def loses_role(user):
    end_role(user.memberships[0], by=make_user(Role.ADMINISTRATOR))
    db.session.commit()


def test_two_who_end_their_task_at_once(app, tour, browser):
    first, second = give(tour), give(tour)
    deeds = [posts(browser(one.user), f"{TASKS}/{one.id}/terug", {}) for one in (first, second)]
    assert sorted(at_once(app, *deeds)) == [302, 409]
    assert len(running(tour)) == 1


def test_two_who_take_each_other_off_at_once(app, tour, browser):
    """Whoever was quicker stays; the other may do nothing there any more."""
    first, second = give(tour), give(tour)
    pairs = ((first, second), (second, first))
    deeds = [posts(browser(one.user), f"{TASKS}/{other.id}/terug", {}) for one, other in pairs]
    assert sorted(at_once(app, *deeds)) in ([302, 403], [302, 409])
    assert len(running(tour)) == 1


def test_two_who_hand_over_at_once_to_one_colleague(app, tour, browser):
    """A gathering never has fewer organisers than before: the second has to choose somebody else."""
    first, second = give(tour).user, give(tour).user
    heir = make_user(Role.HOST, tour.organisation)
    form = {"task": "instead", "email": heir.email}
    assert sorted(at_once(app, *(posts(browser(one), TASKS, form) for one in (first, second)))) == [302, 409]
    assert len(running(tour)) == 2 and heir.id in running(tour) and len(mails_to(heir.email)) == 1


def test_one_hands_over_while_the_other_leaves(app, tour, browser):
    first, second = give(tour), give(tour)
    heir = make_user(Role.HOST, tour.organisation)
    over = posts(browser(first.user), TASKS, {"task": "instead", "email": heir.email})
    assert at_once(app, over, posts(browser(second.user), f"{TASKS}/{second.id}/terug", {})) == [302, 302]
    assert running(tour) == {heir.id} and len(mails_to(heir.email)) == 2, "the task, and that they are alone"


def test_two_who_remove_their_account_at_once(app, tour, browser):
    """The second is told that they are the only one left, of a gathering as of a challenge."""
    first, second = give(tour).user, give(tour).user
    alone = make_challenge(hosts=0, organisation=tour.organisation)
    alone.hosts = [ChallengeHost(user_id=one.id) for one in (first, second)]
    db.session.commit()
    assert sorted(at_once(app, *(posts(browser(one), AWAY, {"sure": "ja"}) for one in (first, second)))) == [302, 409]
    assert len(running(tour)) == 1
    db.session.expire_all()
    assert len(alone.hosts) == 1


def test_two_who_give_a_task_to_one_person_at_once(app, tour, browser):
    first, second = give(tour).user, give(tour).user
    form = {"task": "helper", "email": "helper@elders.example"}
    assert at_once(app, *(posts(browser(one), TASKS, form) for one in (first, second))) == [302, 302]
    assert len(mails_to("helper@elders.example")) == 1


def test_a_cohost_lets_nobody_in_as_a_host_of_another_organisation(app, tour, browser):
    """Whoever is a host there may put its name on a story: only its own hosts let others in."""
    tour.cohosts = [make_municipality(name="Naburen")]
    guest = make_user(Role.HOST, tour.cohosts[0])
    db.session.add(TaskHolder(gathering_id=tour.id, task=Task.ORGANISER, email=guest.email, user_id=guest.id))
    db.session.commit()
    assert browser(guest).post(TASKS, data={"task": "organiser", "email": "vreemd@elders.example"}).status_code == 302
    (invited,) = db.session.scalars(select(Invitation)).all()
    assert invited.organisation_id == tour.cohosts[0].id


def test_who_counts_is_who_may_act(app):
    gathering = make_gathering(cohosts=[make_municipality()])
    people = every_kind_of_person(gathering).values()
    acting = {one.id for one in people if may_organise(one, gathering)}
    assert {operations.tasks.account_of(one).id for one in operations.organisers(gathering)} == acting


def test_who_lost_the_role_does_not_count(app, tour, client, sign_in):
    stays, goes = give(tour).user, give(tour).user
    loses_role(goes)
    assert running(tour) == {stays.id} and operations.has_too_few(tour)
    assert ["enige organisator van" in text for text in mails_to(stays.email)] == [True]
    sign_in(stays)
    give(tour, Task.HELPER, make_user(email="aan@deur.example"))
    page = client.get(TASKS).text
    assert "telt niet mee" in page and page.index(goes.email) < page.index("aan@deur.example"), "organisers first"
    with pytest.raises(Refusal):
        operations.end(tour, next(one for one in tour.holders if one.user_id == stays.id))
    operations.end(tour, next(one for one in tour.holders if one.user_id == goes.id))
    assert len(mails_to(stays.email)) == 1, "they were alone already"
    sign_in(goes)
    assert client.get(TASKS).status_code == 403


def test_a_role_that_ends_elsewhere_leaves_nobody_alone(app, tour):
    stays, other = give(tour).user, give(tour).user
    loses_role(give(make_gathering(), user=make_user(Role.HOST)).user)
    end_role(make_user(Role.MEMBER, tour.organisation).memberships[0], by=stays)
    assert not mails_to(stays.email) and not mails_to(other.email)


def test_who_is_no_host_any_more_may_go(app, tour):
    goes, stays = give(tour).user, give(tour).user
    loses_role(goes)
    operations.let_go(goes)
    with pytest.raises(Refusal):
        operations.let_go(stays)
    assert len(mails_to(stays.email)) == 1, "when the role ended"


def test_it_is_not_published_with_somebody_who_lost_the_role(app):
    draft = make_gathering(status=GatheringStatus.DRAFT)
    give(draft), give(draft)
    enough = len(operations.missing(draft))
    draft.holders[0].user.memberships[0].ended_at = now() - timedelta(1)
    assert len(operations.missing(draft)) == enough + 1


def test_an_organisation_that_is_taken_off_takes_its_organisers_along(app, tour):
    cohost = make_municipality()
    tour.cohosts = [cohost]
    here, there = give(tour).user, give(tour, user=make_user(Role.HOST, cohost)).user
    operations.write(tour, tour.version, [], cohosts=[])
    assert running(tour) == {here.id} and len(mails_to(here.email)) == 1 and not mails_to(there.email)
    only = make_gathering(cohosts=[cohost])
    give(only, user=there)
    with pytest.raises(Refusal):
        operations.write(only, only.version, [], cohosts=[])


def test_another_address_of_one_person_is_one_organiser(app, tour):
    held = give(tour)
    held.email = "van-vroeger@voorbeeld.example"
    db.session.commit()
    assert not operations.give(tour, Task.ORGANISER, held.user.email, held.user, "nl")
    assert queries.task_of(tour, held.id) and len(tour.holders) == 1


def test_the_page_of_the_tasks_asks_as_much_for_many_as_for_few(app, tour, client, sign_in):
    sign_in(give(tour).user)
    give(tour)
    few = statements_of(client)
    for n in range(6):
        give(tour, Task.ORGANISER if n % 2 else Task.HELPER)
        db.session.add(TaskHolder(gathering_id=tour.id, task=Task.ORGANISER, email=f"nog{n}@elders.example"))
    db.session.commit()
    assert statements_of(client) <= few + 2


def statements_of(client):
    assert client.get(TASKS).status_code == 200
    return client.statements


def test_when_nobody_organises_it_any_more_a_colleague_takes_it_up(app, tour, client, sign_in):
    """The last organiser loses the role, of which nobody asks whether a gathering is left without."""
    colleague, last = make_user(Role.HOST, tour.organisation), give(tour).user
    others = make_user(Role.HOST), make_user(Role.COORDINATOR), make_user(Role.MEMBER, tour.organisation)
    loses_role(last)
    (mail,) = mails_to(colleague.email)
    assert tour.title in mail and "/bijeenkomsten/tour" in mail and "Doe dat voordat de bijeenkomst begint" in mail
    assert "omdat je gastheer bent" in mail and not any(mails_to(one.email) for one in others)
    for one in (last, *others):
        sign_in(one)
        assert TAKE_UP not in client.get("/bijeenkomsten/tour").text
        assert client.post("/bijeenkomsten/tour/overnemen").status_code == 403
    sign_in(colleague)
    assert TAKE_UP in client.get("/bijeenkomsten/tour").text
    assert client.post("/bijeenkomsten/tour/overnemen").location.endswith(TASKS)
    assert running(tour) == {colleague.id} and client.get(TASKS).status_code == 200
    assert TAKE_UP not in client.get("/bijeenkomsten/tour").text
    assert client.post("/bijeenkomsten/tour/overnemen").location.endswith(TASKS), "a second press finds themselves"
    sign_in(make_user(Role.HOST, tour.organisation))
    assert client.post("/bijeenkomsten/tour/overnemen").status_code == 409, "somebody does already"
    assert running(tour) == {colleague.id}


def test_without_any_host_left_the_coordinators_hear_of_it(app, tour):
    coordinator, cohost = make_user(Role.COORDINATOR), make_municipality()
    tour.cohosts = [cohost]
    asked = make_user(Role.HOST, cohost)
    loses_role(give(tour).user)
    (mail,) = mails_to(coordinator.email)
    assert f"{tour.organisation.name} heeft geen gastheer meer" in mail and "omdat je coördinator bent" in mail
    assert not mails_to(asked.email), "who was asked to be named reads of nobody who comes"
    give(tour)
    loses_role(give(tour).user)
    assert len(mails_to(coordinator.email)) == 1, "somebody is left"


@pytest.mark.parametrize("changes", [{"status": GatheringStatus.CANCELLED}, {"on": today() - timedelta(days=1)}])
def test_of_what_nobody_counts_on_nobody_hears(app, changes):
    gathering = make_gathering(slug="elders", **changes)
    colleague, last = make_user(Role.HOST, gathering.organisation), give(gathering).user
    loses_role(last)
    assert not mails_to(colleague.email) and not operations.nobody_organises(gathering)
    with pytest.raises(Refusal):
        operations.take_up(gathering, colleague)


def test_of_two_who_take_it_up_at_once_one_does(app, tour, browser):
    loses_role(give(tour).user)
    pair = [make_user(Role.HOST, tour.organisation) for _number in range(2)]
    db.session.commit()
    assert sorted(at_once(app, *(posts(browser(one), "/bijeenkomsten/tour/overnemen", {}) for one in pair))) == [302, 409]
    assert len(running(tour)) == 1


def test_of_two_who_take_a_draft_up_at_once_one_does(app, browser):
    draft = make_gathering(slug="tour", status=GatheringStatus.DRAFT)
    loses_role(give(draft).user)
    pair = [make_user(Role.HOST, draft.organisation) for _number in range(2)]
    db.session.commit()
    assert sorted(at_once(app, *(posts(browser(one), "/bijeenkomsten/tour/overnemen", {}) for one in pair))) == [302, 409]
    assert len(running(draft)) == 1
    noted = db.session.scalars(select(AuditRow.by_id).where(AuditRow.what == "gathering taken up")).all()
    assert set(noted) == running(draft)


def test_of_two_whose_role_ends_at_once_somebody_hears_that_nobody_is_left(app, tour, browser):
    colleague = make_user(Role.HOST, tour.organisation)
    first, second = give(tour).user, give(tour).user
    ends = [posts(browser(make_user(Role.ADMINISTRATOR)), f"/beheer/rollen/{one.memberships[0].id}/beeindigen", {}) for one in (first, second)]
    assert at_once(app, *ends) == [302, 302]
    assert running(tour) == set()
    assert len([mail for mail in mails_to(colleague.email) if "Niemand organiseert" in mail]) == 1


def test_who_is_no_host_any_more_is_invited_anew(app, tour, client, sign_in):
    """And who let the invitation lapse: a task that nobody can do is no task."""
    by, goes = give(tour).user, give(tour).user
    loses_role(goes)
    sign_in(by)
    form = {"task": "organiser", "email": goes.email}
    assert "Zij krijgen een mail" in client.post(TASKS, data=form, follow_redirects=True).text
    assert "hebben deze taak al" in client.post(TASKS, data=form, follow_redirects=True).text, "one invitation is open"
    (invited,) = db.session.scalars(select(Invitation)).all()
    assert (invited.email, invited.organisation_id) == (goes.email, tour.organisation_id)
    invited.expires_at = now() - timedelta(1)
    db.session.commit()
    assert "Zij krijgen een mail" in client.post(TASKS, data=form, follow_redirects=True).text
    (link,) = re.findall(r"/uitnodiging/\S+", mails_to(goes.email)[-1])
    sign_in(goes)
    assert client.post(link, data={"given_name": "An", "family_name": "Bakker"}).status_code == 302
    assert running(tour) == {by.id, goes.id} and len(tour.holders) == 2, "the task was there still"
    assert "Organisator" in client.get(TASKS).text and "telt niet mee" not in client.get(TASKS).text

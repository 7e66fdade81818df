"""Half a year after a challenge closed: who is asked what came of it, and where that story is shown."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Membership, Role, Visitor
from app.answering.permissions import may_tell_what_came
from app.challenges.models import Challenge, ChallengeHost, ChallengeStatus
from app.contributions import operations
from app.contributions.disclosure import at_the_desk, disclosed
from app.contributions.models import (
    Audience,
    Contribution,
    Draft,
    Listing,
    Reading,
    Status,
    contribution_follow_up,
    draft_follow_up,
)
from app.core.clock import AMSTERDAM, now
from app.core.database import db
from app.core.outbox import Email
from app.schedule import run
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE, code_on, newest
from tests.factories import make_challenge, make_contribution, make_municipality, make_user

ASKED = "Wat is ervan gekomen?"
TITLE = "De doeken hangen er nog"


def closed(day=None, **more):
    moment = datetime.combine(day, time(23, 30), tzinfo=AMSTERDAM) if day else now()
    usual = {"slug": "de-uitdaging", "title": "Waar is schaduw?", "status": ChallengeStatus.CLOSED, "closed_at": moment, "closing_note": "De doeken nemen we mee."}
    return make_challenge(**usual | more)


def asked():
    return [mail.address for mail in db.session.scalars(select(Email).where(Email.subject == ASKED).order_by(Email.id))]


# Half a year later summer time began, ended, or did neither; the last is a day that its sixth month does not have.
# The first is Easter Sunday, so they are asked two days after.
@pytest.mark.parametrize(("day", "due"), [
    (date(2026, 9, 28), date(2027, 3, 28)), (date(2027, 4, 30), date(2027, 10, 28)),
    (date(2027, 1, 15), date(2027, 7, 15)), (date(2027, 8, 31), date(2028, 2, 28)),
])
def test_its_hosts_are_asked_once_half_a_year_later(app, at, day, due):
    at(day)
    hosts = sorted(host.user.email for host in closed(day).hosts)
    heard = date(2027, 3, 30) if due == date(2027, 3, 28) else due
    for moment, hour, number in ((due - timedelta(1), 23, 0), (due, 0, 0), (heard, 8, 0), (heard, 9, 1), (heard, 9, 1), (due - timedelta(9), 9, 1), (due + timedelta(59), 9, 1), (due + timedelta(900), 9, 1)):
        at(moment, hour)
        run("ask-what-came")
        assert sorted(asked()) == sorted(hosts * number), moment
    told = db.session.scalars(select(Email).where(Email.subject == ASKED)).first().text
    assert "/uitdagingen/de-uitdaging/wat-ervan-kwam" in told and "Waar is schaduw?" not in told and "doeken" not in told


def test_after_a_long_standstill_nobody_is_asked(app, at):
    at(date(2027, 1, 15))
    closed(date(2027, 1, 15))
    at(date(2027, 9, 14))
    run("ask-what-came")
    assert asked() == []


@pytest.mark.parametrize("kept_out", [{"held_at": now()}, {"status": ChallengeStatus.PUBLISHED, "closed_at": None, "closes_on": None}, {"visible_from": date(2028, 1, 1)}])
def test_of_what_is_not_closed_or_not_public_nothing_is_asked(app, at, kept_out):
    closed(date(2027, 1, 15), **kept_out)
    at(date(2027, 7, 20))
    run("ask-what-came")
    assert asked() == []


def test_what_never_got_its_note_is_asked_of_as_well_and_not_again_when_the_note_comes(app, at):
    at(date(2027, 1, 10))
    challenge = closed(status=ChallengeStatus.PUBLISHED, closed_at=None, closes_on=date(2027, 1, 15))
    address = challenge.hosts[0].user.email
    for day, times in ((date(2027, 7, 14), 0), (date(2027, 7, 15), 1), (date(2027, 8, 2), 1)):
        at(day)
        run("ask-what-came")
        assert asked().count(address) == times, day
    challenge = db.session.scalars(select(Challenge)).one()
    assert may_tell_what_came(challenge.hosts[0].user, challenge)
    challenge.status, challenge.closed_at = ChallengeStatus.CLOSED, datetime(2027, 8, 3, 12, tzinfo=AMSTERDAM)
    db.session.commit()
    at(date(2028, 2, 5))
    run("ask-what-came")
    assert asked().count(address) == 1


def left(challenge):
    """Whoever ran it is not a host there any more."""
    ids = select(ChallengeHost.user_id).where(ChallengeHost.challenge_id == challenge.id)
    for membership in db.session.scalars(select(Membership).where(Membership.user_id.in_(ids))):
        membership.ended_at = now()
    db.session.commit()


def test_when_the_hosts_left_a_colleague_is_asked_and_else_who_keeps_the_deal_going(app, at):
    challenge = closed(date(2027, 1, 15))
    left(challenge)
    coordinator, elsewhere = make_user(Role.COORDINATOR).email, make_user(Role.HOST, make_municipality()).email
    at(date(2027, 7, 20))
    run("ask-what-came")
    assert asked() == [coordinator]
    other = closed(date(2027, 1, 20), slug="de-andere", title="Een andere")
    left(other)
    colleague = make_user(Role.HOST, other.organisation).email
    run("ask-what-came")
    assert asked() == [coordinator, colleague] and elsewhere not in asked()
    texts = [mail.text for mail in db.session.scalars(select(Email).where(Email.subject == ASKED).order_by(Email.id))]
    assert "er niet meer" in texts[0] and "jouw gemeente" in texts[1]


@pytest.mark.parametrize(("way", "is_asked"), [
    ({}, False), ({"names_organisation": False}, True), ({"status": Status.READING}, True), ({"audience": Audience.MEMBERS}, True),
])
def test_nobody_is_asked_when_everybody_reads_it_already_and_a_hidden_story_changes_nothing(app, at, way, is_asked):
    challenge = closed(date(2027, 1, 15))
    make_contribution(**{"follows_up": challenge, "place": challenge.organisation, "names_organisation": True} | way)
    at(date(2027, 7, 20))
    run("ask-what-came")
    assert bool(asked()) is is_asked


def test_without_a_name_the_link_is_deleted_when_it_becomes_visible(app):
    """It would keep the municipality that is deleted that day."""
    story = make_contribution(status=Status.READING, follows_up=closed(now().date()))
    operations.publish(story)
    db.session.commit()
    assert story.place is None and db.session.execute(select(contribution_follow_up)).all() == []


def test_a_host_tells_it_and_it_stands_with_the_challenge(app, client, sign_in):
    """From the page of the mail to the page that everybody reads, and away again."""
    challenge = closed(now().date())
    host = challenge.hosts[0].user
    sign_in(host)
    page = client.get("/uitdagingen/de-uitdaging/wat-ervan-kwam")
    assert page.status_code == 200 and "Begin het verhaal" in page.text and "De doeken nemen we mee." in page.text
    base = client.post("/uitdagingen/de-uitdaging/wat-ervan-kwam").location.rsplit("/", 1)[0]
    assert "Je vertelt wat er kwam van deze uitdaging" in client.get(f"{base}/soort").text
    name = challenge.organisation.name
    share = SHARE | {"names_organisation": "yes", "municipality": name, "organisation": name}
    for word, data in (("soort", {"kind": "learned"}), ("verhaal", STORY), ("waar", WHERE), ("delen", share)):
        assert client.post(f"{base}/{word}", data=data).status_code == 303, word
    sent = client.post(f"{base}/controle", data=CHECK)
    story = newest()
    assert story.follows_up == challenge and story.challenge is None
    assert db.session.execute(select(draft_follow_up)).all() == [], "it stands in one place only"
    assert story.title not in app.test_client().get("/uitdagingen/de-uitdaging").text, "the desk reads it first"
    story.confirmed_at, story.confirmed_by = now(), "desk"
    operations.publish(story)
    db.session.commit()
    page = app.test_client().get("/uitdagingen/de-uitdaging").text
    assert "Wat ervan kwam" in page and story.title in page and "Geen antwoorden" in page, "it is no answer"
    assert "Wat kwam van" in app.test_client().get(f"/bijdragen/{story.public_id}").text
    code = code_on(client.get(sent.location))
    assert "Waar is schaduw?" in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/weg-bij-uitdaging", data={"challenge": "de-uitdaging"}).status_code in (302, 303)
    db.session.expire_all()
    assert story.follows_up is None
    assert story.title not in app.test_client().get("/uitdagingen/de-uitdaging").text
    assert "Wat kwam van" not in app.test_client().get(f"/bijdragen/{story.public_id}").text


@pytest.mark.parametrize("who", ["visitor", "member", "host elsewhere", "editor"])
def test_nobody_else_is_asked_or_tells(app, client, sign_in, who):
    closed(now().date())
    if who != "visitor":
        sign_in(make_user({"member": Role.MEMBER, "host elsewhere": Role.HOST, "editor": Role.EDITOR}[who], make_municipality()))
    for answer in (client.get("/uitdagingen/de-uitdaging/wat-ervan-kwam"), client.post("/uitdagingen/de-uitdaging/wat-ervan-kwam")):
        assert answer.status_code in (302, 401, 403, 404)
    assert db.session.scalar(select(Draft.id)) is None


@pytest.mark.parametrize("role", [Role.HOST, Role.COORDINATOR])
def test_who_may_tell_it_finds_the_way_on_its_page(client, sign_in, role):
    challenge = closed()
    way = f"/uitdagingen/{challenge.slug}/wat-ervan-kwam"
    assert way not in client.get(f"/uitdagingen/{challenge.slug}").text
    sign_in(make_user(role, challenge.organisation if role is Role.HOST else None))
    assert way in client.get(f"/uitdagingen/{challenge.slug}").text


def test_while_it_is_open_there_is_nothing_to_tell_yet(app, client, sign_in):
    challenge = make_challenge(slug="de-open")
    sign_in(challenge.hosts[0].user)
    assert client.get("/uitdagingen/de-open/wat-ervan-kwam").status_code in (403, 404)


HIDDEN = {
    "without a name": {"names_organisation": False},
    "nobody confirmed it": {"names_organisation": True, "confirmed_at": None},
    "without a place, of another organisation": {"names_organisation": True, "hides_place": True, "organisation": "elsewhere"},
}


@pytest.mark.parametrize("way", HIDDEN)
@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.HOST, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_of_a_story_that_hides_whose_it_is_no_page_tells_that_it_came_of_the_challenge(app, client, sign_in, way, role):
    """Two worlds, in one of which it did: the pages of both are the same."""
    challenge, wishes = closed(now().date()), dict(HIDDEN[way])
    if "organisation" in wishes:
        wishes["organisation"] = make_municipality()
    story = make_contribution(title=TITLE, place=challenge.organisation, **wishes)
    if role:
        sign_in(make_user(role, make_municipality()))
    addresses = ("/uitdagingen/de-uitdaging", "/en/uitdagingen/de-uitdaging", f"/bijdragen/{story.public_id}", "/bijdragen", "/uitdagingen")
    before = [client.get(address).text for address in addresses]
    story.follows_up = challenge
    operations.relist(story)
    db.session.commit()
    assert [client.get(address).text for address in addresses] == before
    assert disclosed(story, Visitor()).follows_up is None
    assert db.session.scalars(select(Listing.follows_up_id)).all() == [None, None]


def test_what_becomes_stricter_leaves_the_challenge_at_once(app, client):
    challenge = closed(now().date())
    story = make_contribution(title=TITLE, place=challenge.organisation, follows_up=challenge, names_organisation=True)
    assert TITLE in client.get("/uitdagingen/de-uitdaging").text
    operations.make_stricter(story, members_only=True, without_name=False, remove_more=False, visible_from=None)
    db.session.commit()
    assert TITLE not in client.get("/uitdagingen/de-uitdaging").text
    operations.make_stricter(story, members_only=False, without_name=True, remove_more=False, visible_from=None)
    db.session.commit()
    assert db.session.scalars(select(Listing.follows_up_id).where(Listing.audience == Audience.MEMBERS)).all() == [None]


def test_the_desk_reads_no_more_of_it_than_others_will(app):
    editor = make_user(Role.EDITOR)
    story = make_contribution(status=Status.READING, follows_up=closed(now().date()))
    db.session.add(Reading(contribution_id=story.id, reader_id=editor.id))
    db.session.commit()
    assert at_the_desk(story, editor).follows_up is None


@pytest.mark.parametrize("is_named", [True, False])
def test_the_desk_is_told_of_it_where_others_will_read_it(client, sign_in, is_named):
    challenge, editor = closed(now().date()), make_user(Role.EDITOR)
    story = make_contribution(status=Status.READING, follows_up=challenge, place=challenge.organisation, names_organisation=is_named)
    db.session.add(Reading(contribution_id=story.id, reader_id=editor.id))
    db.session.commit()
    sign_in(editor)
    read = client.get(f"/redactie/{story.public_id}")
    assert read.status_code == 200 and client.statements <= 20
    assert ("vertelt wat er kwam van" in read.text) == (challenge.title in read.text) == is_named


def test_a_challenge_that_goes_leaves_the_story(app):
    challenge = closed(now().date())
    story = make_contribution(follows_up=challenge, names_organisation=True)
    db.session.execute(ChallengeHost.__table__.delete())
    db.session.delete(challenge)
    db.session.commit()
    assert db.session.get(Contribution, story.id).follows_up is None

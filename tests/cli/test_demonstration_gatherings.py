"""A newcomer to the demonstration sees a gathering with who comes, a walk that opens, and one that was with its harvest."""

from sqlalchemy import func, select

from app.accounts.models import Role, User
from app.core.clock import today
from app.core.database import db
from app.core.outbox import Email
from app.gatherings import operations, queries
from app.gatherings.models import (
    Arrival,
    FieldNote,
    Gathering,
    Registration,
    Seat,
    SeatState,
    StopSummary,
    TableCard,
    TaskHolder,
    Walk,
    Wishes,
)

ITS_OWN = (Gathering, Registration, Seat, Wishes, Arrival, FieldNote, StopSummary, TableCard, TaskHolder, Walk)


def loaded(run):
    """The gatherings of the demonstration, the one that was first."""
    run("prepare")
    assert run("demo", "load").exit_code == 0
    db.session.expire_all()
    return db.session.scalars(select(Gathering).order_by(Gathering.on)).all()


def test_who_comes_and_who_waits_and_nobody_is_mailed(run):
    _past, first, second = loaded(run)
    people = queries.everybody_at(first)
    states = [seat.state for person in people for seat in person.seats]
    assert len(people) >= 8 and {SeatState.HELD, SeatState.WAITING} == set(states) and queries.wishes_at(first)
    known = {user.email for user in db.session.scalars(select(User))}
    assert {email.address for email in db.session.scalars(select(Email))} <= known, "who comes is mailed nothing"
    assert not [email for email in db.session.scalars(select(Email)) if "/bijeenkomsten" in email.text]
    assert all(stop.theme for gathering in (first, second) for stop in gathering.stops)
    assert not operations.has_too_few(first) and not operations.has_too_few(second)
    assert queries.walk_of(first) and queries.walk_of(second)


def test_the_walk_that_was_opens_still_and_its_harvest_stands_there(run, client):
    past, _first, _second = loaded(run)
    walk = queries.open_walk_of(past, today())
    assert walk and client.get(f"/lopen/{walk.code}").status_code == 200
    page = client.get(f"/bijeenkomsten/{past.slug}/oogst").text
    cards, notes = queries.cards_at(past), queries.notes_at(past)
    assert len(cards) > 1 and all(card.question in page for card in cards) and len(notes) > 3
    assert not any(note.text in page for note in notes), "notes stay with the gathering"
    assert queries.number_who_came(past) == len(queries.everybody_at(past))
    summaries = queries.summaries_at(past).values()
    assert summaries and all(told.text in client.get(f"/bijeenkomsten/{past.slug}").text for told in summaries)
    public = client.get(f"/bijeenkomsten/{past.slug}").text + page
    assert not [one.name for one in queries.everybody_at(past) if one.name in public], "who came is nobody's business"


def test_it_goes_whole(run):
    loaded(run)
    assert run("demo", "remove").exit_code == 0
    db.session.expire_all()
    left = [model.__name__ for model in ITS_OWN if db.session.scalar(select(func.count()).select_from(model))]
    assert left == []


def test_both_towns_have_two_who_organise(run):
    loaded(run)
    hosts = [user.memberships[0].organisation.name for user in db.session.scalars(select(User)) if user.works_for(user.memberships[0].organisation_id, Role.HOST)]
    assert sorted(hosts) == ["Purmerend", "Purmerend", "Zoetermeer", "Zoetermeer"]

"""What is deleted on a named day, and seats that are passed on: by the clock on the wall, over both changes of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.gatherings import operations
from app.gatherings.models import Arrival, FieldNote, Registration, Seat, Wishes
from tests.factories import save
from tests.gatherings.made import make_gathering
from tests.gatherings.signing_up import asked, comes, do, gathering_with, job, state, subjects
from tests.gatherings.walked import make_note, make_walk

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)  # on these nights an hour is left out, and comes twice
AROUND = [change + timedelta(days=days) for change in (SPRING, AUTUMN) for days in (-1, 0, 1, 2)]


def number_of(model):
    return db.session.scalar(select(func.count()).select_from(model))


def wished(on):
    made = comes(make_gathering(on=on, starts=time(12, 30)), None, created_at=clock.now())
    save(Wishes(registration_id=made.id, foods="no_nuts", diet="", access=""))


def came(on):
    save(Arrival(gathering_id=make_gathering(on=on).id, name="Aap"))


def signed_up(on):
    comes(make_gathering(on=on, starts=time(12, 30)), None, created_at=clock.now())


def noted(on):
    make_note(make_walk(on=on))


@pytest.mark.parametrize("day", AROUND, ids=str)
@pytest.mark.parametrize(("deed", "what", "job_called", "lasts"), [(wished, Wishes, "forget-wishes", 7), (signed_up, Registration, "forget-registrations", 30), (came, Arrival, "forget-arrivals", 30), (noted, FieldNote, "forget-walk-notes", 90)], ids=["wishes", "names", "arrivals", "notes"])
def test_it_goes_at_midnight_on_the_wall_of_the_named_day(app, at, day, deed, what, job_called, lasts):
    """The day falls before, on and after the change; between the gathering and it lies the change as well, or not."""
    on = day - timedelta(days=lasts)
    at(on, 9)
    deed(on)
    for hour, minute in ((0, 0), (12, 0), (23, 59)):
        at(day - timedelta(days=1), hour, minute)
        job(job_called)
        assert number_of(what) == 1, (hour, minute)
    at(day, 0)
    job(job_called)
    assert number_of(what) == 0


@pytest.mark.parametrize(("change", "hour"), [(SPRING, 13), (AUTUMN, 11)], ids=["spring", "autumn"])
def test_forty_eight_hours_to_confirm_are_hours_that_pass(app, at, change, hour):
    """So it is an hour later on the wall after the one night, and an hour earlier after the other."""
    at(change - timedelta(days=1), 12)
    asked(gathering_with(1, on=change + timedelta(days=20)))
    at(change + timedelta(days=1), hour - 1, 59)
    job("forget-unconfirmed")
    assert number_of(Registration) == 1
    at(change + timedelta(days=1), hour, 1)
    job("forget-unconfirmed")
    assert number_of(Registration) == 0


def on_the_wall(made):
    """Until when they can say yes, as the clock on the wall tells it."""
    (until,) = db.session.scalars(select(Seat.offered_until).where(Seat.registration_id == made.id)).all()
    return until.replace(tzinfo=UTC).astimezone(AMSTERDAM) if until.tzinfo is None else until.astimezone(AMSTERDAM)


@pytest.mark.parametrize("change", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_a_seat_goes_on_after_a_day_of_hours_by_day(app, at, change):
    """Offered at eight in the evening before the change: two hours then, fourteen on the day, eight on the next."""
    eve, after = change - timedelta(days=1), change + timedelta(days=1)
    at(change - timedelta(days=5), 12)
    gathering = gathering_with(1, on=change + timedelta(days=20), starts=time(12, 30))
    holder, first, second = (comes(gathering, created_at=clock.now()) for _three in range(3))
    at(eve, 20)
    do(operations.sign_off, holder)
    assert on_the_wall(first).replace(tzinfo=None) == datetime.combine(after, time(16))
    for day, hour, minute in ((change, 0, 30), (change, 2, 59), (change, 3, 30), (change, 22, 0), (after, 15, 59)):
        at(day, hour, minute)
        job("pass-on-seats")
        assert (state(first), state(second)) == ("offered", "waiting"), (day, hour, minute)
    at(after, 16)
    job("pass-on-seats")
    assert (state(first), state(second)) == ("lapsed", "offered")
    assert on_the_wall(second).replace(tzinfo=None) == datetime.combine(after + timedelta(days=2), time(12))
    assert subjects(first.email)[-1] == "De plek ging naar een ander" and subjects(second.email)[-1] == "Er is een plek voor je"


@pytest.mark.parametrize("change", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_on_the_last_day_it_goes_on_every_two_hours_until_it_begins(app, at, change):
    """Offered at nine in the evening, fifteen hours or so before it: one hour then, and one in the morning."""
    at(change - timedelta(days=5), 12)
    gathering = gathering_with(1, on=change, starts=time(12, 30))
    holder, *line = (comes(gathering, created_at=clock.now()) for _four in range(4))
    at(change - timedelta(days=1), 21)
    do(operations.sign_off, holder)
    for hour, minute, states in (
        (3, 30, ["offered", "waiting", "waiting"]),
        (8, 59, ["offered", "waiting", "waiting"]),
        (9, 0, ["lapsed", "offered", "waiting"]),
        (11, 0, ["lapsed", "lapsed", "offered"]),
        (12, 29, ["lapsed", "lapsed", "offered"]),
        (12, 30, ["lapsed", "lapsed", "lapsed"]),
    ):
        at(change, hour, minute)
        job("pass-on-seats")
        assert [state(one) for one in line] == states, (hour, minute)

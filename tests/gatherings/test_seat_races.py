"""Many at one moment: a seat is given once, and the line is in one order, whoever presses what meanwhile."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.clock import now
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import Registration, Seat, SeatState
from app.schedule import run
from tests.at_once import InBetween, at_once, posts
from tests.gatherings.signing_up import asked, comes, do, everybody, gathering_with, job, mails, page_of, state, states

FIFTY = 50
OFFERED = "Er is een plek voor je"


@pytest.fixture
def browsers(app, monkeypatch):
    """Browsers without the inspection, which counts statements for one thread only."""
    monkeypatch.setattr(app, "test_client_class", None)
    return app.test_client


def line_of(gathering):
    wanted = select(Seat).join(Registration).where(Registration.gathering_id == gathering.id).order_by(Seat.turn)
    return db.session.scalars(wanted).all()


def test_fifty_at_once_for_one_seat(app, browsers):
    """Exactly one gets it, and the others stand in line one behind the other, in the order in which they confirmed."""
    gathering = gathering_with(1)
    made = [asked(gathering) for _n in range(FIFTY)]
    paths = [page_of(one) for one in made]
    assert at_once(app, *(posts(browsers(), path, {}) for path in paths)) == [303] * FIFTY
    line = line_of(gathering)
    assert [seat.turn for seat in line] == list(range(1, FIFTY + 1))
    assert [seat.state for seat in line] == [SeatState.HELD, *[SeatState.WAITING] * (FIFTY - 1)]
    confirmed = [seat.registration.confirmed_at for seat in line]
    assert confirmed == sorted(confirmed) and len(mails()) == FIFTY


def test_twenty_who_sign_up_in_pairs_fill_ten_seats(app, browsers):
    gathering = gathering_with(10, 4)
    made = [asked(gathering) for _n in range(20)]
    for one in list(made):
        made.append(asked(gathering, lead_id=one.id))
    paths = [page_of(one) for one in made[:20]]
    assert set(at_once(app, *(posts(browsers(), path, {}) for path in paths))) == {303}
    for part, capacity in zip(gathering.parts, (10, 4), strict=True):
        assert states(gathering, part) == ["held"] * capacity + ["waiting"] * (40 - capacity)


def test_one_address_that_confirms_twenty_times_comes_once(app, browsers):
    gathering = gathering_with(5)
    made = [asked(gathering, email="een@voorbeeld.example") for _n in range(20)]
    paths = [page_of(one) for one in made]
    assert set(at_once(app, *(posts(browsers(), path, {}) for path in paths))) == {303}
    assert states(gathering) == ["held"] and len([one for one in everybody(gathering) if one.is_active]) == 1


def test_two_who_cancel_at_once_let_two_come(app, browsers):
    gathering = gathering_with(2)
    first, second, *waiting = (comes(gathering) for _six in range(6))
    paths = [f"{page_of(one)}/afmelden" for one in (first, second, first, second)]
    assert set(at_once(app, *(posts(browsers(), path, {}) for path in paths))) == {303}
    assert [state(one) for one in waiting] == ["offered", "offered", "waiting", "waiting"]
    assert [len([mail for mail in mails(one.email) if OFFERED in mail.subject]) for one in waiting] == [1, 1, 0, 0]


def test_a_yes_while_it_lapses_gives_the_seat_to_one_of_two(app, browsers, monkeypatch):
    """The press comes in the last moment: either it stands, or the seat is the next one's; never both."""
    gathering = gathering_with(1)
    holder, second, third = (comes(gathering) for _three in range(3))
    do(operations.sign_off, holder)
    path, action = f"{page_of(second)}/plek", {"action": f"ja:{gathering.parts[0].public_id}"}
    until = line_of(gathering)[1].offered_until
    calls = iter(range(10**6))
    monkeypatch.setattr(clock, "now", lambda: until + timedelta(seconds=next(calls) - 4))  # it lapses meanwhile
    answers = at_once(app, posts(browsers(), path, action), *[lambda: run("pass-on-seats")] * 4)
    found = (state(second), state(third))
    assert found in {("held", "waiting"), ("lapsed", "offered")}
    assert answers[0] == (303 if found[0] == "held" else 409)


def test_the_job_waits_for_who_says_yes(app, browsers, monkeypatch):
    gathering = gathering_with(1)
    holder, second, third = (comes(gathering) for _three in range(3))
    do(operations.sign_off, holder)
    path, action = f"{page_of(second)}/plek", {"action": f"ja:{gathering.parts[0].public_id}"}
    between = InBetween(app, posts(browsers(), path, action))
    monkeypatch.setattr(queries, "seats_of", between.after(queries.seats_of))
    job("pass-on-seats")
    assert between.finish() == 303
    assert (state(second), state(third)) == ("held", "waiting")


def test_a_newcomer_and_who_waits_at_the_moment_that_room_comes(app, browsers):
    gathering = gathering_with(1)
    holder, waits = comes(gathering), comes(gathering)
    late = asked(gathering)
    paths = [(f"{page_of(holder)}/afmelden", {}), (page_of(late), {})]
    at_once(app, *(posts(browsers(), *path) for path in paths))
    assert (state(waits), state(late)) == ("offered", "waiting")


def test_four_workers_of_the_job_offer_a_seat_once(app):
    gathering = gathering_with(1)
    _holder, *waiting = (comes(gathering) for _six in range(6))
    gathering.parts[0].capacity = 3
    db.session.commit()
    before = now()
    at_once(app, *[lambda: run("pass-on-seats")] * 4)
    assert [state(one) for one in waiting] == ["offered", "offered", "waiting", "waiting", "waiting"]
    assert len([mail for mail in mails() if OFFERED in mail.subject]) == 2 and before <= now()

"""People who sign up for a gathering, and what they receive."""

from datetime import time
from itertools import count

from flask import current_app
from sqlalchemy import select

from app.core import clock
from app.core.database import db
from app.core.outbox import Email
from app.core.security import fingerprint
from app.gatherings import operations, queries
from app.gatherings.messages import token_of
from app.gatherings.models import Part, Registration
from app.schedule import run
from tests.gatherings.made import make_gathering, save_registration

number = count(1)
PARTS = ("Lunch", "Wandeling", "Oogst")


def parts_of(*capacities, **changes):
    """Parts that people choose, with so many places each."""
    hours = range(12, 12 + len(capacities))
    given = zip(PARTS, hours, capacities, strict=False)
    return [Part(position=n, starts=time(hour), title=title, capacity=capacity, is_chosen=True, **changes) for n, (title, hour, capacity) in enumerate(given)]


def gathering_with(*capacities, **changes):
    return make_gathering(parts=parts_of(*capacities), **changes)


def typed(gathering, *parts, **changes):
    """The form as somebody fills it in; without parts with all of them."""
    n = next(number)
    chosen = parts or [part for part in gathering.parts if part.is_chosen]
    usual = {"name": f"Bezoeker {n}", "email": f"bezoeker{n}@voorbeeld.example", "parts": [part.public_id for part in chosen]}
    return usual | changes


def asked(gathering, *parts, **changes):
    """Somebody who signed up and did not confirm yet."""
    chosen = parts or [part for part in gathering.parts if part.is_chosen]
    return save_registration(gathering, *chosen, **{"created_at": clock.now()} | changes)


def comes(gathering, *parts, **changes):
    """Somebody who confirmed as well."""
    made = asked(gathering, *parts, **changes)
    return confirm(made)


def confirm(made):
    with current_app.test_request_context("/"):
        found = operations.confirm_registration(to_change(made))
        db.session.commit()
    return found


def to_change(made):
    """The registration as a POST on its link finds it."""
    return queries.registration_to_change(fingerprint(token_of(made.public_id)))


def do(deed, made, *given):
    """What somebody does on their own page, in a transaction."""
    with current_app.test_request_context("/"):
        answer = deed(to_change(made), *given)
        db.session.commit()
    return answer


def job(name):
    """Runs a job as the clock does, in a context and a session of its own."""
    app = current_app._get_current_object()
    db.session.rollback()
    with app.app_context():
        run(name)
    db.session.expire_all()


def states(gathering, part=None):
    """For each who comes the state of their seat, in the order of the line."""
    db.session.expire_all()
    seats = [seat for seat in queries.seats_of(gathering) if part is None or seat.part_id == part.id]
    return [str(seat.state) for seat in sorted(seats, key=lambda seat: seat.turn or 0)]


def state(made, part=None):
    db.session.refresh(made)
    seat = made.seat_in(part) if part else made.seats[0]
    return str(seat.state)


def page_of(made):
    return f"/aanmelding/{token_of(made.public_id)}"


def mails(address=None):
    """What was mailed to this address, the oldest first."""
    every = db.session.scalars(select(Email).order_by(Email.id)).all()
    return [mail for mail in every if address is None or mail.address == address]


def subjects(address):
    return [mail.subject.split(":")[0] for mail in mails(address)]


def link_in(mail):
    return next(line for line in mail.text.splitlines() if "/aanmelding/" in line).removeprefix("http://localhost")


def everybody(gathering):
    mine = select(Registration).where(Registration.gathering_id == gathering.id).order_by(Registration.id)
    return db.session.scalars(mine).all()

"""People who follow something, and the clock of the round in which they hear of it."""

from datetime import datetime

from sqlalchemy import select

from app.core import clock
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.core.outbox import Email
from app.core.revisions import next_revision
from app.core.security import fingerprint, random_id
from app.following import messages
from app.following.jobs import tell_followers
from app.following.models import Call, Follow, Follower, Happening, Pace, What
from app.following.operations.following import Thing, mark_of
from app.taxonomy.models import Term
from app.taxonomy.queries import VOCABULARY
from tests.factories import save

ASKED = "maakte jij dit mee?"


def make_follower(address="volger@voorbeeld.example", user=None, **changes):
    """With mail at any hour, unless it is said otherwise."""
    public_id = random_id()
    own = {"user_id": user.id} if user else {"sealed_address": address, "address_mark": mark_of(address)}
    hashes = {"own_hash": fingerprint(messages.own_token(public_id)), "stop_hash": fingerprint(messages.stop_token(public_id))}
    hours = {"quiet_from": 0, "quiet_until": 0, "quiet_weekend": False}
    return save(Follower(public_id=public_id, **own, **hashes, **(hours | changes)))


def follows(follower, thing, pace=Pace.AT_ONCE, **changes):
    named = Thing.of(thing)
    moments = {"asked_at": clock.now(), "confirmed_at": clock.now()} | changes
    return save(Follow(public_id=random_id(), follower_id=follower.id, pace=pace, **{named.column: named.value}, **moments))


def put_out_by(user, mark="call:1", **changes):
    call = Call(**({"sides": [], "themes": [], "to_roles": [], "to_kinds": []} | changes), by_id=user.id if user else None)
    return save(Happening(mark=mark, what=What.CALL, found_at=clock.now(), told_from=clock.today(), call=call))


def at(monkeypatch, *moment):
    """Sets the clock to this time on the wall in Amsterdam."""
    there = datetime(*moment, tzinfo=AMSTERDAM)
    monkeypatch.setattr(clock, "now", lambda: there)
    return there


def round_of_mail():
    """One round of the job; what it wrote: for each mail whom it is for, its subject and its text, by address."""
    before = set(db.session.scalars(select(Email.id)))
    tell_followers()
    db.session.commit()
    new = [mail for mail in db.session.scalars(select(Email)) if mail.id not in before]
    return sorted((mail.address, mail.subject, mail.text) for mail in new)


def asked():
    """Whom a round of the job asks whether they lived through something."""
    return [address for address, _subject, text in round_of_mail() if ASKED in text]


def make_term(dimension, code, **changes):
    term = save(Term(dimension=dimension, code=code, slug=code, position=1, name_nl=f"Thema {code}", name_en=f"Theme {code}", by_hand=True, **changes))  # so that it is taken away after the test
    db.session.info.pop(VOCABULARY, None)
    next_revision(VOCABULARY)
    db.session.commit()
    return term

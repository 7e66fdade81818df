"""Who goes after a question, and before which day, does not get lost when it goes up in another one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.clock import now, today
from app.core.database import db
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking import operations
from app.stocktaking.models import Merge
from tests.factories import make_organisation, make_user
from tests.stocktaking.test_merging import member, merge, state, two, undo

__all__ = ["member", "two"]  # the fixtures of that world

OVERDUE, LATER = today() - timedelta(days=30), today() + timedelta(days=90)
NONE = (None, None, None)


@pytest.fixture
def office(app):
    return make_organisation(name="Gemeente Putten", is_partner=True)


@pytest.fixture
def other_office(app):
    return make_organisation(name="Gemeente Ermelo", is_partner=True)


def gives(question, owner, due_on=None, accepted=True):
    question.owner, question.due_on = owner, due_on
    question.owner_accepted_at = now() if accepted else None
    db.session.commit()


def promise_of(question):
    db.session.refresh(question)
    return question.owner, question.owner_accepted_at, question.due_on


def works_there(office, **changes):
    return make_user(Role.MEMBER, office, **changes)


def test_a_promise_goes_along_and_its_owner_hears_it(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    colleague, promised = works_there(office), promise_of(gone)
    assert "Het gaat mee" in client.get("/werkbank/vraagstukken/de-ene/samenvoegen?met=de-andere").text
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept) == promised and kept.is_overdue(today())
    told = db.session.scalars(select(Notification).where(Notification.user_id == colleague.id)).one()
    assert told.path == "/vraagstukken/de-andere"
    mail = db.session.scalars(select(Email).where(Email.address == colleague.email)).one()
    assert "Kijk hier wie erachteraan gaat" in mail.text and gone.sentence not in mail.text
    page = client.application.test_client().get("/vraagstukken/de-andere").text
    assert "Kwam mee uit een ander vraagstuk" in page and "Gemeente Putten" in page


def test_undone_it_stands_where_it_stood(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    promised = promise_of(gone)
    merge(client, gone, kept)
    assert undo(client).status_code == 302
    assert promise_of(gone) == promised and promise_of(kept) == NONE


def test_another_who_goes_after_it_by_now_promised_nothing_for_the_one_that_comes_back(client, two, office, other_office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    works_there(other_office)
    merge(client, gone, kept)
    db.session.refresh(kept)
    gives(kept, other_office, LATER)
    theirs = promise_of(kept)
    undo(client)
    assert promise_of(gone) == (None, None, OVERDUE) and promise_of(kept) == theirs


def test_the_day_of_one_owner_is_not_that_of_another_who_goes_after_it_by_now(client, two, office, other_office):
    """Only the day came along; whoever goes after it by now promised that same day, or was only proposed for it."""
    gone, kept = two
    gives(gone, office, OVERDUE)
    gives(kept, office)
    merge(client, gone, kept)
    gives(kept, other_office, OVERDUE)
    theirs = promise_of(kept)
    undo(client)
    assert promise_of(kept) == theirs and promise_of(gone)[2] == OVERDUE


def test_a_day_that_nobody_promised_goes_home(client, two, office, other_office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    merge(client, gone, kept)
    gives(kept, other_office, OVERDUE, accepted=False)
    undo(client)
    assert promise_of(kept) == (other_office, None, None) and promise_of(gone) == (None, None, OVERDUE)


def test_the_owner_hears_that_it_stands_by_itself_again(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    colleague = works_there(office)
    merge(client, gone, kept)
    undo(client)
    told = db.session.scalars(select(Notification).where(Notification.user_id == colleague.id).order_by(Notification.id)).all()
    assert [one.path for one in told] == ["/vraagstukken/de-andere", "/vraagstukken/de-ene"]
    mail = db.session.scalars(select(Email).where(Email.address == colleague.email).order_by(Email.id.desc())).first()
    assert "Dat is teruggedraaid" in mail.text and gone.sentence not in mail.text


def test_who_said_no_meanwhile_is_no_owner_again(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    merge(client, gone, kept)
    kept.owner, kept.owner_accepted_at = None, None
    db.session.commit()
    undo(client)
    assert promise_of(gone) == (None, None, OVERDUE) and promise_of(kept) == NONE


def test_who_said_no_is_not_proposed_again_where_it_was_before(client, two, office):
    gone, kept = two
    gives(gone, office)
    gives(kept, office, accepted=False)
    person = works_there(office)
    merge(client, gone, kept)
    db.session.refresh(kept)
    operations.decline_ownership(kept, "Wij doen dit niet.", person)
    db.session.commit()
    undo(client)
    assert promise_of(gone) == promise_of(kept) == NONE


def test_what_was_written_down_before_the_owner_was_is_undone_as_well(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    promised = promise_of(gone)
    merge(client, gone, kept)
    made = db.session.scalars(select(Merge)).one()
    of_before = {name: value for name, value in made.moved["before"].items() if name in ("owner", "day")}
    made.moved = made.moved | {"before": of_before}
    db.session.commit()
    assert undo(client).status_code == 302
    assert promise_of(gone) == promised and promise_of(kept) == NONE


def test_a_promised_day_comes_before_one_that_nobody_promised(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    gives(kept, None, LATER, accepted=False)
    merge(client, gone, kept)
    assert promise_of(kept)[2] == OVERDUE
    assert f"{LATER:%d-%m-%Y}" in client.get("/vraagstukken/de-andere").text, "the history says which day stood there"
    undo(client)
    assert promise_of(kept) == (None, None, LATER) and promise_of(gone)[2] == OVERDUE


def test_a_proposal_goes_along_as_a_proposal(client, two, office):
    gone, kept = two
    gives(gone, office, LATER, accepted=False)
    gives(kept, None, OVERDUE, accepted=False)
    merge(client, gone, kept)
    assert promise_of(kept) == (office, None, OVERDUE), "a day that stands there stays"


def test_another_owner_is_for_a_coordinator(client, sign_in, two, office, other_office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    gives(kept, other_office, LATER)
    before, promised = state(), promise_of(gone)
    answer = merge(client, gone, kept)
    assert answer.status_code == 409 and "Gemeente Putten pakt dit vraagstuk op" in answer.text
    assert state() == before and promise_of(gone) == promised and db.session.scalars(select(Merge)).all() == []
    assert db.session.scalars(select(Notification)).all() == []
    sign_in(make_user(Role.COORDINATOR, other_office))
    colleague = works_there(office)
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept)[0] is other_office and promise_of(kept)[2] == LATER
    assert db.session.scalars(select(Notification.user_id)).all() == [colleague.id]
    assert "Stond bij een vraagstuk dat hierin opging" in client.get("/vraagstukken/de-andere").text
    undo(client)
    assert promise_of(gone) == promised and promise_of(kept)[0] is other_office


def test_an_owner_that_was_only_proposed_is_no_promise(client, two, office, other_office):
    gone, kept = two
    gives(gone, office, LATER, accepted=False)
    gives(kept, other_office)
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept)[0] is other_office


def test_two_days_of_one_owner_are_for_itself_or_a_coordinator(client, sign_in, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    gives(kept, office, LATER)
    answer = merge(client, gone, kept)
    assert answer.status_code == 409 and "een andere dag" in answer.text
    sign_in(works_there(office))
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept)[2] == LATER


def test_a_day_of_the_same_owner_goes_along_where_there_is_none(client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    gives(kept, office)
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept)[2] == OVERDUE
    undo(client)
    assert promise_of(kept)[0] is office and promise_of(kept)[2] is None and promise_of(gone)[2] == OVERDUE


def test_a_proposal_of_who_accepted_the_other_becomes_its_promise(client, two, office):
    gone, kept = two
    gives(gone, office, date(2030, 5, 4))
    gives(kept, office, accepted=False)
    promised = promise_of(gone)
    assert merge(client, gone, kept).status_code == 302
    assert promise_of(kept) == promised
    undo(client)
    assert promise_of(kept) == (office, None, None) and promise_of(gone) == promised


def history_for(client):
    return client.get("/vraagstukken/de-andere").text


def history_at_work(client):
    return client.get("/werkbank/vraagstukken/de-andere").text


def test_who_was_proposed_for_one_of_members_is_named_to_nobody_else(client, two, office, other_office):
    gone, kept = two
    gone.is_public = False
    gives(gone, office, accepted=False)
    gives(kept, other_office, LATER, accepted=False)
    stranger = client.application.test_client()
    assert merge(client, gone, kept).status_code == 302
    assert "Gemeente Putten" not in history_for(stranger) and "Gemeente Ermelo" in history_for(stranger)
    assert "Stond bij een vraagstuk dat hierin opging" in history_at_work(client), "who works on it reads it"
    undo(client)
    assert "Gemeente Putten" not in history_for(stranger)


def test_undone_the_public_one_names_no_owner_that_left_with_the_other(client, two, office):
    gone, kept = two
    gone.is_public = False
    gives(gone, office, accepted=False)
    merge(client, gone, kept)
    stranger = client.application.test_client()
    assert "Gemeente Putten" in history_for(stranger), "it stands on the page: it was proposed for this one now"
    undo(client)
    assert "Gemeente Putten" not in history_for(stranger)
    assert "Kwam mee uit een ander vraagstuk" in history_at_work(client)


def test_who_comes_and_goes_five_times_hears_each_once_until_it_is_read(app, client, two, office):
    gone, kept = two
    gives(gone, office, OVERDUE)
    colleague = works_there(office)
    mine = select(Notification).where(Notification.user_id == colleague.id, Notification.read_at.is_(None))
    mails = select(Email).where(Email.address == colleague.email)
    for _time in range(5):
        merge(client, gone, kept)
        undo(client)
        db.session.expire_all()
    assert len(db.session.scalars(mails).all()) == 2
    told = db.session.scalars(mine.order_by(Notification.id)).all()
    assert [one.path for one in told] == ["/vraagstukken/de-andere", "/vraagstukken/de-ene"]
    for one in told:
        one.read_at = now()
    db.session.commit()
    merge(client, gone, kept)
    assert len(db.session.scalars(mails).all()) == 3


def test_that_the_owner_accepted_meanwhile_goes_home_with_it(client, two, office):
    gone, kept = two
    gone.is_public = False
    gives(gone, office, accepted=False)
    merge(client, gone, kept)
    db.session.refresh(kept)
    operations.accept_ownership(kept, works_there(office))
    db.session.commit()
    stranger = client.application.test_client()
    assert "Gemeente Putten" in history_for(stranger)
    undo(client)
    assert "Gemeente Putten" not in history_for(stranger)
    assert promise_of(gone)[0] is office and gone.owner_accepted_at is not None
    assert [change.note for change in gone.changes if change.what == "owner_accepted"] == ["Gemeente Putten"]

"""A fault of the database tells in the log what went wrong, never with which words of whom."""

import logging

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app import schedule
from app.accounts.models import User
from app.contributions.models import Contribution
from app.contributions.operations import submission
from app.core.database import db
from app.core.errors import failed
from tests.contributions.sharing import CHECK, go_to_check
from tests.factories import make_contribution, make_municipality, make_user

SECRET = "kanariegeel"


def same_address_twice():
    user = make_user(email=f"{SECRET}@voorbeeld.example")
    db.session.add(User(public_id="x" * 26, email=user.email))
    db.session.flush()


def a_field_left_empty():
    db.session.add(Contribution(public_id="x" * 26, code_hash=SECRET, title=SECRET, facts=f"Dit is {SECRET}"))
    db.session.flush()


def a_wrong_statement():
    db.session.execute(text("SELECT nothing FROM contribution WHERE title = :word"), {"word": SECRET})


def too_large_a_number():
    db.session.execute(select(Contribution).where(Contribution.id == 10**30, Contribution.title == SECRET))


FAULTS = (same_address_twice, a_field_left_empty, a_wrong_statement, too_large_a_number)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_log_of_a_fault_tells_no_words(app, caplog, fault):
    with app.test_request_context(), pytest.raises((DBAPIError, OverflowError)) as raised:
        fault()
    db.session.rollback()
    with app.test_request_context():
        page, status = failed(raised.value)
    assert status == 500 and SECRET not in page
    assert "failed" in caplog.text and "Traceback" in caplog.text and SECRET not in caplog.text


def test_the_log_of_a_job_that_fails_tells_no_words(app, caplog, monkeypatch):
    monkeypatch.setitem(schedule.JOBS, "forget-drafts", (same_address_twice, 1))
    with caplog.at_level(logging.DEBUG):
        schedule.run("forget-drafts")
    assert "job forget-drafts failed" in caplog.text and "email" in caplog.text and SECRET not in caplog.text


def test_a_story_that_cannot_be_kept_stands_in_no_log(app, client, monkeypatch, caplog):
    """The real journey, with a random id that was given out before: as a fault of ours would look."""
    taken = make_contribution(place=make_municipality(name="Ede"))
    base = go_to_check(client, neighbourhood=SECRET)
    monkeypatch.setattr(submission, "random_id", lambda: taken.public_id)
    with pytest.raises(IntegrityError) as raised:
        client.post(f"{base}/controle", data=CHECK | {"title": SECRET})
    with app.test_request_context():
        failed(raised.value)
    assert "public_id" in caplog.text and SECRET not in caplog.text and "Er komt geen jongere" not in caplog.text

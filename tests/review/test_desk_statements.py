"""The desk needs no more statements when it is long, nor when a session is noted as seen meanwhile."""

from datetime import timedelta

from app.accounts.models import Role, UserSession
from app.contributions.models import Reading, Status
from app.core.database import db
from tests.factories import make_contribution, make_user


def waiting(number):
    """Texts that wait, each read by somebody else."""
    for _text in range(number):
        made = make_contribution(status=Status.RECEIVED)
        db.session.add(Reading(contribution_id=made.id, reader_id=make_user(Role.EDITOR).id))
    db.session.commit()


def test_who_read_what_takes_no_statement_of_its_own(client, sign_in):
    sign_in(make_user(Role.EDITOR))
    waiting(1)
    client.get("/redactie")
    few = client.statements
    waiting(5)
    assert client.get("/redactie").status_code == 200 and client.statements == few


def test_noting_that_somebody_was_seen_takes_one_statement(client, sign_in):
    sign_in(make_user(Role.EDITOR))
    waiting(1)
    client.get("/redactie")
    usual, session = client.statements, db.session.query(UserSession).one()
    session.seen_at = long_ago = session.seen_at - timedelta(hours=1)
    db.session.commit()
    client.get("/redactie")
    assert client.statements - usual <= 2, "one, and on SQLite its BEGIN"
    db.session.refresh(session)
    assert session.seen_at > long_ago

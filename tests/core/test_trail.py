"""The audit trail: changed, removed and moved rows are found, and deleting what is old is not taken for tampering."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.accounts import operations
from app.accounts.models import Role
from app.core import clock
from app.core.database import db, writing
from app.core.trail import AuditHead, AuditRow, check_trail, forget_old_trail, note
from tests.factories import make_organisation, make_user


@pytest.fixture
def trail(app):
    for number in range(1, 8):
        note("role given", f"user {number}", by=None)
    db.session.commit()
    return check_trail


def change(which, **values):
    db.session.execute(update(AuditRow).where(AuditRow.number == which).values(**values))
    db.session.commit()


def test_a_trail_that_nobody_touched_is_whole(trail):
    assert (trail().fault, trail().rows, trail().number) == ("", 7, 7)


@pytest.mark.parametrize("values", [
    {"by_id": 9}, {"what": "role ended"}, {"about": "user 99"}, {"hash": "0" * 64}, {"before_hash": "0" * 64}, {"at": clock.now()},
])
@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_changed_row_is_found(trail, number, values):
    change(number, **values)
    assert f"row {number}" in trail().fault


@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_removed_row_is_found(trail, number):
    db.session.execute(delete(AuditRow).where(AuditRow.number == number))
    db.session.commit()
    assert trail().fault


def test_rows_that_changed_places_are_found(trail):
    for old, new in ((3, 100), (4, 3), (100, 4)):
        change(old, number=new)
    assert "row 3" in trail().fault


def test_a_row_that_was_put_between_is_found(trail):
    db.session.add(AuditRow(number=8, at=clock.now(), what="role given", about="user 1", before_hash="", hash=""))
    db.session.commit()
    assert "row 8" in trail().fault


def test_the_end_is_missed_when_it_is_cut_off(trail):
    db.session.execute(delete(AuditRow).where(AuditRow.number > 5))
    db.session.commit()
    assert "ends at row 5" in trail().fault
    db.session.execute(delete(AuditRow))
    db.session.commit()
    assert trail().fault


def test_what_is_old_goes_behind_a_checkpoint(trail, monkeypatch):
    later = clock.now() + timedelta(days=800)
    monkeypatch.setattr(clock, "now", lambda: later)
    note("role ended", "user 3", by=None)
    assert forget_old_trail() == 7
    db.session.commit()
    assert (trail().fault, trail().rows) == ("", 2)
    assert forget_old_trail() == 0
    note("role given", "user 4", by=None)
    db.session.commit()
    assert trail().fault == ""
    change(9, about="3 " + "0" * 64)
    assert "row 9" in trail().fault, "the checkpoint itself is a row of the chain"


def test_a_trail_of_old_rows_only_keeps_its_end(trail, monkeypatch):
    later = clock.now() + timedelta(days=800)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_old_trail() == 7
    db.session.commit()
    assert (trail().fault, trail().rows) == ("", 1)


def test_old_rows_without_a_checkpoint_are_missed(trail):
    db.session.execute(delete(AuditRow).where(AuditRow.number < 4))
    db.session.commit()
    assert "no checkpoint" in trail().fault


def test_many_at_once_make_one_chain(app):
    def add():
        with app.app_context():
            writing.set(True)
            for _deed in range(5):
                note("role given", "user 1", by=None)
                db.session.commit()
            db.session.remove()

    threads = [threading.Thread(target=add) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (check_trail().fault, check_trail().rows) == ("", 30)


def test_deeds_stand_in_it_without_a_name_or_an_address(client, app, sign_in):
    admin, other, place = make_user(Role.ADMINISTRATOR), make_user(Role.EDITOR), make_organisation(name="Waterschap Vechtdal")
    sign_in(admin)
    client.post(f"/beheer/rollen/{other.memberships[0].id}/beeindigen")
    client.post("/beheer/uitnodigen", data={"email": "nieuw@x.example", "organisation": place.name, "role": "host"})
    client.post(f"/beheer/organisaties/{place.id}", data={"name": place.name, "kind": "kennis", "mail_domains": "x.example"})
    operations.give_role(other, place, Role.HOST, by=admin)
    db.session.commit()
    rows = db.session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
    assert [row.what for row in rows] == ["role ended", "invited", "organisation changed", "role given"]
    assert {row.by_id for row in rows} == {admin.id}
    assert "@" not in "".join(row.about for row in rows) and "Vechtdal" not in "".join(row.about for row in rows)
    assert app.test_cli_runner().invoke(args=["check-audit"]).exit_code == 0
    change(2, about="user 1")
    said = app.test_cli_runner().invoke(args=["check-audit"])
    assert said.exit_code == 1 and "row 2 was changed" in said.output


def test_a_deed_that_is_refused_leaves_no_row(client, sign_in):
    admin = make_user(Role.ADMINISTRATOR)
    sign_in(admin)
    assert client.post(f"/beheer/rollen/{admin.memberships[0].id}/beeindigen").status_code == 409
    assert db.session.scalars(select(AuditRow)).all() == []
    assert db.session.get(AuditHead, 1) is None

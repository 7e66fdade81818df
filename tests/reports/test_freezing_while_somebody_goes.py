"""Somebody removes their account while a pile with their stories is written down as a stocktake: neither stops the other."""

from sqlalchemy import select

from app.accounts.models import Role, User
from app.contributions import operations as contributions
from app.core.database import db, writing
from app.pages import erasing
from app.reports import operations, queries
from app.reports.jobs import freeze_piles
from app.reports.models import Stocktake
from tests.at_once import InBetween, at_once
from tests.factories import make_user


def test_who_goes_and_what_is_frozen_do_not_wait_for_each_other(app, laid, monkeypatch):
    owner, kept = make_user(Role.HOST), laid.stories.case.public_id
    laid.stories.case.author = laid.stories.nowhere.author = owner
    key = owner.id
    pile_id = laid.pile.id
    copies = operations.copies_of(operations.ask_to_freeze(laid.pile, "Zomertour 2026", by=laid.member), lambda _part: None)
    db.session.commit()

    def write_down():
        writing.set(True)
        assert operations.keep(queries.freezing_of(pile_id, to_change=True), copies) is None, "what was read is so no more"
        db.session.commit()

    def go():
        writing.set(True)
        erasing.erase(db.session.get_one(User, key), {kept})
        db.session.commit()

    between = InBetween(app, write_down)
    monkeypatch.setattr(contributions, "leave_behind", between.after(contributions.leave_behind))
    assert at_once(app, go) == [None] and between.finish() is None
    monkeypatch.undo()
    assert db.session.get(User, key) is None
    for _turn in range(2):
        freeze_piles()
        db.session.commit()
    made = db.session.scalars(select(Stocktake)).one()
    titles = {c.title for c in queries.frozen(made, laid.member).contributions}
    assert "Deksel zonder put" not in titles and "Bomen op het dak" in titles
    assert all(found.is_sound for _edition, found in operations.verified())

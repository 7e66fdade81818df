"""Two frozen stocktakes, for tests that walk through all addresses."""

from datetime import timedelta

from app.accounts.models import Role
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.reports import operations
from app.reports.models import Form, Freezing, ReportFile, ReportState, Stocktake
from app.workbench.models import Pile
from tests.factories import make_user, save


def freeze_now(pile, name, by):
    """What a member asks for and the job does, in one go."""
    asked = operations.ask_to_freeze(pile, name, by=by)
    return operations.keep(asked, operations.copies_of(asked, lambda _part: None))


def frozen_later(laid, earlier):
    """The same pile a month later, shown to everybody."""
    earlier.made_at -= timedelta(days=30)
    made = freeze_now(laid.pile, "Wintertour", by=laid.member)
    operations.publish(made)
    db.session.commit()
    return made


def failed_to_freeze():
    """A wish of today that came to nothing."""
    pile = save(Pile(slug="leeg", name="Leeg", wanted={}))
    save(Freezing(pile_id=pile.id, name="Leeg", n=1, asked_by_id=make_user(Role.MEMBER).id, state=ReportState.FAILED))


def freeze_the_pile(pile):
    """Of everything in a pile: one from yesterday and one of today, shown to everybody."""
    member = make_user(Role.MEMBER)
    for name, days in (("De balans", 1), ("Latere balans", 0)):
        made = freeze_now(pile, name, by=member)
        made.made_at -= timedelta(days=days)
        operations.publish(made)
        operations.ask_for_file(made, "", Form.CSV, for_members=True, by=member)
    db.session.commit()


def file_of_a_stocktake():
    """One that somebody asked for today."""
    stocktake = Stocktake(slug="balans", name="Balans")
    db.session.add(stocktake)
    db.session.flush()
    day = clock.now() + timedelta(days=deal().report_days)
    db.session.add(ReportFile(stocktake_id=stocktake.id, user_id=make_user().id, form=Form.CSV, expires_at=day))

"""Two frozen stocktakes, for tests that walk through all addresses."""

from datetime import timedelta

from app.accounts.models import Role
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.reports import operations
from app.reports.models import Form, ReportFile, Stocktake
from tests.factories import make_user


def freeze_the_pile(pile):
    """Of everything in a pile: one from yesterday and one of today, shown to everybody."""
    member = make_user(Role.MEMBER)
    for name, days in (("De balans", 1), ("Latere balans", 0)):
        made = operations.freeze(pile, name, by=member)
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

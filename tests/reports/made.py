"""Two frozen stocktakes, for tests that walk through all addresses."""

from datetime import timedelta

from app.accounts.models import Role
from app.core.database import db
from app.reports import operations
from app.reports.models import Form
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

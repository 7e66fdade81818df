"""Which addresses had their mail of the day."""

from datetime import date

from sqlalchemy import delete

from app.contributions.models import ToldToday
from app.core.clock import today
from app.core.database import db, number_of


def was_told_today(mark: str) -> bool:
    found = db.session.get(ToldToday, mark)
    return found is not None and found.on >= today()


def delete_told_before(day: date) -> int:
    """Removes who had a mail before this day."""
    return number_of(db.session.execute(delete(ToldToday).where(ToldToday.on < day)))

"""The mail of the day, at five o'clock."""

from datetime import datetime, time, timedelta
from unittest.mock import patch

from app.core.clock import AMSTERDAM, today
from app.core.database import db
from app.schedule import run


def mail_of_the_day(days=0, hour=17):
    """Lets the clock do it, so many days from today. What the test holds in its hands stays there."""
    moment = datetime.combine(today() + timedelta(days=days), time(hour), AMSTERDAM)
    with patch("app.core.clock.now", return_value=moment), patch.object(db.session, "remove"):
        run("tell-news")

"""A clock that stands still."""

from datetime import timedelta

import pytest

from app.core import clock


@pytest.fixture
def wait(monkeypatch):
    """A clock that stands still, at the beginning of a code, until `wait(minutes=3)`."""
    start = clock.now()
    moment = [start - timedelta(seconds=start.timestamp() % 30)]

    def pass_by(**long):
        moment[0] += timedelta(**long)

    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return pass_by

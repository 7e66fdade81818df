"""The clock on the wall, an organiser who is signed in, and what they plan."""

from datetime import UTC, datetime, time

import pytest

from app.accounts.models import Role
from app.core import clock
from app.core.clock import AMSTERDAM
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give, make_gathering


@pytest.fixture
def at(monkeypatch):
    """Puts the clock at a moment on the wall in the Netherlands."""

    def put(day, hour, minute=0):
        moment = datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM).astimezone(UTC)
        monkeypatch.setattr(clock, "now", lambda: moment)

    return put


@pytest.fixture
def host(app, sign_in):
    """A host who is signed in."""
    user = make_user(Role.HOST, make_municipality(name="Voorbeeldwijk"), email="ik@voorbeeld.example")
    sign_in(user)
    return user


@pytest.fixture
def planned(host):
    """A published gathering of this host, with a colleague."""
    gathering = make_gathering(organisation=host.memberships[0].organisation, slug="tour", contact_email="t@b.example")
    give(gathering, user=host)
    give(gathering)
    return gathering

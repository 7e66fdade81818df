"""A host who writes a challenge, and a colleague."""

import pytest

from app.accounts.models import Role
from tests.factories import make_municipality, make_user


@pytest.fixture
def host(app, sign_in):
    """A host who is signed in."""
    user = make_user(Role.HOST, make_municipality(name="Voorbeeldwijk"), email="ik@voorbeeld.example")
    sign_in(user)
    return user


@pytest.fixture
def colleague(host):
    return make_user(Role.HOST, host.memberships[0].organisation, email="collega@voorbeeld.example")

"""A story that waits at the desk, and two editors."""

import pytest

from app.accounts.models import Role
from app.contributions.models import Status
from app.core.security import random_code
from tests.factories import make_contribution, make_user


@pytest.fixture
def story(app):
    return make_contribution(status=Status.RECEIVED, unchanged_is_fine=True)


@pytest.fixture
def editors(app, client):
    """Two editors, each with a browser of their own."""
    return [(make_user(Role.EDITOR), app.test_client()) for _n in range(2)]


@pytest.fixture
def code(app):
    return random_code()

"""A reader of the desk who is signed in, and an administrator who keeps the vocabulary."""

import pytest

from app.accounts.models import Role
from tests.factories import make_user


@pytest.fixture
def reader(app, sign_in):
    user = make_user(Role.EDITOR)
    sign_in(user)
    return user


@pytest.fixture
def keeper(app):
    return make_user(Role.ADMINISTRATOR)

"""The code by which somebody follows a story."""

import pytest

from app.core.security import random_code


@pytest.fixture
def code(app):
    return random_code()

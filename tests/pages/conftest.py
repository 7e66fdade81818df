"""The code by which somebody follows a story."""

import pytest

from app.core.security import random_code


@pytest.fixture
def code(app):
    return random_code()


@pytest.fixture
def plain_client(app, monkeypatch):
    """Browsers without the inspection, which counts statements for one thread only."""
    monkeypatch.setattr(app, "test_client_class", None)
    return app.test_client

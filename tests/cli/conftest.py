"""Typing a command, as an operator does."""

import pytest

from tests.factories import make_municipality


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    make_municipality(name="Ede")
    return lambda *words: runner.invoke(args=[str(word) for word in words])

import pytest

from tests.woo.requests import Office


@pytest.fixture
def office(app):
    """A request with two handlers, and the context that mails are written in."""
    with app.test_request_context("/"):
        yield Office()

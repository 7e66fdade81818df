import pytest

from app.contributions.models import Status
from tests.contributions.photos import add_photo
from tests.factories import make_contribution, make_municipality
from tests.photographs import jpeg
from tests.woo.requests import Office


@pytest.fixture
def office(app):
    """A request with two handlers, and the context that mails are written in."""
    with app.test_request_context("/"):
        yield Office()


@pytest.fixture
def with_photo(office):
    """A story with one photo, which two readers found fit."""
    story = make_contribution(status=Status.RECEIVED, code="A" * 26, place=make_municipality())
    add_photo(story, credit="Kanariemaker", content=jpeg(900, 600))
    return story


@pytest.fixture
def of_photo(office, with_photo):
    """The document of that photo."""
    office.freeze(with_photo)
    return office.item("photo")

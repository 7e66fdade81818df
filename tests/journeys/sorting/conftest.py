"""A site with three hundred contributions more than the demonstration, where no card lies anywhere yet."""

import shutil

import pytest

from tests.journeys.conftest import DESK, Site, windows
from tests.journeys.sorting.hands import MANY

FILL = "from bench.run import fill; fill({})"
CLEAR = """
from app import create_app
from app.core.database import db, writing
from app.workbench.models import Pile
from app.stocktaking.models import Sorted, Star
with create_app().app_context():
    writing.set(True)
    for table in (Pile, Sorted, Star):
        db.session.query(table).delete()
    db.session.commit()
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The folder of such a site that nobody used yet; made once for all sites of this worker."""
    site = Site(tmp_path_factory.mktemp("filled"))
    shutil.copytree(site.prepared(), site.folder, dirs_exist_ok=True)
    site.run(site.flask[0], "-c", FILL.format(MANY))
    return site.folder


@pytest.fixture(scope="module")
def big_site(tmp_path_factory, filled):
    with Site(tmp_path_factory.mktemp("big"), like=filled) as site:
        yield site


@pytest.fixture
def visit(big_site, browser):
    """Windows on that site, in place of those on the demonstration."""
    big_site.run(big_site.flask[0], "-c", CLEAR)
    yield from windows(big_site, browser)


@pytest.fixture
def member(visit):
    return visit(DESK, role="member")

"""The code by which somebody follows a story; and the same site as it runs, for the tests of faults."""

import pytest
from sqlalchemy import event

from app import create_app
from app.core.database import db
from app.core.security import random_code
from tests.faults.dying import Worker
from tests.faults.troubles import impatient

KEPT = ("DATA_DIR", "SQLALCHEMY_DATABASE_URI", "SITE_URL", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_NAME", "SECRET_KEY")


@pytest.fixture
def code(app):
    return random_code()


@pytest.fixture
def plain_client(app, monkeypatch):
    """Browsers without the inspection, which counts statements for one thread only."""
    monkeypatch.setattr(app, "test_client_class", None)
    return app.test_client


@pytest.fixture(scope="module")
def settings(whole_app):
    return {name: whole_app.config[name] for name in KEPT} | {"MODE": "development", "WTF_CSRF_ENABLED": False}


@pytest.fixture(scope="module")
def site(settings):
    """The same site on the same database, as it runs: faults become pages, and a lock is not waited for long."""
    site = create_app(**settings)
    with site.app_context():
        event.listen(db.engine, "connect", impatient)
        yield site
        db.engine.dispose()


@pytest.fixture(scope="module")
def worker(settings):
    worker = Worker(settings)
    yield worker
    worker.stop()

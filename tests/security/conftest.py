"""What the tests of security have in common: a site with one of everything, a quick client, a clock to turn."""

from datetime import timedelta

import pytest
from flask import g
from flask.testing import FlaskClient

from app.core import clock
from app.core.database import db
from tests.security.world import WALKER, make_world


class QuickClient(FlaskClient):
    """A browser that does not inspect the pages it gets: other tests do, and a walk gets many."""

    def open(self, *args, **kwargs):
        for name in ("_login_user", "user_session", "_flask_babel"):
            g.pop(name, None)  # a real request begins with nothing
        answer = super().open(*args, **kwargs)
        db.session.rollback()
        db.session.expire_all()
        return answer


@pytest.fixture
def browser(app):
    """Makes browsers: each has cookies of its own."""
    return lambda: QuickClient(app, app.response_class, use_cookies=True)


@pytest.fixture
def visitor(browser):
    return browser()


@pytest.fixture
def world(app):
    return make_world()


@pytest.fixture
def insider(world, browser, sign_in):
    """Somebody with every role, signed in a moment ago."""
    found = browser()
    sign_in(world.all_roles, found)
    found.set_cookie("lopen", WALKER)
    return found


@pytest.fixture
def wait(monkeypatch):
    """Lets time pass: `wait(minutes=3)`."""
    moment = [clock.now()]

    def pass_by(**long):
        moment[0] += timedelta(**long)
        return moment[0]

    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return pass_by

"""What the file of settings names, the product reads; and what it leaves empty is not set."""

import re
from pathlib import Path

import pytest
from flask import request

from app import create_app
from app.accounts.models import User
from app.core.database import db
from app.core.guard import public
from config import GOING_LIVE, ROOT, faults, settings

NAMED = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
READ_BY_SERVE = {"HOST", "WEB_WORKERS"}


def test_every_setting_that_is_read_is_explained_and_no_other():
    read = set(re.findall(r'env(?:\.get\(|\[)"([A-Z_]+)"', (ROOT / "config.py").read_text(encoding="utf-8")))
    assert set(NAMED) == read | set(GOING_LIVE) | READ_BY_SERVE


def test_no_remark_ends_up_in_a_setting():
    assert not [name for name, value in NAMED.items() if "#" in value or value != value.strip()]


def test_what_is_left_empty_is_not_set():
    found = settings(NAMED)
    assert found["DEALS_DIR"] == ROOT / "deals"
    assert found["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{Path(NAMED['DATA_DIR'])}/straatwijs.db"
    assert found["TRUSTED_HOSTS"] == ["straatwijs.example"]


def test_the_example_as_it_stands_does_not_go_live():
    said = {fault.split(":")[0] for fault in faults(settings(NAMED))}
    assert said == {"SECRET_KEY", "MAIL_SERVER", *GOING_LIVE}


READY = NAMED | {"SECRET_KEY": "s" * 40, "MAIL_SERVER": "mail.example", **dict.fromkeys(GOING_LIVE, "Iemand")}


@pytest.fixture
def production(tmp_path):
    """Starts a complete production on a database of its own."""
    address = f"sqlite:///{tmp_path}/production.db"

    def start(**changes):
        return create_app(**settings(READY | {"DATA_DIR": str(tmp_path), "DATABASE_URL": address} | changes))

    with create_app(TESTING=True, DATA_DIR=tmp_path, SQLALCHEMY_DATABASE_URI=address).app_context():
        db.create_all()
        yield start
        db.engine.dispose()


def test_production_starts_when_everything_is_named(production):
    assert production().config["MODE"] == "production"


def test_production_does_not_start_without_a_second_step(production):
    with pytest.raises(SystemExit, match="SECOND_FACTOR: in production it is required"):
        production(SECOND_FACTOR="off")


def test_production_does_not_show_made_up_people(production, monkeypatch):
    fatma = User(public_id="fatma", email="f@voorbeeld.example", given_name="Fatma", family_name="Verzonnen")
    fatma.is_demonstration = True
    db.session.add(fatma)
    db.session.commit()
    with pytest.raises(SystemExit, match="demo remove"):
        production()
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    assert production()  # else nobody could run the command that removes them


@pytest.mark.parametrize(("proxies", "seen"), [("0", "10.0.0.1"), ("1", "198.51.100.7")])
def test_who_asks_is_read_behind_as_many_proxies_as_are_trusted(production, proxies, seen):
    app = production(TRUSTED_PROXIES=proxies)
    app.add_url_rule("/wie", view_func=public(lambda: request.remote_addr))
    asked = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "Host": "straatwijs.example"}
    assert app.test_client().get("/wie", headers=asked, environ_base={"REMOTE_ADDR": "10.0.0.1"}).text == seen

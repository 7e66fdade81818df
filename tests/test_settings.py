"""What the file of settings names, the product reads; and what it leaves empty is not set."""

import re
from pathlib import Path

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

"""V16, S-14 and S-21: the security log has what an officer needs, and nothing that was typed."""

import json
import logging
import re
from pathlib import Path

import pytest

from app import create_app
from app.accounts import operations
from app.accounts.models import Role
from app.core import events
from app.core.database import db
from tests.accounts.test_signing_in import GOOD, mailed_path
from tests.contributions.sharing import share_story
from tests.factories import make_user

ROOT = Path(__file__).parents[2]
COLUMNS = {"time", "action", "object", "result", "origin", "actor"}


@pytest.fixture
def told(caplog):
    """What the security log says, line by line."""
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(record.message) for record in caplog.records if record.name == events.log.name]


def last(told, action):
    return [line for line in told() if line["action"] == action][-1]


def test_v16_2_1_a_line_says_who_did_what_and_how_it_ended(visitor, told):
    user = make_user()
    visitor.post("/inloggen", data={"email": user.email}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    visitor.post(mailed_path(), environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert all(set(line) == COLUMNS for line in told())
    asked, signed_in = told()
    assert (asked["action"], asked["result"], asked["origin"], asked["actor"]) == ("accounts.ask_link", "done", "192.0.2.7", "")
    assert (signed_in["action"], signed_in["result"], signed_in["actor"]) == ("accounts.use_link", "done", user.public_id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", signed_in["time"])


def test_v16_3_1_every_way_to_sign_in_is_noted_also_when_it_fails(visitor, told):
    """S-14: failures at one account have one object, so that a peak can be seen; its address is not written down."""
    user = make_user()
    operations.set_password(user, GOOD, keep=None)
    db.session.commit()
    for n in range(11):
        visitor.post("/inloggen/wachtwoord", data={"address": user.email, "password": f"fout {n}"})
    lines = [line for line in told() if line["action"] == "accounts.with_password"]
    assert [line["result"] for line in lines] == ["not right"] * 10 + ["too often"]
    assert len({line["object"] for line in lines}) == 1 and user.email not in str(lines)
    visitor.post("/inloggen/link/geraden")
    assert last(told, "accounts.use_link")["result"] == "refused"


def test_v16_3_1_leaving_and_ending_are_noted(world, insider, told):
    insider.post("/mijn/naam", data={"given_name": "Ada", "infix": "", "family_name": ""})
    membership = world.parts["membership_id"]
    insider.post(f"/beheer/rollen/{membership}/beeindigen")
    ended = last(told, "accounts.end_role")
    assert (ended["object"], ended["actor"], ended["result"]) == (f"membership_id={membership}", world.all_roles.public_id, "done")
    insider.post("/uitloggen")
    assert last(told, "accounts.sign_out")["actor"] == world.all_roles.public_id


def test_v16_3_2_what_is_not_allowed_is_noted(browser, sign_in, told):
    user, member = make_user(Role.MEMBER), browser()
    sign_in(user, member)
    assert member.get("/beheer").status_code == 403
    assert last(told, "accounts.admin") | {"time": ""} == {
        "time": "", "action": "accounts.admin", "object": "", "result": "not allowed", "origin": "127.0.0.1", "actor": user.public_id,
    }
    browser().post("/beheer/uitnodigen")
    assert last(told, "accounts.invite")["result"] == "not signed in"


def test_v16_3_3_a_form_without_its_token_is_noted(guarded, world, insider, told):
    insider.post("/beheer/uitnodigen", headers={"Sec-Fetch-Site": "cross-site"})
    assert last(told, "accounts.invite")["result"] == "not taken"


def test_v16_2_5_who_shares_or_follows_is_in_no_log(visitor, browser, sign_in, guarded, app, caplog):
    """Whoever signs in and shares: a refusal on the way is noted without who it was or from where."""
    caplog.set_level(logging.DEBUG)
    user, member = make_user(Role.MEMBER), browser()
    sign_in(user, member)
    for asking in (member, visitor):
        asking.post("/deel", data={"kind": "learned"}, headers={"Sec-Fetch-Site": "cross-site"})
        asking.post(f"/volg/{'B' * 26}/akkoord")
    lines = [json.loads(record.message) for record in caplog.records if record.name == events.log.name]
    assert {line["action"] for line in lines} >= {"contributions.begin"}
    assert {(line["origin"], line["actor"]) for line in lines} == {("", "")}
    assert "BBBB" not in caplog.text


def test_v16_2_5_no_secret_and_no_text_in_a_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    user = make_user(given_name="Kanarienaam")
    client.post("/inloggen", data={"email": user.email})
    path = mailed_path()
    client.post(path)
    client.post("/mijn/wachtwoord", data={"password": "kanarie wachtwoord van vier woorden"})
    client.post("/inloggen/wachtwoord", data={"address": user.email, "password": "kanarie fout"})
    _story, code = share_story(client)
    client.get(f"/volg/{code}")
    for secret in ("anarie", path.rsplit("/", 1)[1], code, user.email, "jongeren"):
        assert secret not in caplog.text, secret


@pytest.mark.parametrize("nasty", ["a\r\n{\"action\": \"accounts.use_link\"}", "\x1b[2J\x1b[31m", "\u2028nieuwe regel", "%0d%0a"])
def test_v16_4_1_nobody_writes_a_line_of_the_log(visitor, caplog, nasty):
    caplog.set_level(logging.INFO)
    plain = nasty.replace("\r\n", " ")
    visitor.post("/inloggen", data={"email": nasty, "next": nasty}, headers={"User-Agent": plain, "X-Request-Id": plain})
    visitor.post("/inloggen/wachtwoord", data={"address": "a@x.example", "password": nasty}, headers={"User-Agent": plain})
    lines = [record.getMessage() for record in caplog.records if record.name == events.log.name]
    assert len(lines) == 2
    assert all(line.isprintable() and line.isascii() for line in lines)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("broken")
    return create_app(DATA_DIR=folder, SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder}/none/site.db", SITE_URL="http://localhost")


def test_v16_5_1_a_fault_of_ours_says_a_number_and_nothing_else(broken, caplog):
    answer = broken.test_client().get("/bijdragen?q=kanarie")
    assert answer.status_code == 500
    number = re.search(r"nummer ([0-9a-f]{8})", answer.text)[1]
    for word in ("Traceback", "sqlite", "SQL", "site-packages", ".py", "kanarie", "OperationalError"):
        assert word not in answer.text
    assert f"failed {number}" in caplog.text and "OperationalError" in caplog.text and "kanarie" not in caplog.text


def test_s_21_every_log_is_listed_for_the_operator():
    """BIO2 8.15: there is a list of all that is logged; a new log must be named in it."""
    listed = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8").split("## Logs")[1].split("\n## ")[0]
    for path in (ROOT / "app").rglob("*.py"):
        for name in re.findall(r'getLogger\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            assert f"`{name}`" in listed, name
    for kept in ("audit trail", "reading log", "`erasures.jsonl`", "proxy"):
        assert kept in listed, kept

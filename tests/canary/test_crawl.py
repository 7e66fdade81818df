"""A secret stands in every private field. Everything that can be asked for is asked in every lower role: zero hits."""

import pytest
from sqlalchemy import select

from app.core.database import db
from tests.canary.answers import leaks_in
from tests.canary.conftest import ROLES
from tests.canary.register import CHOSEN, COLUMNS, MESSAGES
from tests.databases import ONCE, WALK
from tests.doors import doors

pytestmark = WALK


def test_a_canary_stands_in_every_private_column(planted):
    """A new private column needs one: plant it, or say in the register why it can hold none."""
    every = {str(column): column for table in db.metadata.sorted_tables for column in table.columns}
    missing = set()
    for name in set(COLUMNS) - CHOSEN - MESSAGES:
        column = every[name]
        points = column.foreign_keys  # at somebody, who has canaries for a name and an address
        filled = select(column).where(column.is_not(None)).limit(1)
        if not (db.session.scalar(filled) is not None if points else planted.secrets.by_column[name]):
            missing.add(name)
    assert not missing
    assert set(COLUMNS) >= CHOSEN | MESSAGES
    assert all(db.session.scalar(select(every[name]).limit(1)) is not None for name in MESSAGES)


def role_of(name):
    return None if name in ("visitor", "another contributor") else name


# Whom the pages are for is the same on both databases; what they ask of it differs in what is searched and listed.
OF_THIS_DATABASE = [role if role in ("visitor", "member", "editor") else pytest.param(role, marks=ONCE) for role in ROLES]
WALKED_ELSEWHERE = ("nobody special", "host", "coordinator")  # tests/test_every_door.py sends forms to every story as these


@pytest.mark.parametrize("role", OF_THIS_DATABASE)
def test_no_page_shows_a_canary(planted, looks, role):
    looker, opened, leaks = looks(role), 0, {}
    for endpoint, address in doors(planted.app, offered=planted.things, role=role_of(role)):
        answer = looker.get(address)
        opened += answer.status_code == 200
        if found := leaks_in(answer, address, endpoint, looker, planted.secrets):
            leaks[address] = found
    assert not leaks
    assert opened > 75


@ONCE
@pytest.mark.parametrize("role", [role for role in ROLES if role not in WALKED_ELSEWHERE])
def test_no_form_that_is_sent_tells_a_canary(planted, looks, role):
    """Empty, and with nonsense. What a role may really do is left out: other tests do it, and it would change the site."""
    looker, leaks, answered = looks(role), {}, set()
    for endpoint, address in doors(planted.app, "POST", few(planted.things), in_english=0, role=role_of(role)):
        if endpoint in DEEDS.get(role, ()) or endpoint in OF_ONESELF:
            continue
        answer = looker.get(address, method="POST", data=NONSENSE)
        answered.add(answer.status_code)
        if found := leaks_in(answer, address, endpoint, looker, planted.secrets):
            leaks[address] = found
    assert not leaks
    assert {404, 422} <= answered and not {code for code in answered if code >= 500}


OF_ONESELF = ("accounts.sign_out",)
MEMBERS_DO = ("reports.publish", "reports.take_back", "stocktaking.publish", "stocktaking.take_back", "stocktaking.remove_statement", "stocktaking.remove_quote", "stocktaking.strike_out", "stocktaking.drop_answer")
DEEDS = {
    "member": MEMBERS_DO,
    "editor": ("review.open_to_read",),
    "administrator": ("accounts.end_role", "accounts.withdraw_invitation", "woo.set_handlers", "woo.extend", "codebook.take_back"),
}
NONSENSE = {"action": "stop", "version": "x", "email": "x", "q": "kanarie"}
LATER = {"If-None-Match": "*", "If-Modified-Since": "Sat, 01 Jan 2035 00:00:00 GMT"}
WAYS = (
    {"method": "HEAD"},
    {"headers": LATER},
    {"headers": {"Range": "bytes=0-99"}},
    *({"headers": {"Accept": kind}} for kind in ("application/json", "text/csv", "application/atom+xml")),
    *({"method": method} for method in ("OPTIONS", "PATCH")),
)


def few(offered):
    """Two stories in the place of all: the walk through every door sends forms to stories of each kind."""
    return offered | {"public_id": offered["public_id"][1:3], "code": [offered["code"][2], *offered["code"][-2:]]}


@ONCE
@pytest.mark.parametrize(("role", "ways"), [("visitor", WAYS), ("member", WAYS[:2])])
def test_no_other_way_of_asking_shows_a_canary(planted, looks, role, ways):
    """HEAD, conditional requests, other kinds of answers, other methods: one address of each kind."""
    looker, codes = looks(role), set()
    for endpoint, address in dict(doors(planted.app, offered=planted.things, in_english=0)).items():
        for way in ways:
            answer = looker.get(address, **way)
            codes.add(answer.status_code)
            assert not leaks_in(answer, address, endpoint, looker, planted.secrets), (address, way)
    assert {404, 200} <= codes and (405 in codes) is (ways == WAYS)

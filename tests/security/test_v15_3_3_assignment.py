"""V15.3.3 and CVE-2026-28219 of Discourse: a form takes its own fields. Every column of every table is offered to every form.

All forms of all pages are sent twice, on two sites that are the same: once as they are, once with all these fields beside them.
Both sites must then have come to the same rights, states, numbers and relations.
"""

from datetime import datetime

from sqlalchemy import Boolean, Date, DateTime, Enum, Integer, text

from app.accounts.models import Role
from app.core.database import db
from tests.conftest import empty_tables
from tests.databases import ONCE
from tests.factories import make_user
from tests.security.forms import filled, forms_of
from tests.security.world import addresses, make_world

pytestmark = ONCE

PLAIN = "Dit zijn een paar gewone woorden over de straat en de put."
LATER_ON = ("accounts.sign_out", "accounts.end_session", "pages.erase", "accounts.demonstrate")  # these end the walk
ALSO = {"role": "administrator", "roles": "administrator", "is_admin": "1", "admin": "1", "user": "1", "municipality": "1", "author": "1", "owner": "1", "id": "1"}


def offered():
    """Every column of the database as a field of a form, with a value that would be seen."""
    found = {}
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            found[column.name] = str(value_for(column.type))
    return found | ALSO


def value_for(kind):
    if isinstance(kind, Enum):
        return kind.enums[-1]
    if isinstance(kind, (Boolean, Integer)):
        return 1
    if isinstance(kind, (Date, DateTime)) or getattr(kind, "impl_instance", None):
        return "2001-02-03"
    return "ingesmokkeld"


def shape():
    """What the site came to: states, choices, numbers and relations, and whether a moment is there. No words, no ids."""
    found = {}
    for table in db.metadata.sorted_tables:
        columns = []
        for column in table.columns:
            python = column.type.python_type
            if column.foreign_keys or isinstance(column.type, Enum) or python in (bool, int):
                columns.append(f'"{column.name}"')
            elif python is datetime:
                columns.append(f'"{column.name}" IS NULL')
        if columns and table.name not in ("attempt", "term", "revision"):
            found[table.name] = sorted(map(repr, db.session.execute(text(f'SELECT {", ".join(columns)} FROM "{table.name}"'))))
    db.session.rollback()
    return found


def words_that_came_in():
    return [table.name for table in db.metadata.sorted_tables for row in db.session.execute(table.select()) if "ingesmokkeld" in str(row)]


def walk(app, browser, sign_in, extra):
    world, insider, visitor = make_world(), browser(), browser()
    sign_in(world.all_roles, insider)
    sent = 0
    for who in (insider, visitor):
        seen = {form for _endpoint, path in addresses(app, "GET", world) for form in forms_of(who.get(path))}
        for form in sorted(seen, key=lambda one: (app.url_map.bind("localhost").match(one.action.split("?")[0], "POST")[0], one.names)):
            if form.endpoint(app) not in LATER_ON:
                more = {name: value for name, value in extra.items() if name not in form.field_names()}
                who.post(form.action, data=filled(form, PLAIN) | more)
                sent += 1
    return sent, shape()


def test_v15_3_3_a_form_takes_its_own_fields_and_no_other(app, browser, sign_in):
    sent, usual = walk(app, browser, sign_in, {})
    assert sent > 60
    empty_tables()
    again, smuggled = walk(app, browser, sign_in, offered())
    assert again == sent
    assert {name: (usual[name], smuggled[name]) for name in usual if usual[name] != smuggled[name]} == {}
    assert words_that_came_in() == []


def test_cve_2026_28219_a_contributor_gives_oneself_no_right(browser, sign_in):
    """Field by field, in the two forms that change an account by its fields."""
    user, mine = make_user(Role.MEMBER), browser()
    sign_in(user, mine)
    for path in ("/mijn/naam", "/mijn/taal"):
        mine.post(path, data={"given_name": "Ada", "infix": "", "family_name": "", "language": "en"} | offered() | {"given_name": "Ada", "language": "en"})
    db.session.refresh(user)
    assert [m.role for m in user.memberships] == [Role.MEMBER]
    assert (user.is_demonstration, user.closed_at, user.password_hash) == (False, None, None)
    assert user.email != "ingesmokkeld" and user.given_name == "Ada" and user.language == "en"

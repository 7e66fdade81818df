"""S-34 and V1.2: what somebody writes is shown as the letters it is, on every page, for everybody who comes there.

The texts are put in the database itself, past all forms: also what an import brought, or a form let through, is safe.
"""

import csv
import io
import json
import logging

import pytest
from sqlalchemy import select, update

from app.accounts.models import Organisation, Role
from app.core.database import db
from app.core.outbox import Email
from app.taxonomy.models import Term
from app.taxonomy.queries import known_words
from tests.databases import ONCE
from tests.factories import make_user
from tests.security.forms import filled, forms_of
from tests.security.payloads import PAYLOAD, SHARP, faults_in, fill_every_text, terms_as_they_are
from tests.security.test_v1_spreadsheets import could_be_run
from tests.security.world import addresses

pytestmark = ONCE

READERS = ("insider", "visitor", Role.MEMBER, Role.EDITOR)
ENDS_SOMETHING = ("accounts.sign_out", "accounts.end_session", "pages.erase", "accounts.end_role", "accounts.demonstrate", "woo.lift")


@pytest.fixture
def poisoned(world):
    """The site with the payload in every text that a person can have written, and in the vocabulary."""
    before = terms_as_they_are()
    world.filled = fill_every_text()
    yield world
    db.session.rollback()
    db.session.execute(update(Term), before)
    db.session.commit()
    known_words.clear()


@pytest.fixture
def reader(request, poisoned, insider, browser, sign_in):
    if request.param == "insider":
        return insider
    found = browser()
    if request.param != "visitor":
        sign_in(make_user(request.param), found)
    return found


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_s_34_what_is_written_is_shown_as_letters(app, poisoned, reader):
    showed = 0
    for endpoint, path in addresses(app, "GET", poisoned):
        answer = reader.get(path)
        assert answer.status_code < 500, endpoint
        assert faults_in(answer) == [], f"{endpoint}: {path}"
        showed += b"x-probe" in answer.data
    assert showed >= 12, "the walk must meet it"


def test_s_34_every_column_for_words_was_filled(poisoned):
    """A new column is filled by itself; these must be among them."""
    known = {"contribution.title", "contribution.facts", "user.given_name", "organisation.name", "proposal.title", "remark.text",
             "challenge.title", "term.name_nl", "gathering_part.note", "statement.text", "agreement.reader", "notification.subject"}
    assert known <= poisoned.filled


def test_s_34_files_for_machines_hold_it_as_text(app, poisoned, insider):
    for path in ("/balans.csv", "/beheer/rechten.csv"):
        for row in csv.reader(io.StringIO(insider.get(path).text.removeprefix("\ufeff")), delimiter=";"):
            assert not [cell for cell in row if could_be_run(cell)], path
    own = insider.get(f"/volg/{poisoned.visitor_code}/gegevens")
    assert own.mimetype == "application/json" and "attachment" in own.headers["Content-Disposition"]
    assert "x-probe" in json.dumps(json.loads(own.text))


def test_s_34_every_form_takes_it_as_text(app, world, insider, caplog):
    """Every form that is on a page is sent with it in every field; then everything is looked at once more."""
    caplog.set_level(logging.DEBUG)
    forms = {form for _endpoint, path in addresses(app, "GET", world) for form in forms_of(insider.get(path))}
    sent = 0
    for form in sorted(forms, key=str):
        if form.endpoint(app) in ENDS_SOMETHING:
            continue
        for words in (PAYLOAD, SHARP):
            answer = insider.post(form.action, data=filled(form, words))
            assert answer.status_code < 500 and faults_in(answer) == [], f"{form.action}: {answer.status}"
            sent += 1
            if answer.status_code < 400:
                break
    assert sent > 60
    for endpoint, path in addresses(app, "GET", world):
        assert faults_in(insider.get(path)) == [], f"{endpoint}: {path}"
    assert "x-probe" not in caplog.text, "what people write stands in no log"
    look_at_the_mail()


def look_at_the_mail():
    """V1.2.1, V1.3.7: mails are plain text with links; nothing in them was calculated or written as HTML.

    Of all that was written only the name of an organisation is in one: administrators give it.
    """
    mails = db.session.scalars(select(Email)).all()
    names = sorted(db.session.scalars(select(Organisation.name)), key=len, reverse=True)
    assert len(mails) > 5
    for mail in mails:
        told = f"{mail.subject}\n{mail.text}"
        for name in names:
            told = told.replace(name, "")
        assert "x-probe" not in told and "1787569" not in told, mail.subject
        assert "&lt;" not in told and "&amp;" not in told and "&#39;" not in told, mail.subject
        assert "\n" not in mail.subject and "\r" not in mail.subject

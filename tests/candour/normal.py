"""An answer without what is drawn at random for each: tokens, random ids, marks; so that two can be compared to the byte."""

import re

from sqlalchemy import text

from app.core.database import db, is_sqlite
from tests.conftest import LEFT_ALONE, empty_tables

TOKEN = re.compile(r'name="(csrf_token|key)"( type="hidden")? value="[^"]*"|id="key" name="key"[^>]*>')
TYPIST = re.compile(r'data-who="\w{20}"')  # made of the random id of who reads: says nothing of what is read
NOT_COMPARED = {"Set-Cookie", "Date", "Content-Length"}  # the length is compared without the tokens


def received(answer, ids=()):
    """Status, headers, names of cookies, length and body; the random ids are replaced by their place in `ids`."""
    headers = {name: plain(value, ids) for name, value in answer.headers if name not in NOT_COMPARED}
    cookies = sorted(cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie"))
    body = plain(answer.get_data(as_text=True), ids)
    return answer.status_code, headers, cookies, len(body), body


def plain(text, ids=()):
    text = TYPIST.sub("", TOKEN.sub("", text))
    for at, known in enumerate(ids):
        text = text.replace(known, f"<{at}>")
    return text


def begin_anew():
    """Empties every table, and lets PostgreSQL count its rows from one again, as SQLite does by itself.

    What is left alone counts on: its rows are still there.
    """
    empty_tables()
    for table in db.metadata.sorted_tables if not is_sqlite() else ():
        if table.name in LEFT_ALONE:
            continue
        own = text("SELECT pg_get_serial_sequence(:table, 'id')") if "id" in table.columns else None
        sequence = db.session.scalar(own, {"table": f'"{table.name}"'}) if own is not None else None
        if sequence:
            db.session.execute(text("SELECT setval(:sequence, 1, false)"), {"sequence": sequence})
    db.session.commit()

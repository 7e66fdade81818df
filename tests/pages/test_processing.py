"""The processing table says what is kept: no column is missing in it, and every job that it names exists."""

import pytest
from sqlalchemy import JSON, Enum, LargeBinary, String

from app.accounts.operations import erasing
from app.contributions.operations import remembering
from app.core.database import db
from app.core.deal import deal
from app.pages.processing import NOT_PERSONAL, PROCESSING
from app.schedule import JOBS

LISTED = [column for kept in PROCESSING for column in kept.columns]


def may_hold_personal_data(column):
    """Words that somebody wrote, secrets, and everything that points at a person."""
    points_at_somebody = any(key.column.table.name == "user" for key in column.foreign_keys)
    holds_words = isinstance(column.type, String | JSON | LargeBinary) and not isinstance(column.type, Enum)
    return points_at_somebody or holds_words


def test_every_column_that_can_hold_personal_data_has_its_row(app):
    found = {str(c) for table in db.metadata.tables.values() for c in table.columns if may_hold_personal_data(c)}
    known = set(LISTED) | NOT_PERSONAL
    assert not found - known, "say in app/pages/processing/ what it is for, who sees it and how long"


def test_the_table_names_nothing_that_is_not_there(app):
    every = {str(column) for table in db.metadata.tables.values() for column in table.columns}
    assert set(LISTED) | NOT_PERSONAL <= every
    assert len(LISTED) == len(set(LISTED)) and not NOT_PERSONAL & set(LISTED)


def test_every_file_beside_the_database_that_tells_of_people_has_its_row(app):
    files = [kept.file for kept in PROCESSING if kept.file]
    assert sorted(files) == sorted([erasing.LOG, remembering.FOLDER])


@pytest.mark.parametrize("kept", PROCESSING, ids=lambda kept: kept.first_place)
def test_what_the_clock_deletes_has_a_job_and_a_time(app, kept):
    assert not kept.job or kept.job in JOBS
    assert ("%(time)s" in str(kept.until)) is bool(kept.setting)
    if kept.setting:
        assert getattr(deal(), kept.setting) > 0


@pytest.mark.parametrize("start", ["", "/en"])
def test_the_privacy_page_shows_the_table(client, start):
    page = client.get(f"{start}/privacy").text
    assert page.count("<dl") == len(PROCESSING)
    assert ("60 days" if start else "60 dagen") in page and "30" in page

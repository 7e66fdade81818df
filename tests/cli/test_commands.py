"""What an operator types: importing, exporting, a backup put back, the demonstration, the configuration."""

import csv
import zipfile

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.teletype import addTextToElement
from odf.text import P
from sqlalchemy import select

from app import create_app
from app.accounts.models import Organisation, Role, User, Visitor
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Listing, Status
from app.contributions.operations.drafts import begin, keep
from app.core import fulltext
from app.core.database import db
from app.core.security import random_id
from app.following.models import Happening
from config import DEVELOPMENT_SECRET, GOING_LIVE, faults, settings
from tests.cli.rows import ROW, count, written
from tests.factories import make_contribution, make_municipality


def test_good_rows_are_kept_and_bad_ones_named(run, tmp_path):
    rows = [ROW, ROW | {"id": "R2", "year": "twintig"}, ROW | {"id": "R3", "title": "Goed", "themes": ["onzin"]}]
    said = run("import", written(tmp_path / "rows.json", rows))
    assert said.exit_code == 3 and count(Contribution) == 1
    assert "contributions R2, year:" in said.output and "contributions R3, themes: 'onzin'" in said.output
    found = db.session.scalars(select(Contribution)).one()
    assert (found.external_ref, found.status, found.place.name) == ("R1", Status.RECEIVED, "Ede")


def test_all_or_nothing_writes_nothing(run, tmp_path):
    said = run("import", "--all-or-nothing", written(tmp_path / "rows.json", [ROW, ROW | {"id": "R2", "year": "x"}]))
    assert said.exit_code == 1 and count(Contribution) == 0


def test_published_rows_stand_in_the_lists_at_their_own_date(run, client, tmp_path):
    assert run("import", "--publish", written(tmp_path / "rows.json", [ROW])).exit_code == 0
    assert "De put lag verkeerd" in client.get("/bijdragen?q=putten").text
    found = db.session.scalars(select(Contribution)).one()
    assert found.published_at.isoformat() == "2022-09-08T08:07:00+00:00", "10.07 uur in Dutch summer time"


def test_a_second_import_changes_nothing(run, tmp_path):
    path = written(tmp_path / "rows.json", [ROW])
    assert run("import", path).exit_code == 0
    assert run("import", path).exit_code == 1
    assert count(Contribution) == 1


WRONG = {
    "kind": "onzin", "title": "", "sharing": "geheim", "outcome": "misschien", "themes": "onzin", "municipality": "Atlantis",
    "year": "3000", "submitted_at": "gisteren", "related_challenge": "O99", "scale": "heelal",
    "author_role": "koning", "lesson": "L" * 2001, "organisation_type": "ruimtevaart",
}


@pytest.mark.parametrize("field", WRONG)
def test_each_wrong_field_is_named_with_what_to_do(run, tmp_path, field):
    said = run("import", written(tmp_path / "rows.json", [ROW | {field: WRONG[field]}]))
    assert said.exit_code == 1 and f"contributions R1, {field}:" in said.output
    assert count(Contribution) == 0


def test_a_story_of_a_few_words_is_no_story(run, tmp_path):
    said = run("import", written(tmp_path / "rows.json", [ROW | {"context": "Te kort.", "lesson": ""}]))
    assert said.exit_code == 1 and "contributions R1, context:" in said.output


def test_who_only_wrote_the_lesson_told_what_happened_in_it(run, tmp_path):
    assert run("import", written(tmp_path / "rows.json", [ROW | {"context": ""}])).exit_code == 1
    longer = "Meet altijd eerst de hoogte van de straat."
    assert run("import", written(tmp_path / "rows.json", [ROW | {"context": "", "lesson": longer}])).exit_code == 0
    found = db.session.scalars(select(Contribution)).one()
    assert (found.facts, found.lesson) == (longer, "")


@pytest.mark.parametrize("body", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'{"wat": 1}', b'{"contributions": {}}'])
def test_a_file_that_is_no_import_is_refused(run, tmp_path, body):
    path = tmp_path / "rows.json"
    path.write_bytes(body)
    said = run("import", path)
    assert said.exit_code == 1 and "Traceback" not in said.output and count(Contribution) == 0


LINES = "Eerst dacht iedereen dat het paste.\nDaarna  stond het water tot de drempel."


def test_a_sheet_of_each_kind_is_read(run, tmp_path):
    names = ["id", "kind", "title", "sharing", "outcome", "context", "lesson", "themes", "municipality", "year"]
    for number, ending in enumerate(("csv", "xlsx", "ods")):
        values = [f"S{number}", ROW["kind"], "=1+1 is geen titel", ROW["sharing"], "deels", LINES, "", "ondergrond | verdichting", "Ede", "2020"]
        path = tmp_path / f"rows.{ending}"
        WRITERS[ending](path, [names, values])
        assert run("import", path).exit_code == 0, ending
    titles = db.session.scalars(select(Contribution.title)).all()
    assert titles == ["=1+1 is geen titel"] * 3, "a formula is kept as the text it is"
    assert set(db.session.scalars(select(Contribution.facts))) == {LINES}
    assert all(len(found.tags) == 2 for found in db.session.scalars(select(Contribution)))


def write_csv(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def write_xlsx(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([str(value) for value in row])
    for cell in book.active[2]:
        cell.data_type = "s"
    book.save(path)


def write_ods(path, rows):
    book, sheet = OpenDocumentSpreadsheet(), Table(name="rows")
    for row in rows:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            for text in value.split("\n"):
                addTextToElement(part := P(), text)
                cell.addElement(part)
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods}


def test_the_export_holds_only_what_everybody_may_see(run, tmp_path):
    make_contribution(title="Openbaar", neighbourhood="Kanariewijk", external_ref="geheim-1")
    make_contribution(title="Nog niet", status=Status.RECEIVED)
    assert run("export", tmp_path / "out.json").exit_code == 0
    text = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert "Openbaar" in text
    assert not [word for word in ("Nog niet", "Kanariewijk", "geheim-1", "Voorbeeldstad") if word in text]


def test_the_demonstration_comes_whole_and_goes_whole(run, client):
    run("prepare")
    real = make_contribution(title="Een echt verhaal")
    assert run("demo", "load").exit_code == 0
    assert count(Challenge) == 10 and count(Contribution) == 55
    assert run("demo", "load").exit_code == 0 and count(Contribution) == 55
    assert run("demo", "remove").exit_code == 0
    left = [model.__name__ for model in (Challenge, User) if count(model)]
    assert left == [] and db.session.scalars(select(Contribution.id)).all() == [real.id]
    page = client.get("/bijdragen").text
    assert "1 bijdrage" in page and "Een echt verhaal" in page
    assert "0 bijdragen" in page or "Niets gevonden" in client.get("/bijdragen?q=wadi").text


def test_what_somebody_types_for_a_challenge_of_the_demonstration_stays_without_it(run):
    run("prepare")
    run("demo", "load")
    asked = db.session.scalars(select(Challenge)).first()
    begun, sent = (begin(random_id(), Visitor(), asked) for _number in range(2))
    keep(begun, "share", {"may_call": ["y"], "call_number": ["010 555 01 29"], "role": ["beheerder"]})
    sent.sent_as = make_contribution(challenge=asked, title="Een echt antwoord")
    db.session.commit()
    removed = run("demo", "remove")
    assert removed.exit_code == 0, removed.output
    db.session.expire_all()
    assert count(Challenge) == 0 and [draft.challenge_id for draft in (begun, sent)] == [None, None]
    assert begun.typed["share"] == {"role": ["beheerder"]}, "no host of it calls any more"


def test_a_backup_is_put_back_in_an_empty_database(run, app, tmp_path, monkeypatch):
    """The drill: everything is written, everything is lost, everything is there again and can be found."""
    monkeypatch.setattr("app.cli.archive.schema", lambda: "0001")  # these tests make their tables without migrations
    successor = make_municipality(name="Nieuwstad")
    db.session.add(Organisation(kind="gemeente", name="Oudstad", slug="oudstad", successor_id=successor.id))
    story = make_contribution(title="De put van vroeger")
    db.session.commit()
    kept = everything()
    assert kept["contribution"] and kept["term"]
    assert run("backup", tmp_path / "all.zip").exit_code == 0
    lose_everything()
    said = run("restore", tmp_path / "all.zip")
    assert said.exit_code == 0, said.output
    assert everything() == kept
    told = db.session.scalars(select(Happening)).all()
    assert told and all(happening.spread_at for happening in told), "what was restored is no news to anybody"
    page = app.test_client().get("/bijdragen?q=vroeger").text
    assert story.public_id in page
    make_contribution(title="Daarna")  # new numbers do not collide with old ones


def lose_everything():
    for table in reversed(db.metadata.sorted_tables):
        if table.name == "term":
            db.session.execute(table.update().values(parent_id=None, replaced_by_id=None))
        if table.name == "organisation":
            db.session.execute(table.update().values(successor_id=None))
        db.session.execute(table.delete())
    fulltext.clear()
    db.session.commit()


def everything():
    """All rows of all tables, but for what a restore notes itself: what happened before it."""
    return {table.name: rows_of(table) for table in db.metadata.sorted_tables if table.name != "happening"}


def rows_of(table):
    rows = db.session.execute(select(table)).all()
    return sorted(str(tuple(row)) for row in rows)


def test_a_backup_is_not_put_over_something_else(run, tmp_path, monkeypatch):
    monkeypatch.setattr("app.cli.archive.schema", lambda: "0001")
    make_contribution()
    assert run("backup", tmp_path / "all.zip").exit_code == 0
    said = run("restore", tmp_path / "all.zip")
    assert said.exit_code == 1 and "not empty" in said.output
    (tmp_path / "no.zip").write_bytes(b"no zip")
    assert run("restore", tmp_path / "no.zip").exit_code == 1
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("about.json", '{"form": 1, "schema": "9999"}')
    assert "9999" in run("restore", tmp_path / "other.zip").output


def test_an_administrator_is_made(run):
    assert run("create-administrator", "beheer@gemeente.example").exit_code == 0
    user = db.session.scalars(select(User)).one()
    assert user.has(Role.ADMINISTRATOR) and user.password_hash is None
    assert run("create-administrator", "geen adres").exit_code == 1


READY = {
    "MODE": "production", "SECRET_KEY": "s" * 40, "SITE_URL": "https://straatwijs.example", "TRUSTED_HOSTS": "straatwijs.example",
    "MAIL_SERVER": "mail.example", **dict.fromkeys(GOING_LIVE, "Iemand"),
}


def test_a_complete_production_is_ready():
    assert faults(settings(READY)) == []


@pytest.mark.parametrize("name", [*GOING_LIVE, "SECRET_KEY", "SITE_URL", "TRUSTED_HOSTS", "MAIL_SERVER"])
def test_production_does_not_start_with_something_missing(name, tmp_path):
    found = settings({key: value for key, value in READY.items() if key != name} | {"DATA_DIR": str(tmp_path)})
    with pytest.raises(SystemExit, match=name):
        create_app(**found)


def test_production_refuses_a_known_secret_debugging_and_demonstration_records():
    found = settings(READY | {"SECRET_KEY": DEVELOPMENT_SECRET, "FLASK_DEBUG": "1"})
    wrong = " ".join(faults(found, demonstration_accounts=True))
    assert "SECRET_KEY" in wrong and "FLASK_DEBUG" in wrong and "demo" in wrong


def test_the_listings_follow_the_demonstration(run):
    run("prepare")
    run("demo", "load")
    assert count(Listing) > 0
    run("demo", "remove")
    assert count(Listing) == 0

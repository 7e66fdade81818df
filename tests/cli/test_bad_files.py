"""Files with mistakes: each bad row is named and the good ones are kept; a damaged file gives one clear message."""

import csv
import json
import zipfile

import openpyxl
import pytest
from odf.opendocument import OpenDocumentText
from sqlalchemy import select

from app.challenges.models import Challenge
from app.contributions.models import Contribution
from app.core.database import db
from app.gatherings.models import Gathering
from tests.cli.rows import ROW, count, written
from tests.databases import ONCE

pytestmark = ONCE

CHALLENGE = {
    "id": "O1", "municipality": "Ede", "title": "Hoe houd je een straat koel?", "situation_sketch": "Het is er warm.",
    "work_process": ["Wij tekenen", "Zij graven"], "themes": ["ondergrond"], "status": "open",
}
EVENT = {
    "id": "G1", "host": "Ede", "title": "Zomertour Ede", "date": "2022-09-15", "start": "12:30", "capacity": 40,
    "programme": [{"time": "12:30", "title": "Lunch", "assumed": False}],
    "walk_stops": [{"n": 1, "title": "Het plein", "challenge": "O1"}], "challenges": ["O1"], "partners": ["BZK"],
}
HALF = "\ud800"  # half of a character, which JSON can hold and a database cannot

WRONG_CHALLENGES = [
    ("work_process", 5), ("work_process", [5]), ("work_process", {"a": 1}), ("already_tried", True),
    ("cannot_change", 1.5), ("questions_to_participants", "x" * 2001), ("questions_to_participants", [["x"]]),
    ("status", "misschien"), ("status", ["open"]), ("title", 5), ("title", "x" * 151), ("title", HALF), ("title", None),
    ("situation_sketch", []), ("municipality", 5), ("municipality", "Atlantis"), ("themes", [5]), ("themes", {"a": 1}),
    ("scale", 5), ("id", ["O1"]), ("id", "x" * 101), ("id", HALF), ("neighbourhood", 3), ("posted_by_role", "x" * 101),
]
WRONG_EVENTS = [
    ("capacity", "veel"), ("capacity", -1), ("capacity", 1.5), ("capacity", []), ("capacity", True), ("capacity", "9" * 6000),
    ("date", "gisteren"), ("date", 5), ("date", None), ("date", "0001-01-01"), ("date", "9999-12-31"), ("start", "half een"),
    ("start", 99), ("start", None), ("place", 5), ("partners", 5), ("partners", [{}]), ("challenges", 5), ("challenges", [[]]),
    ("challenges", ["O9"]), ("programme", 5), ("programme", "lunch"), ("programme 1", ["lunch"]), ("programme 1, time", [{}]),
    ("programme 1, title", [{"time": "12:30", "title": 5}]), ("programme 2, title", [EVENT["programme"][0], {"time": "12:30"}]),
    ("programme 1, assumed", [{"time": "12:30", "title": "Lunch", "assumed": "misschien"}]), ("walk_stops", {"n": 1}),
    ("walk_stops 1", [1]), ("walk_stops 1, n", [{}]), ("walk_stops 1, n", [{"n": "een", "title": "x"}]),
    ("walk_stops 1, latitude", [{"n": 1, "title": "x", "latitude": "52.5"}]), ("walk_stops 1, latitude", [{"n": 1, "title": "x", "latitude": 5.2}]),
    ("walk_stops 1, longitude", [{"n": 1, "title": "x", "latitude": 52.5}]), ("walk_stops 1, longitude", [{"n": 1, "title": "x", "latitude": 52.5, "longitude": True}]),
    ("walk_stops 1, question", [{"n": 1, "title": "x", "question": 5}]),
    ("walk_stops 1, title", [{"n": 1}]), ("walk_stops 1, challenge", [{"n": 1, "title": "x", "challenge": "O9"}]),
]
WRONG_CONTRIBUTIONS = [
    ("year", "9" * 6000), ("year", -5), ("year", True), ("year", "²"), ("submitted_at", "0001-01-01T00:00"), ("submitted_at", 5),
    ("submitted_at", "9999-12-31T23:59"), ("kind", 5), ("kind", ["ervaring"]), ("sharing", None), ("facts", 5), ("facts", [5]),
    ("context", HALF * 9), ("title", HALF), ("themes", 5), ("themes", [None]), ("themes", ["ondergrond"] * 21), ("language", "fr"),
    ("language", 5), ("related_challenge", {"a": 1}), ("related_challenge", "O9"), ("organisation", 5), ("municipality", HALF),
    ("author_role", 5), ("id", {"a": 1}), ("id", True), ("lesson", {}), ("question", 1),
]


def field_of(named):
    return named.split(" ", 1)[0].rstrip(",")


@pytest.mark.parametrize(("kind", "model", "good", "named", "value"), [
    *(("challenges", Challenge, CHALLENGE, *wrong) for wrong in WRONG_CHALLENGES),
    *(("events", Gathering, EVENT, *wrong) for wrong in WRONG_EVENTS),
    *(("contributions", Contribution, ROW, *wrong) for wrong in WRONG_CONTRIBUTIONS),
])
def test_a_bad_row_is_named_and_the_good_ones_are_kept(run, tmp_path, kind, model, good, named, value):
    rows = {"contributions": [], "challenges": [CHALLENGE] if kind == "events" else []}
    bad = good | {"id": "slecht", field_of(named): value}
    said = run("import", written(tmp_path / "rows.json", **rows | {kind: [bad, good]}))
    assert said.exit_code == 3, said.output
    assert f", {named}: " in said.output and "Traceback" not in said.output
    assert db.session.scalars(select(model.external_ref)).all() == [good["id"]]


def test_of_a_bad_row_nothing_is_written_when_it_is_all_or_nothing(run, tmp_path):
    path = written(tmp_path / "rows.json", [], events=[EVENT | {"capacity": "veel"}], challenges=[CHALLENGE])
    said = run("import", "--all-or-nothing", path)
    assert said.exit_code == 1 and "events G1, capacity: 'veel'" in said.output
    assert count(Challenge) == count(Gathering) == 0


def test_a_term_that_is_named_twice_is_kept_once(run, tmp_path):
    path = written(tmp_path / "rows.json", [], challenges=[CHALLENGE | {"themes": ["ondergrond", "ondergrond"]}])
    assert run("import", path).exit_code == 0
    assert len(db.session.scalars(select(Challenge)).one().terms) == 1


def test_what_a_terminal_would_obey_is_not_printed(run, tmp_path):
    said = run("import", written(tmp_path / "rows.json", [ROW | {"year": "\x1b[2J" + "x" * 9000}]))
    assert "\x1b" not in said.output and len(said.output) < 1000


def not_a_zip(path):
    path.write_bytes(b"no zip at all")


def empty(path):
    path.write_bytes(b"")


def another_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("letter.txt", "Dag!")


def cut_short(path):
    book = openpyxl.Workbook()
    book.active.append(["title"])
    book.save(path)
    path.write_bytes(path.read_bytes()[:-200])


def broken_inside(path):
    """A workbook whose sheet is no XML: the reader notices only when it asks for the rows."""
    book = openpyxl.Workbook()
    book.active.append(["title"])
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, b"<worksheet><sheetData><row" if "sheets/sheet1" in name else content)


def only_a_chart(path):
    book = openpyxl.Workbook()
    book.create_chartsheet()
    book.remove(book.worksheets[0])
    book.save(path)


def a_letter(path):
    OpenDocumentText().save(str(path))


def a_book_of_excel(path):
    openpyxl.Workbook().save(path)


def deep(path):
    path.write_text("[" * 100_000, encoding="utf-8")


def long_number(path):
    path.write_text('{"contributions": [{"year": ' + "9" * 6000 + "}]}", encoding="utf-8")


def no_list(path):
    path.write_text('{"contributions": [], "events": 5}', encoding="utf-8")


def another_encoding(path):
    path.write_bytes("title;context\nCafé;één".encode("latin-1"))


def a_folder(path):
    path.mkdir()


@pytest.mark.parametrize(("ending", "make"), [
    *(("xlsx", make) for make in (not_a_zip, empty, another_zip, cut_short, broken_inside, only_a_chart, a_letter, a_folder)),
    *(("ods", make) for make in (not_a_zip, empty, another_zip, cut_short, a_letter, a_book_of_excel, a_folder)),
    *(("json", make) for make in (deep, long_number, no_list, not_a_zip, a_folder)),
    *(("csv", make) for make in (another_encoding, empty, not_a_zip, a_folder)),
])
def test_a_file_that_cannot_be_read_gives_one_clear_message(run, tmp_path, ending, make):
    path = tmp_path / f"rows.{ending}"
    make(path)
    said = run("import", path)
    assert said.exit_code == 1 and "Traceback" not in said.output
    assert said.output.startswith("Error: ") and f"rows.{ending}" in said.output
    assert count(Contribution) == 0


def test_a_field_of_a_sheet_that_is_far_too_long_is_the_fault_of_its_row(run, tmp_path):
    path = tmp_path / "rows.csv"
    names = ["id", "kind", "title", "sharing", "context"]
    good = ["R1", "ervaring", "Kort", "zonder-naam", ROW["context"]]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([names, good, ["R2", *good[1:4], "x" * 140_000]])
    said = run("import", path)
    assert said.exit_code == 3 and "contributions R2, context: is 140000 characters long" in said.output
    assert count(Contribution) == 1


def test_a_sheet_of_an_old_macintosh_is_read(run, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(f"id,kind,title,sharing,context\rR1,ervaring,Kort,zonder-naam,{ROW['context']}\r".encode())
    assert run("import", path).exit_code == 0


def test_every_value_of_json_in_every_field_is_answered_with_words(run, tmp_path):
    """No field of any row makes the command stop in the middle."""
    values = [None, True, 5, -1.5, "", "x", HALF, "\x00", [], [None], [5], ["x"], [[]], {}, {"a": 1}, [{}], [{"a": []}]]
    goods = {"challenges": CHALLENGE, "events": EVENT, "contributions": ROW}
    rows = {
        kind: [good | {"id": f"{field}{n}", field: value} for field in good for n, value in enumerate(values)] + [*values, good]
        for kind, good in goods.items()
    }
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    said = run("import", path)
    assert said.exit_code == 3 and said.exception.__class__ is SystemExit, said.output

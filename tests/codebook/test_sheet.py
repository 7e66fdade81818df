"""The codebook goes out as a sheet and comes back: the same changes nothing, and a fault changes nothing either."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.codebook import exports
from app.codebook.models import Deed, State, TermChange
from app.codebook.operations import look_through, planning, take_in
from app.codebook.sheet import COLUMNS
from app.contributions.models import Audience
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.forms import one_line, tidy
from app.core.spreadsheet import as_it_was, csv_rows, csv_text, reversible
from app.taxonomy.models import Dimension, Term
from tests.codebook.made import change, words
from tests.factories import make_contribution, make_user, term


@pytest.fixture
def administrator(app, sign_in):
    user = make_user(Role.ADMINISTRATOR)
    sign_in(user)
    return user


def out():
    """The codebook as a program reads it: the names of the columns, and a line for each code."""
    rows = csv_rows(exports.codebook(Visitor()))
    return rows[0], {(row[0], row[1]): dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


def sheet(*lines):
    return [list(COLUMNS), *([line.get(name, "") for name in COLUMNS] for line in lines)]


def pasted(*lines):
    return csv_text(sheet(*lines), guard=reversible)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_cell_comes_back_as_it_was_and_is_never_a_formula(text):
    cell = reversible(text)
    assert as_it_was(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@")), "a spreadsheet would run it"


@given(words=st.lists(st.text(min_size=1, max_size=30), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_out_and_comes_back_changes_nothing(app, words):
    """Whatever words administrators gave: formulas, quotes, bars, breaks."""
    found = term(Dimension.THEME, "ondergrond")
    found.name_nl, found.name_en, found.scope, found.not_this = one_line(words[0]) or "x", one_line(words[1]), tidy(words[2]), tidy(words[3])
    found.synonyms, found.by_hand = [one_line(words[4].replace("|", " ")) or "y"], True
    db.session.flush()
    assert look_through(csv_rows(exports.codebook(Visitor()))) == ([], [])
    db.session.rollback()


def test_after_every_kind_of_change_it_still_comes_back_as_it_was(app):
    change(Deed.ADD, "", parent="ondergrond", **words("Stille plekken", synonyms=["=1+1", "rust"]))
    change(Deed.MERGE, "verdichting", heir="ondergrond")
    change(Deed.SPLIT, "deelmobiliteit/hubs", parts=[{"name_nl": "Wijkhub", "name_en": ""}, {"code": "ondergrond"}])
    change(Deed.RETIRE, "beheer-te-laat", dimension=Dimension.BARRIER)
    heads, lines = out()
    assert tuple(heads) == COLUMNS
    assert lines["theme", "verdichting"]["replaced_by"] == "ondergrond" and lines["theme", "verdichting"]["until"] == today().isoformat()
    assert lines["theme", "deelmobiliteit/hubs"]["split_into"].endswith("| ondergrond")
    assert lines["theme", "ondergrond/stille-plekken"]["parent"] == "ondergrond"
    assert look_through(csv_rows(exports.codebook(Visitor()))) == ([], [])


def test_uses_count_what_may_be_found_alone(app):
    make_contribution(terms=[term(Dimension.THEME, "ondergrond")])
    make_contribution(terms=[term(Dimension.THEME, "ondergrond")], audience=Audience.MEMBERS)
    assert out()[1]["theme", "ondergrond"]["uses"] == "1"


def test_a_changed_codebook_changes_the_terms_each_with_its_own_undo(app):
    lines = out()[1]
    ground = lines["theme", "ondergrond"] | {"name_nl": "Onder de grond", "synonyms": "kelder|  riool "}
    moved = lines["theme", "ondergrond/ordening"] | {"parent": "stilte"}
    merged = lines["theme", "verdichting"] | {"replaced_by": "ondergrond"}
    gone = lines["barrier", "beheer-te-laat"] | {"until": "2099-01-01"}
    new = {"dimension": "theme", "code": "stilte", "name_nl": "Stilte", "name_en": "Silence"}
    wishes, faults = look_through(sheet(moved, ground, merged, new))
    assert not faults and [wish.deed for wish in wishes] == [Deed.ADD, Deed.RENAME, Deed.MOVE, Deed.MERGE]
    assert term(Dimension.THEME, "stilte") is None, "looking changes nothing"
    assert take_in(sheet(moved, ground, merged, new), "Samen besproken.", make_user(Role.ADMINISTRATOR)) == 4
    db.session.commit()
    assert term(Dimension.THEME, "ondergrond").synonyms == ["kelder", "riool"]
    assert term(Dimension.THEME, "ondergrond/ordening").parent.code == "stilte"
    assert term(Dimension.THEME, "verdichting").replaced_by.code == "ondergrond"
    assert {c.reason for c in db.session.scalars(select(TermChange))} == {"Samen besproken."}
    assert look_through(sheet(gone))[0][0].on.year == 2099
    take_in(sheet(gone), "Later.", None)
    assert db.session.scalars(select(TermChange.state).order_by(TermChange.id.desc())).first() is State.PLANNED


def test_what_comes_in_happens_together_however_many_texts_carry_it(app, monkeypatch):
    """Nothing of a file is left to a job: there a later line could fail when the earlier ones have happened."""
    monkeypatch.setattr(planning, "AT_ONCE", 0)
    make_contribution(terms=[term(Dimension.THEME, "verdichting")])
    merged = out()[1]["theme", "verdichting"] | {"replaced_by": "ondergrond"}
    assert take_in(sheet(merged), "Samen besproken.", make_user(Role.ADMINISTRATOR)) == 1
    assert db.session.scalars(select(TermChange.state)).all() == [State.DONE]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"dimension": "thema"}, "soort begrip"),
        ({"code": "Onder Grond"}, "kleine letters"),
        ({"name_nl": ""}, "Nederlandse naam"),
        ({"name_nl": "x" * 130}, "10 tekens korter"),
        ({"parent": "bestaat-niet"}, "niet meer in gebruik"),
        ({"since": "2020-01-01"}, "Since"),
        ({"until": "2020-01-01"}, "vandaag of een latere dag"),
        ({"replaced_by": "ondergrond"}, "een ander begrip"),
        ({"code": "heel-nieuw", "until": "2099-01-01"}, "nieuw begrip kan niet al weg zijn"),
        ({"dimension": "role", "code": "een-rol", "parent": ""}, "instelling van de deal"),
    ],
)
def test_every_fault_names_its_line_and_how_to_repair_it_and_nothing_changes(app, client, administrator, line, said):
    good = out()[1]["theme", "verdichting"] | {"name_nl": "Dichter op elkaar"}
    bad = out()[1]["theme", "ondergrond"] | line
    answer = client.post("/beheer/begrippen/inlezen", data={"text": pasted(good, bad), "reason": "Om.", "action": "doe"})
    assert answer.status_code == 422 and "Regel 3" in answer.text and said in answer.text, answer.text[:3000]
    assert "Dichter op elkaar" in answer.text, "what was pasted is still there"
    db.session.expire_all()
    assert term(Dimension.THEME, "verdichting").name_nl != "Dichter op elkaar"
    with pytest.raises(Refusal):
        take_in(sheet(good, bad), "Om.", None)


def test_a_line_that_stands_there_twice_and_a_missing_column_are_named(app):
    line = out()[1]["theme", "ondergrond"]
    assert [fault.line for fault in look_through(sheet(line, line))[1]] == [3]
    assert [fault.line for fault in look_through([["code", "name_nl"], ["x", "y"]])[1]] == [1]
    assert [fault.line for fault in look_through([])[1]] == [1]


def test_a_group_may_stand_behind_what_goes_in_it(app):
    below = {"dimension": "barrier", "code": "geen-tijd", "parent": "bg-nieuw", "name_nl": "Geen tijd"}
    wishes, faults = look_through(sheet(below, {"dimension": "barrier", "code": "bg-nieuw", "name_nl": "Nieuwe groep"}))
    assert not faults and [wish.code for wish in wishes] == ["bg-nieuw", "geen-tijd"]


def test_the_page_first_tells_and_then_does(client, administrator):
    text = pasted(out()[1]["theme", "ondergrond"] | {"name_nl": "Onder de grond"})
    look = client.post("/beheer/begrippen/inlezen", data={"text": text, "reason": "Om.", "action": "kijk"})
    assert look.status_code == 200 and "Regel 2" in look.text and "Onder de grond" in look.text
    db.session.expire_all()
    assert term(Dimension.THEME, "ondergrond").name_nl != "Onder de grond"
    assert client.post("/beheer/begrippen/inlezen", data={"text": text, "reason": "Om.", "action": "doe"}).status_code == 302
    db.session.expire_all()
    assert term(Dimension.THEME, "ondergrond").name_nl == "Onder de grond"
    same = client.post("/beheer/begrippen/inlezen", data={"text": client.get("/beheer/begrippen.csv").text, "reason": "Om."})
    assert "Niets: het codeboek" in same.text


def test_the_file_is_safe_for_a_spreadsheet(client, administrator):
    change(Deed.RENAME, "ondergrond", **words("Onder", synonyms=['=HYPERLINK("http://x")', "@SUM(A1)"], scope="+31 6"))
    text = client.get("/beheer/begrippen.csv").text
    assert text.startswith("\ufeff")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.EDITOR])
def test_nobody_else_takes_it_out_or_in(client, app, sign_in, role):
    if role:
        sign_in(make_user(role))
    assert client.get("/beheer/begrippen.csv").status_code == (403 if role else 302)
    assert client.post("/beheer/begrippen/inlezen", data={"text": "x", "reason": "x"}).status_code in (401, 403)


def test_the_operator_takes_it_out_and_in(app, tmp_path):
    run = app.test_cli_runner().invoke
    plain, marked = run(args=["codebook", "export"]).output, run(args=["codebook", "export", "--bom"]).output
    assert marked == f"\ufeff{plain}"
    file = tmp_path / "codeboek.csv"
    file.write_text(plain.replace("Ondergrond;", "Onder de grond;", 1), encoding="utf-8-sig")
    tried = run(args=["codebook", "import", str(file), "--dry-run"])
    assert tried.exit_code == 0 and "rename theme ondergrond" in tried.output and "nothing was written" in tried.output
    db.session.expire_all()
    assert term(Dimension.THEME, "ondergrond").name_nl == "Ondergrond"
    done = run(args=["codebook", "import", str(file)])
    assert done.exit_code == 0 and "1 changes taken in" in done.output
    db.session.rollback()
    assert db.session.scalars(select(Term.name_nl).where(Term.code == "ondergrond")).one() == "Onder de grond"
    file.write_text(plain.replace("theme;ondergrond;", "thema;ondergrond;", 1), encoding="utf-8")
    wrong = run(args=["codebook", "import", str(file)])
    assert wrong.exit_code == 1 and "Nothing was taken in" in wrong.output
    file.write_bytes(b"\xff\xfe\x00")
    assert run(args=["codebook", "import", str(file)]).exit_code == 1

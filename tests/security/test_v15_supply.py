"""V15.1.2, V1.5.1 and V2.3.3: what the site is made of, files that the operator reads, and deeds that are whole or not there."""

import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts import messages
from app.accounts.models import Invitation, Role
from app.cli.materials import FILES
from app.cli.sources import Unreadable, read
from app.contributions.models import Contribution
from app.contributions.operations import submission
from app.core.database import db
from app.core.outbox import Email
from app.core.trail import AuditRow
from tests.contributions.sharing import CHECK, go_to_check
from tests.factories import make_organisation, make_user

ROOT = Path(__file__).parents[2]


def test_v15_1_2_the_bill_of_materials_names_everything_in_the_lock(app):
    said = app.test_cli_runner().invoke(args=["sbom"])
    found = json.loads(said.output)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==([^ \\;]+)", lock, re.MULTILINE))
    named = {part["name"]: part for part in found["components"] if part["type"] == "library"}
    assert {name: part["version"] for name, part in named.items()} == pinned and len(pinned) > 40
    assert sum(len(part["hashes"]) for part in named.values()) == lock.count("--hash=sha256:")
    assert all(part["purl"] == f"pkg:pypi/{name}@{part['version']}" for name, part in named.items())
    assert len({part["bom-ref"] for part in found["components"]}) == len(found["components"])
    assert said.output == app.test_cli_runner().invoke(args=["sbom"]).output, "the same lock gives the same bill"


def test_v15_1_2_what_stands_in_the_source_is_named_as_well():
    """Letters, words and passwords of others: a new file of that kind needs its line and its licence."""
    assert all((ROOT / path).is_file() for path, _name, _licence in FILES)
    there = {path.relative_to(ROOT).as_posix() for kind in ("*.woff2", "*.txt.gz") for folder in ("static", "app") for path in (ROOT / folder).rglob(kind)}
    assert there == {path for path, _name, _licence in FILES}


SECRET = "dit-staat-in-een-ander-bestand"
DOCTYPES = {
    "other file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file://{file}">]>',
    "many laughs": '<!DOCTYPE x [<!ENTITY a "lachen"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">'
    '<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>',
}
ODS = (
    '<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>title</text:p></table:table-cell></table:table-row>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>&{entity};</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'
)
XLSX = (
    '<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&{entity};</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_v1_5_1_an_import_reads_no_other_file(tmp_path, kind, doctype):
    """An entity in a sheet reads nothing else, and does not grow: the file is refused, at once."""
    other = tmp_path / "ander.txt"
    other.write_text(SECRET)
    entity = "a" if doctype == "other file" else "h"
    path = tmp_path / f"blad.{kind}"
    content = (ODS if kind == "ods" else XLSX).format(doctype=DOCTYPES[doctype].format(file=other) if entity == "a" else DOCTYPES[doctype], entity=entity)
    began = time.process_time()
    if kind == "ods":
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("content.xml", content)
            file.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    else:
        sheet_into(path, content)
    try:
        told = str(read(path))
    except Unreadable as refused:
        told = str(refused)
    assert SECRET not in told and "lachen" * 100 not in told
    assert time.process_time() - began < 3


def sheet_into(path, content):
    """A real file of a spreadsheet, with this sheet in it."""
    from openpyxl import Workbook  # noqa: PLC0415  a second and a half to load, for this one test

    whole = path.with_suffix(".whole")
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == "xl/worksheets/sheet1.xml" else source.read(name))


class Struck(Exception):
    """Lightning, in the middle of a deed."""


def strikes(*_what, **_how):
    raise Struck


def test_v2_3_3_half_a_deed_leaves_nothing(client, sign_in, monkeypatch):
    """A fault after the first thing was written: neither the invitation nor its row in the trail nor a mail is there."""
    sign_in(make_user(Role.ADMINISTRATOR))
    place = make_organisation(name="Waterschap Vechtdal")
    monkeypatch.setattr(messages, "invitation", strikes)
    with pytest.raises(Struck):
        client.post("/beheer/uitnodigen", data={"email": "nieuw@x.example", "organisation": place.name, "role": "host"})
    db.session.rollback()
    assert [db.session.scalars(select(table)).all() for table in (Invitation, AuditRow, Email)] == [[], [], []]


def test_v2_3_3_a_story_that_could_not_be_sent_is_still_a_draft(client, monkeypatch):
    base = go_to_check(client)
    monkeypatch.setattr(submission.messages, "submitted", strikes)
    with pytest.raises(Struck):
        client.post(f"{base}/controle", data=CHECK)
    db.session.rollback()
    assert db.session.scalars(select(Contribution)).all() == [] and db.session.scalars(select(Email)).all() == []
    monkeypatch.undo()
    assert client.post(f"{base}/controle", data=CHECK).location == f"{base}/verstuurd"

"""The file of a backup: for one pair of eyes, whole or not there, and where the operator stands."""

import errno
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.cli import archive
from app.core.database import db
from tests.factories import make_contribution

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def schema(monkeypatch):
    monkeypatch.setattr("app.cli.archive.schema", lambda: "0001")  # these tests make their tables without migrations


def test_nobody_else_may_read_it(run, tmp_path):
    before = os.umask(0o000)
    try:
        assert run("backup", tmp_path / "all").exit_code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "all").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_a_full_disk_leaves_the_older_backup(run, tmp_path, monkeypatch):
    make_contribution()
    kept = tmp_path / "all.zip"
    assert run("backup", kept).exit_code == 0
    before = kept.read_bytes()

    def is_full(*_arguments, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive.json, "dumps", is_full)
    said = run("backup", kept)
    assert said.exit_code == 1 and "all.zip cannot be written: No space left on device" in said.output
    assert "Traceback" not in said.output
    assert kept.read_bytes() == before and [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_a_program_that_is_stopped_leaves_no_half_file_under_that_name(run, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.json, "dumps", lambda *_a, **_more: (_ for _ in ()).throw(KeyboardInterrupt))
    run("backup", tmp_path / "all.zip")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nowhere/all.zip", "."])
def test_a_place_where_nothing_can_be_written_is_named(run, tmp_path, name):
    said = run("backup", tmp_path / name)
    assert said.exit_code == 1 and "cannot be written" in said.output and "Traceback" not in said.output


@pytest.mark.parametrize("about", ["[]", "{}", "5", "{"])
def test_a_zip_of_something_else_is_not_restored(run, tmp_path, about):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("about.json", about)
    said = run("restore", tmp_path / "other.zip")
    assert said.exit_code == 1 and "Traceback" not in said.output and said.exception.__class__ is SystemExit


def test_a_backup_with_a_part_missing_is_not_restored(run, tmp_path):
    for table in reversed(db.metadata.sorted_tables):
        if table.name != "term":
            db.session.execute(table.delete())
    db.session.commit()
    (tmp_path / "half.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "half.zip", "w") as half:
        half.writestr("about.json", json.dumps({"form": archive.FORM, "schema": "0001"}))
    said = run("restore", tmp_path / "half.zip")
    assert said.exit_code == 1 and said.exception.__class__ is SystemExit


@pytest.mark.parametrize("name", ["all", "all.zip", "map.d/all.backup", "export.geojson"])
def test_a_file_is_named_from_where_the_operator_stands(tmp_path, name):
    """bin/manage goes on in the folder of the program; it hands over whole names."""
    said = words_after(tmp_path, "backup", name)
    assert said == ["backup", str(tmp_path / name)]
    assert words_after(tmp_path, "import", "--publish", name) == ["import", "--publish", str(tmp_path / name)]
    assert words_after(tmp_path, "bounced", "--report", name) == ["bounced", "--report", str(tmp_path / name)]
    assert words_after(tmp_path, "bounced", "--report", "-") == ["bounced", "--report", "-"]
    assert words_after(tmp_path, "create-administrator", "iemand@stad.zip") == ["create-administrator", "iemand@stad.zip"]


def words_after(folder, *words):
    """What bin/manage would start, seen through stand-ins for starting anything."""
    program = f"""
import importlib.machinery, importlib.util, json, os, subprocess, sys
from pathlib import Path
loader = importlib.machinery.SourceFileLoader("manage", {str(ROOT / "bin" / "manage")!r})
manage = importlib.util.module_from_spec(importlib.util.spec_from_loader("manage", loader))
sys.dont_write_bytecode = True
loader.exec_module(manage)
manage.enter = lambda *_words: None
manage.settings_for = lambda _folder: {{}}
manage.data_folder = Path
manage.subprocess.run = lambda *_a, **_k: subprocess.CompletedProcess([], 0)
manage.os.execve = lambda _program, words, _environment: print(json.dumps(words[5:]))
sys.argv = ["bin/manage", *{list(words)!r}]
manage.main()
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)

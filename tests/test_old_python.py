"""Somebody with an old Python is told which one is needed, by every command, instead of getting a traceback."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(__file__).parents[1] / "bin"
COMMANDS = sorted(path.name for path in BIN.iterdir() if path.is_file() and not path.suffix)
OLD = """
import runpy, sys
sys.dont_write_bytecode = True
sys.version_info, sys.version = ({major}, {minor}, 10, "final", 0), "{major}.{minor}.10 (default)"
sys.argv = [{path!r}]
runpy.run_path({path!r}, run_name="__main__")
"""


@pytest.mark.parametrize("name", [*COMMANDS, "environment.py"])
@pytest.mark.parametrize("version", [(3, 6), (3, 7), (3, 8)])
def test_an_old_python_can_read_it(name, version):
    ast.parse((BIN / name).read_text(encoding="utf-8"), feature_version=version)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("major", "minor"), [(3, 6), (3, 8), (3, 10)])
def test_it_says_which_python_is_needed(name, major, minor):
    program = OLD.format(path=str(BIN / name), major=major, minor=minor)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == f"Straatwijs: this is Python {major}.{minor}.10; version 3.11 or newer is needed."


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_that_an_old_python_trips_over_runs_before_the_check(name):
    """Before `environment` is asked for, a command only asks for modules of Python itself."""
    body = ast.parse((BIN / name).read_text(encoding="utf-8")).body
    asked = next(i for i, line in enumerate(body) if isinstance(line, ast.ImportFrom) and line.module == "environment")
    for line in body[1:asked]:
        of_python = isinstance(line, ast.Import | ast.ImportFrom)
        assert of_python or ast.unparse(line).startswith("sys.path.insert("), ast.unparse(line)

"""docs/security.md is true: every row of the standards stands in it, and every test that it names exists."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.security.rows import ASVS, CVES, GHSAS, ROWS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
SAID = re.compile(r"Does not apply: |Not yet: |By a person: |Comes with ")
MOST_NOT_YET = 1  # of all rows; it only goes down


def lines():
    """The rows of the tables: their name, what we do, and what proves it."""
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| "))
    return {row[0].split(" (")[0]: row for row in cells if len(row) == 3 and row[0] in KNOWN or row[0].split(" (")[0] in KNOWN}


KNOWN = set(ROWS)


@cache
def names_of_tests():
    found = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        found |= {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}
    return found


def test_every_row_has_a_line():
    assert len(ASVS) == 95 and len(CVES) == 63 and len(GHSAS) == 35
    assert [row for row in ROWS if row not in lines()] == []
    assert [ghsa for ghsa in GHSAS if ghsa not in PAGE] == []


def test_every_row_stands_there_once():
    names = Counter(line.strip("| ").split(" | ")[0].split(" (")[0] for line in PAGE.splitlines() if line.startswith("| "))
    assert [name for name in ROWS if names[name] != 1] == []


@pytest.mark.parametrize("row", ROWS)
def test_what_proves_a_row_is_there(row):
    name, does, proof = lines()[row]
    tests = re.findall(r"`(test_\w+)`", proof)
    assert does, f"{name} says nothing"
    assert tests or SAID.match(does), f"{name} has neither a test nor a reason"
    assert [test for test in tests if test not in names_of_tests()] == [], name


def test_what_is_not_there_yet_is_said_and_little():
    waiting = [name for name, does, _proof in lines().values() if does.startswith(("Not yet: ", "Comes with "))]
    assert len(waiting) <= MOST_NOT_YET, waiting
    told = PAGE.split("## What is not there yet")[1].split("\n## ")[0]
    assert [name for name in waiting if name.split(" (")[0] not in told] == []

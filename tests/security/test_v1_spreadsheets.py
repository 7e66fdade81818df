"""V1.2.10 and §2.6: no cell of a file for a spreadsheet can be taken for a formula, and numbers stay numbers.

CVE-2023-51763 of ActiveAdmin and GHSA-xf4v-w5x5-pv79 of Spree forgot the guard; CVE-2022-28481 of csv-safe had a guard that
missed letters: so the rule is a list, and the list is tried here, with a reader that is not the program's own.
"""

import csv
import io
import re

import pytest

from app.accounts.models import Role
from app.core.spreadsheet import guarded
from tests.factories import make_organisation, make_user

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "|", "%", "＝", "＋", "－", "＠")
UNSEEN = ("", " ", "\u00a0", "\u200b", "\ufeff", "\u2060", "\u200e", "   ", "\u3000", "\u00ad")
BEHIND = ("", '"', ";", ",", '";', '",', "';", '"\t')
NOT_SEEN = re.compile(r"[\s\u00a0\u00ad\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\u3000]+")
FORMULA = re.compile(r"(?:^|[\";,\t\r\n'])[\"']*[=+\-@|%＝＋－＠\x00]")


def could_be_run(cell):
    """Whether a spreadsheet could take this cell, or a part of it behind a separator, for a formula."""
    if cell.startswith("'"):
        return False
    return bool(re.match(r"[\t\r\n\x00]", cell) or FORMULA.search(NOT_SEEN.sub("", cell)))


@pytest.mark.parametrize("start", STARTS)
def test_v1_2_10_nothing_that_a_spreadsheet_could_run_stays_bare(start):
    for unseen in UNSEEN:
        for behind in BEHIND:
            for cell in (f"{unseen}{start}1+1", f"{behind}{unseen}{start}cmd()", f"naam{behind}{unseen}{start}1" if behind else f"{unseen}{start}A1"):
                assert not could_be_run(guarded(cell)), ascii(cell)


@pytest.mark.parametrize("text", ["Zoetermeer", "Wie beslist?", "'s-Hertogenbosch", "Sint-Pieter", "50% groen", "a + b", "naam@x.example", "1-2", "", "Bergen (NH)", "Súdwest-Fryslân", "groen; grijs", "Ja, maar"])
def test_v1_2_10_a_text_that_is_none_stays_as_it_is(text):
    assert guarded(text) == text


def test_cve_2022_28481_the_list_is_longer_than_a_library_knew():
    for missed in ("\t=1", "\r=1", "\n=1", "＝1", "\u00a0=1", "%x", "|calc"):
        assert guarded(missed).startswith("'")


@pytest.mark.parametrize("path", ["/balans.csv", "/balans.csv?rij=kind&kolom=outcome"])
def test_v1_2_10_numbers_stay_numbers(world, insider, path):
    rows = list(csv.reader(io.StringIO(insider.get(path).text.removeprefix("\ufeff")), delimiter=";"))
    counted = rows[1 : rows.index([])]
    assert counted and all(re.fullmatch(r"\d+|nog niet gevraagd", cell) for row in counted for cell in row[1:]), rows


@pytest.mark.parametrize("name", ["=HYPERLINK(\"https://kwaad.example\")", "\u00a0=1+1", "naam;=1+1", "|calc", "%0A"])
def test_cve_2023_51763_a_name_in_the_rights_report_is_no_formula(browser, sign_in, name):
    admin, reading = make_user(Role.ADMINISTRATOR), browser()
    make_user(Role.EDITOR, organisation=make_organisation(name=name), given_name=name)
    sign_in(admin, reading)
    rows = list(csv.reader(io.StringIO(reading.get("/beheer/rechten.csv").text.removeprefix("\ufeff")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if could_be_run(cell)]

"""V1.2.4, V2.2.1 and CVE-2023-34089, -34090, 2024-32469, 2024-41673, 2026-45376: what an address asks for is never taken at its word."""

import ast
import re
from pathlib import Path

import pytest

from app.core import trail
from app.core.database import db
from tests.security.payloads import PAYLOAD, faults_in
from tests.security.world import everything

ROOT = Path(__file__).parents[2]
QUERY = re.compile(r'\?[^"\s<]*')
SELECTION = ("q", "soort", "uitkomst", "thema", "fase", "belemmering", "hefboom", "schaal", "landsdeel", "organisatie", "ook", "zonder", "stapel", "vak")
# Every name that an address may carry, and where it is read.
PARAMETERS = {
    "/bijdragen": ("pagina", *SELECTION),
    "/zoeken": ("q",),
    "/balans": ("rij", "kolom", "splits", "beeld", *SELECTION),
    "/balans/tegenspraak": ("over", *SELECTION),
    "/balans/samen": ("eerste", "tweede", *SELECTION),
    "/balans.csv": ("rij", "kolom", *SELECTION),
    "/kaart": ("plek", "pagina", "uitdaging", *SELECTION),
    "/uitdagingen": ("thema",),
    "/uitdagingen/open/antwoorden": ("tonen",),
    "/bijeenkomsten/wandeling/notities/overnemen": ("blad",),
    "/bijeenkomsten/wandeling/aanmeldingen": ("open",),
    "/bijeenkomsten/kalender": ("maand",),
    "/werkbank": ("q", "pagina", "soort", "thema", "toon", "uitspraak"),
    "/werkbank/stapels/de-stapel/sorteren": ("q", "soort", "belemmering", "toon", "kaart"),
    "/werkbank/vraagstukken/nieuw": ("tafel", "uitdaging", "gegeven"),
    "/werkbank/dubbel": ("na", "bij"),
    "/en/werkbank/dubbel": ("stapel",),  # by itself: nothing else is read once there is no such pile
    "/redactie": ("toon",),
    "/inloggen": ("next",),
    "/beheer/organisaties": ("q",),
    "/beheer/begrippen": ("soort",),
    "/redactie/begrippen": (),
    "/deel": ("uitdaging", "soort", "over"),
    "/namens": ("uitdaging",),
    "/volg": ("uitdaging",),
}
KEYED = ("/inloggen", "/deel", "/werkbank/stapels/de-stapel/sorteren", "/bijeenkomsten/wandeling/notities/overnemen")  # pages that differ each time
NOT_LISTED = {"van", "met", "bij"}  # of an address with an id in it: tests/stocktaking/test_workbench.py looks at it
SQL = (
    "'", '"', "';--", "' OR '1'='1", "') OR 1=1--", '" OR ""="', "1; DROP TABLE contribution", "%", "_", "\\", "\\'",
    "' UNION SELECT email FROM \"user\"--", "(CASE WHEN 1=1 THEN id ELSE title END)", "similarity(title,'x')", "title DESC, (SELECT 1)", "NULL", "a\" OR title:b*",
)
STRANGE = (
    "sort=password_hash", "order=email", "include=author,code_hash", "filter[email]=a@x.example", "author_id=1", "q[author_email_cont]=x",
    "fields=*", "status=received", "audience=members", "per_page=<script>", "per_page=-1", "page=99999999999999999999", "format=json", "expand=author", "_method=DELETE",
)


def names_read():
    """The names that the code reads from addresses, found in the code itself."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("request.args.get", "request.args.getlist", "address.get"):
                found |= {node.args[0].value} if isinstance(node.args[0], ast.Constant) else set()
    return found


def test_v2_2_1_every_name_in_an_address_is_known_here():
    known = {name for names in PARAMETERS.values() for name in names} | NOT_LISTED
    assert names_read() <= known, "put the new one in PARAMETERS"


@pytest.mark.parametrize("path", PARAMETERS)
def test_v1_2_4_quotes_in_an_address_reach_no_statement(world, insider, path):
    """Also CVE-2026-45376, which stood in the order of a search. Nothing fails, and nothing else is found."""
    before = everything(("user_session.seen_at",))
    for words in SQL:
        answer = insider.get(path, query_string=dict.fromkeys(PARAMETERS[path], words))
        assert answer.status_code in (200, 302, 404), f"{path} {words!r}: {answer.status}"
        assert world.all_roles.email not in answer.text or path.startswith("/beheer")
    assert everything(("user_session.seen_at",)) == before


@pytest.mark.parametrize("path", PARAMETERS)
def test_cve_2023_34089_nothing_of_an_address_is_run(insider, path):
    """Also CVE-2024-32469 and CVE-2024-41673: a number, and the address of a difference, that were shown as they came."""
    for value in (PAYLOAD, "1" + PAYLOAD, "javascript:alert(1)", PAYLOAD * 30):
        answer = insider.get(path, query_string=dict.fromkeys(PARAMETERS[path], value))
        assert answer.status_code in (200, 302, 404) and faults_in(answer) == [], path
        assert 'href="javascript:' not in answer.text


@pytest.mark.parametrize("path", [p for p in PARAMETERS if p not in KEYED])
def test_cve_2023_34090_a_key_that_is_not_offered_changes_nothing(insider, path):
    """No key of an address is ever a name of a column: the page is the same as without it, also for who may see all."""
    usual = QUERY.sub("", insider.get(path).text)
    for strange in STRANGE:
        answer = insider.get(f"{path}?{strange}")
        assert answer.status_code == 200 and QUERY.sub("", answer.text) == usual, f"{path}?{strange}"


@pytest.mark.parametrize("number", ["0", "-1", "1e9", "٣", "99999999999999999999", "1.5", "0x10", " 1", "1'", "²"])
def test_v2_2_1_a_number_in_an_address_is_a_number(insider, number):
    for path in ("/bijdragen", "/werkbank"):
        assert insider.get(path, query_string={"pagina": number, "uitspraak": number}).status_code == 200
    for path in (f"/beheer/organisaties/{number}", f"/werkbank/uitspraken/{number}", f"/sitemap-{number}.xml"):
        assert insider.get(path).status_code == 404, path


def test_v1_2_4_no_statement_is_put_together_from_what_is_typed():
    """Where SQL is written as text, only the names of our own tables are put in it, and a number that is counted there.

    The files are few, and named.
    """
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and re.search(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|ORDER BY)\b", ast.unparse(node)):
                found.add(path.relative_to(ROOT).as_posix())
                inside = {ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)}
                assert inside <= {"name", "table", "column", "table_of(audience)", "place"}, (path, inside)
    assert found <= {"app/core/fulltext.py"}


def test_cve_2024_43415_the_audit_trail_takes_words_as_words(app):
    """Of Decidim-awesome: SQL in a log of administrators."""
    trail.note("x'); DROP TABLE audit_row;--", "user '1'", by=None)
    db.session.commit()
    assert trail.check_trail().fault == "" and trail.check_trail().rows == 1

"""The Dutch catalogue is complete, says nothing twice in different words, and promises only what is true."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.databases import ONCE

pytestmark = ONCE

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "translations" / "nl").glob("*.po"))
KEYWORDS = {"_": None, "gettext": None, "lazy": None, "ngettext": (1, 2), "lazy_gettext": None}
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract"), ("**.txt", "jinja2.ext.babel_extract")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}, "**.txt": {"trimmed": "true", "silent": "false"}}
NEVER = re.compile(r"anoniem|vertrouwelijk|ongeldig|verplicht veld|dashboard|submit|worst practice", re.IGNORECASE)


def sources():
    """Every source text in the code and the templates, with where it stands."""
    found = {}
    for folder in ("app", "templates"):
        where = ROOT / folder
        for file, line, message, _comments, _context in extract_from_dir(
            where, METHODS, OPTIONS, keywords=KEYWORDS
        ):
            found[message if isinstance(message, str) else tuple(message)] = f"{folder}/{file}:{line}"
    return found


def dutch():
    found = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    key = message.id if isinstance(message.id, str) else tuple(message.id)
                    found.setdefault(key, []).append((path.name, message))
    return found


SHOWN = [ROOT / "docs" / name for name in ("candour.md", "hosts.md", "editors.md", "members.md")]  # what people read


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_no_page_in_the_docs_promises_what_cannot_be_kept(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        assert not re.search(r"anoniem|anonymous|vertrouwelijk|confidential", line, re.IGNORECASE), line
    assert path.name != "candour.md" or not NEVER.search(path.read_text(encoding="utf-8"))


def test_every_source_has_its_dutch():
    known = dutch()
    missing = [f"{where}: {text!r}" for text, where in sources().items() if not said(known.get(text))]
    assert not missing, "\n".join(missing)


def said(messages):
    return messages and all(
        all(m.string) if isinstance(m.string, tuple) else m.string for _file, m in messages
    )


def test_nothing_is_left_over():
    wanted = sources()
    left = [f"{messages[0][0]}: {text!r}" for text, messages in dutch().items() if text not in wanted]
    assert not left, "\n".join(left)


def test_the_same_source_has_one_dutch():
    double = [text for text, messages in dutch().items() if len({str(m.string) for _f, m in messages}) > 1]
    assert not double, double


def test_nothing_is_fuzzy_and_every_placeholder_is_kept():
    for text, messages in dutch().items():
        for file, message in messages:
            assert not message.fuzzy, f"{file}: {text}"
            wanted = set(re.findall(r"%\((\w+)\)", " ".join(text) if isinstance(text, tuple) else text))
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for string in strings:
                assert set(re.findall(r"%\((\w+)\)", string)) <= wanted, f"{file}: {string}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_no_word_promises_what_cannot_be_kept(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("msgstr", '"')):
            assert not NEVER.search(line), line
            assert not re.search(r"\d{1,2}:\d{2}", line), f"a time is written as 12.30 uur: {line}"

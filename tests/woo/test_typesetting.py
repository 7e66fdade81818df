"""What people wrote is data for the typesetter: it reads no file, fetches nothing, and runs no command (CVE-2026-33046)."""

import io
import json
import re

import pytest
from pypdf import PdfReader

from app.woo.exports.papers import SOURCE, WITH_PICTURE, printable, typeset
from tests.photographs import jpeg
from tests.woo.pictures import alt_texts, images_in

ATTACKS = (
    '#read("/etc/passwd")', '#image("/etc/passwd")', '#include "/etc/passwd"', '#import "@preview/cetz:0.3.4": *',
    "#sys.inputs", "$x^2$", "*vet* _schuin_ = Kop", "#eval(\"1+1\")", "\\u{41} \\ `code` <label> @ref // weg /* weg */",
    '#raw(read("document.typ"))', '"; #read("/etc/hosts")', "{{ 7*7 }}",
)  # fmt: skip


def printed(*lines, title="Stuk"):
    data = {
        "title": title, "kind": "Bijdrage", "year": 2026, "month": 11, "language": "nl",
        "groups": [{"name": "Feiten", "parts": [{"name": "Tekst", "lines": list(lines)}]}],
    }  # fmt: skip
    reader = PdfReader(io.BytesIO(typeset(json.dumps(data), "a test")))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()), reader.metadata


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_command_stays_words(attack):
    text, metadata = printed(attack, title=attack)
    squeezed = re.sub(r"[\s“”\"‘’'-]", "", text)  # quotation marks become curly, and long lines break
    assert re.sub(r"[\s“”\"‘’'-]", "", attack) in squeezed
    assert metadata["/Title"] == attack
    assert "root:" not in text and "localhost" not in text and "#let" not in text


def test_our_own_source_reads_nothing():
    source = SOURCE.read_text(encoding="utf-8").partition("\n")[2]
    assert not re.search(r"read\(|image\(|include|import|eval\(|plugin|csv\(|yaml\(|xml\(|cbor\(|toml\(", source)


@pytest.mark.parametrize("number", range(0x20, 0x3000, 0x180))
def test_every_letter_can_be_printed_or_is_named(number):
    letters = " ".join(chr(code) for code in range(number, min(number + 0x180, 0x3000)))
    printed(printable(letters))


def test_strange_letters_are_named_and_directions_dropped():
    assert printable("漢\u202eé\u200b") == "[cjk unified ideograph-6f22]é"
    text, _metadata = printed(printable("Een lach \N{GRINNING FACE}."))
    assert "[grinning face]" in text


def test_the_source_of_a_picture_reads_the_one_beside_it_and_nothing_else():
    source = WITH_PICTURE.read_text(encoding="utf-8").partition("\n#")[2]
    readers = r"(read|image|include|import|eval|plugin|csv|yaml|xml|cbor|toml|json)\b[( ]*([^,)]*)"
    assert re.findall(readers, source) == [("image", '"picture.jpg"')]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_command_instead_of_a_picture_stays_words(attack):
    picture = {"name": attack, "alt": attack, "width": 40}
    data = {"title": "Stuk", "kind": "Foto", "year": 2026, "month": 11, "language": "nl", "groups": [], "picture": picture}
    pdf = typeset(json.dumps(data), "a test", jpeg())
    assert alt_texts(pdf) == [attack] and len(images_in(pdf)) == 1

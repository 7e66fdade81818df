"""A document as PDF: PDF/A-2a for the archive, PDF/UA-1 for screen readers. What is blacked out is not in it.

What people wrote reaches the typesetter as data, never as source: its commands stay words. The source is one file of
ours that reads nothing; its root is a folder with nothing else in it, and nothing is fetched.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typst

from app.core.wording import _, month
from app.woo.models import WooItem
from app.woo.words import PART_NAMES, SOURCE_NAMES

SOURCE = Path(__file__).with_name("document.typ")
# What the letters that typst brings along can show; PDF/A refuses a letter that is not in the file.
SHOWN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0484\u0487-\u04ff"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u2040\u20ac\u2122\u2190-\u2193\u2264\u2265\u2212]"
)


class CannotPrint(Exception):
    """The typesetter refused a document."""


def printable(text: str) -> str:
    """The text, with the name of a letter where the letter itself cannot be shown."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    return "".join(letter if SHOWN.fullmatch(letter) else named(letter) for letter in composed)


def named(letter: str) -> str:
    if unicodedata.category(letter) in ("Cf", "Cc", "Mn"):
        return ""  # directions, joiners and the like show nothing themselves
    return f"[{unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}]"


def printed(item: WooItem, number: int, reference: str, made_in: date) -> bytes:
    """The bytes of one document. `made_in` is the first day of the month that its metadata names."""
    title = _("%(reference)s, document %(number)s", reference=reference, number=number)
    data = {
        "title": printable(title),
        "kind": f"{SOURCE_NAMES[item.source]}, {month(item.made_at)}",
        "year": made_in.year,
        "month": made_in.month,
        "language": item.language,
        "groups": [group for group in (facts_of(item), opinions_of(item)) if group["parts"]],
    }
    return typeset(json.dumps(data), f"document {number}")


def typeset(data: str, what: str) -> bytes:
    """The PDF of these words. Raises CannotPrint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)  # all that the typesetter can read: our own source
        copy = folder / SOURCE.name
        copy.write_bytes(SOURCE.read_bytes())
        try:
            return typst.compile(
                copy,
                root=folder,
                package_path=folder,
                package_cache_path=folder,
                ignore_system_fonts=True,
                sys_inputs={"data": data},
                pdf_standards=["a-2a", "ua-1"],
            )
        except typst.TypstError as fault:
            raise CannotPrint(what) from fault


def facts_of(item: WooItem) -> dict[str, object]:
    return group(item, _("Facts"), [part["name"] for part in item.parts if not part["is_opinion"]])


def opinions_of(item: WooItem) -> dict[str, object]:
    return group(item, _("Personal opinion"), [part["name"] for part in item.parts if part["is_opinion"]])


def group(item: WooItem, name: str, parts: Sequence[str]) -> dict[str, object]:
    shown = [{"name": str(PART_NAMES[part]), "lines": lines_of(item, part)} for part in parts]
    return {"name": name, "parts": shown}


def lines_of(item: WooItem, part: str) -> list[str]:
    released = "".join(str(piece) for piece in item.pieces(part))
    return [line for line in printable(released).split("\n") if line.strip()]

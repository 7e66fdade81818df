"""A frozen stocktake as PDF/UA-1: with headings, a language and a reading order that a screen reader follows.

What people wrote reaches the typesetter as data, never as source: its commands stay words. Its root is a folder with
our source and those data, and nothing is fetched.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import typst

from app.core.clock import local
from app.core.letters import printable
from app.core.wording import _, language
from app.reports.exports.progress import Tell, silent
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.outline import Piece, Style, outline

SOURCE = Path(__file__).with_name("report.typ")


class CannotPrint(Exception):
    """The typesetter refused a document."""


def pdf_of(frozen: Frozen, about: FrozenQuestion | None = None, tell: Tell = silent) -> bytes:
    title, *pieces = outline(frozen, about)
    day = local(frozen.made_at)
    return typeset(
        {
            "title": printable(title.text),
            "running": printable(f"{frozen.name} · {_('This is no sample.')}"),
            "language": language(),
            "year": day.year,
            "month": day.month,
            "day": day.day,
            "small": 2,  # headings of contributions stand right below that of the place where they lie
            "pieces": [told(piece) for piece in pieces],
        }
    )


def told(piece: Piece) -> dict[str, str]:
    known = {"s": piece.style.value, "t": printable(piece.text), "l": piece.language}
    return known | {"n": printable(piece.name)} if piece.style is Style.FACT else known


def typeset(data: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / SOURCE.name).write_bytes(SOURCE.read_bytes())
        (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
        try:
            return typst.compile(
                folder / SOURCE.name,
                root=folder,
                package_path=folder,
                package_cache_path=folder,
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as fault:
            raise CannotPrint("report") from fault

"""A document as PDF: PDF/A-2a for the archive, PDF/UA-1 for screen readers. What is blacked out is not in it.

What people wrote reaches the typesetter as data, never as source: its commands stay words. The source is one file of
ours that reads nothing; its root is a folder with nothing else in it, and nothing is fetched. Under a photo a second
one of ours follows, which reads the picture beside it and nothing else.
"""

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typst

from app.core.letters import printable
from app.core.wording import _, month
from app.woo.documents import PICTURE
from app.woo.models import WooItem
from app.woo.words import PART_NAMES, SOURCE_NAMES

SOURCE, WITH_PICTURE = (Path(__file__).with_name(name) for name in ("document.typ", "picture.typ"))
WIDEST, HIGHEST = 160, 180  # millimetres of a picture on the page, with its heading above it


class CannotPrint(Exception):
    """The typesetter refused a document."""


def printed(item: WooItem, number: int, reference: str, made_in: date, picture: bytes | None = None) -> bytes:
    """The bytes of one document. `made_in` is the first day of the month that its metadata names.

    `picture` stands under its words, when it is handed out.
    """
    title = _("%(reference)s, document %(number)s", reference=reference, number=number)
    data = {
        "title": printable(title),
        "kind": f"{SOURCE_NAMES[item.source]}, {month(item.made_at)}",
        "year": made_in.year,
        "month": made_in.month,
        "language": item.language,
        "groups": groups_of(item, has_picture=picture is not None),
    }
    if picture is not None:
        data["picture"] = shown_picture(item)
    return typeset(json.dumps(data), f"document {number}", picture)


def shown_picture(item: WooItem) -> dict[str, object]:
    """How wide it stands on the page, and what is said instead of it: what is blacked out of that is not there."""
    width, height = item.picture["size"] if item.picture else (1, 1)
    said = " ".join(lines_of(item, "alt")) or _("A photo without a description")
    return {"name": str(PART_NAMES[PICTURE]), "alt": said, "width": min(WIDEST, HIGHEST * width / height)}


def typeset(data: str, what: str, picture: bytes | None = None) -> bytes:
    """The PDF of these words, with a JPEG under them. Raises CannotPrint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)  # all that the typesetter can read: our own source, and the picture
        copy = folder / SOURCE.name
        copy.write_bytes(SOURCE.read_bytes())
        if picture is not None:
            copy.write_bytes(SOURCE.read_bytes() + WITH_PICTURE.read_bytes())
            (folder / "picture.jpg").write_bytes(picture)
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


def groups_of(item: WooItem, has_picture: bool) -> list[dict[str, object]]:
    """The facts, and the opinions apart from them. A picture that is there itself needs no words for it."""
    facts = [part["name"] for part in item.parts if not part["is_opinion"]]
    facts = [name for name in facts if name != PICTURE or not has_picture]
    opinions = [part["name"] for part in item.parts if part["is_opinion"]]
    named = ((_("Facts"), facts), (_("Personal opinion"), opinions))
    return [group(item, name, parts) for name, parts in named if parts]


def group(item: WooItem, name: str, parts: Sequence[str]) -> dict[str, object]:
    shown = [{"name": str(PART_NAMES[part]), "lines": lines_of(item, part)} for part in parts]
    return {"name": name, "parts": shown}


def lines_of(item: WooItem, part: str) -> list[str]:
    released = "".join(str(piece) for piece in item.pieces(part))
    if part == PICTURE and item.hands_out_picture:
        released = _("It was judged public, and its file is not there any more.")
    return [line for line in printable(released).split("\n") if line.strip()]

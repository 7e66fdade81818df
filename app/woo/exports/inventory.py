"""The list of documents, for a spreadsheet: as ODS and as CSV. It says no more than the documents do."""

from collections.abc import Collection, Iterator, Sequence

from app.core.clock import local
from app.core.forms import one_line
from app.core.site import address_of
from app.core.spreadsheet import csv_text, ods
from app.core.wording import _, month
from app.woo.documents import PICTURE
from app.woo.models import Judgement, WooItem
from app.woo.words import SOURCE_NAMES, judgement_name, judgement_of


def heads() -> list[str]:
    return [
        _("Number"),
        _("Month"),
        _("Kind of document"),
        _("Title"),
        _("Facts"),
        _("Personal opinion"),
        _("Judgement"),
        _("Grounds"),
        _("File"),
    ]


def numbered(items: Sequence[WooItem]) -> list[tuple[int, WooItem]]:
    """The documents by their number in the list. What is not part of the request does not stand in it."""
    return list(enumerate((item for item in items if item.judgement is not Judgement.OUTSIDE), start=1))


def rows(items: Sequence[WooItem], pictures: Collection[str]) -> Iterator[list[str]]:
    """One line a document. The day is left out: with it somebody could look up who shared what.

    `pictures` are the keys of the documents whose picture is in the file.
    """
    for number, item in numbered(items):
        cells = (
            str(number),
            month(local(item.made_at)),
            str(SOURCE_NAMES[item.source]),
            title_of(item),
            judgement_of(item, is_opinion=False),
            judgement_of(item, is_opinion=True),
            judgement_name(item),
            ", ".join(item.grounds),
            files_of(number, item, pictures) if is_printed(item) else where_it_stands(item),
        )
        yield [one_line(cell) for cell in cells]


def title_of(item: WooItem) -> str:
    """The title as it leaves the house: what is blacked out in it is not there."""
    return "".join(str(piece) for piece in item.pieces("title"))


def is_printed(item: WooItem) -> bool:
    return item.judgement is Judgement.PUBLIC


def where_it_stands(item: WooItem) -> str:
    """The address of a story that everybody can read already."""
    if item.judgement is not Judgement.KNOWN or item.source != "story" or item.contribution is None:
        return ""
    return address_of(f"/bijdragen/{item.contribution.public_id}")


def name_of(number: int) -> str:
    return f"stukken/{number:04}.pdf"


def name_of_picture(number: int) -> str:
    return f"stukken/{number:04}.jpg"


def files_of(number: int, item: WooItem, pictures: Collection[str]) -> str:
    """The files of a document; and of a photo that is not among them, why not."""
    name = name_of(number)
    if item.key in pictures:
        return f"{name}, {name_of_picture(number)}"
    if item.picture is not None:
        grounds = ", ".join(dict.fromkeys(ground for piece in item.pieces(PICTURE) for ground in piece.grounds))
        if grounds:
            return _("%(name)s (without the photo: %(grounds)s)", name=name, grounds=grounds)
    if item.source == "photo":
        return _("%(name)s (without the photo)", name=name)
    return name


def inventory_csv(items: Sequence[WooItem], pictures: Collection[str] = ()) -> bytes:
    return csv_text([heads(), *rows(items, pictures)]).encode()


def inventory_ods(items: Sequence[WooItem], pictures: Collection[str] = ()) -> bytes:
    return ods([(_("List of documents"), heads(), rows(items, pictures))])

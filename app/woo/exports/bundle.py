"""The zip that is handed out, with a checksum of every file in it. Its own dates say no more than the month."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from app.core.clock import today
from app.core.wording import in_language
from app.woo.exports.inventory import inventory_csv, inventory_ods, is_printed, name_of, name_of_picture, numbered
from app.woo.exports.papers import printed
from app.woo.models import WooItem, WooRequest
from app.woo.operations import picture_to_hand_out

MANIFEST = "sha256.txt"


def zip_of(request: WooRequest, items: Sequence[WooItem]) -> bytes:
    """Everything that is handed out for a request. Raises CannotPrint, or Unavailable when no picture can be read."""
    made_in = today().replace(day=1)
    content = io.BytesIO()
    sums: dict[str, str] = {}
    with in_language("nl"), zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents(request, items, made_in):
            sums[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(entry(name, made_in), data)
        archive.writestr(entry(MANIFEST, made_in), manifest(sums))
    return content.getvalue()


def contents(request: WooRequest, items: Sequence[WooItem], made_in: date) -> Iterator[tuple[str, bytes]]:
    """One after the other, so that one picture is held at a time. The lists come last: they say which are there."""
    pictures = set()
    for number, item in numbered(items):
        picture = picture_to_hand_out(item)
        if is_printed(item):
            yield name_of(number), printed(item, number, request.reference, made_in, picture)
        if picture is not None:
            pictures.add(item.key)
            yield name_of_picture(number), picture
    yield "inventarislijst.ods", inventory_ods(items, pictures)
    yield "inventarislijst.csv", inventory_csv(items, pictures)


def manifest(sums: dict[str, str]) -> bytes:
    """Lines as `sha256sum --check` reads them."""
    return "".join(f"{found}  {name}\n" for name, found in sums.items()).encode()


def entry(name: str, made_in: date) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, (made_in.year, made_in.month, 1, 0, 0, 0))
    found.compress_type, found.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return found

"""The zip that is handed out, with a checksum of every file in it. Its own dates say no more than the month."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date

from app.core.clock import today
from app.core.wording import in_language
from app.woo.exports.inventory import inventory_csv, inventory_ods, is_printed, name_of, numbered
from app.woo.exports.papers import printed
from app.woo.models import WooItem, WooRequest

MANIFEST = "sha256.txt"


def zip_of(request: WooRequest, items: Sequence[WooItem]) -> bytes:
    """Everything that is handed out for a request. Raises CannotPrint."""
    made_in = today().replace(day=1)
    with in_language("nl"):
        files = {"inventarislijst.ods": inventory_ods(items), "inventarislijst.csv": inventory_csv(items)}
        for number, item in numbered(items):
            if is_printed(item):
                files[name_of(number)] = printed(item, number, request.reference, made_in)
    files[MANIFEST] = manifest(files)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(entry(name, made_in), data)
    return content.getvalue()


def manifest(files: dict[str, bytes]) -> bytes:
    """Lines as `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def entry(name: str, made_in: date) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name, (made_in.year, made_in.month, 1, 0, 0, 0))
    found.compress_type, found.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return found

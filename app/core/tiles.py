"""Tiles of a background map, fetched by this site from one source, so that no browser asks anybody else for them.

The source is a setting; nothing of an address goes there but three numbers, which must name a tile of this country.
Nothing of whoever looks at the map goes there either. What came is kept on disk, as far as there is room.
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from math import asinh, floor, pi, radians, tan
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from flask import current_app

from app.core.errors import NotFound

ZOOMS = range(6, 16)
WEST, EAST, SOUTH, NORTH = 3.1, 7.4, 50.6, 53.7  # degrees around the country
LARGEST = 512 * 1024  # bytes of one tile
SECONDS = 5  # that the source gets to answer
FRESH = 30 * 24 * 3600  # seconds that a tile is kept before it is asked for anew
AT_ONCE = threading.BoundedSemaphore(4)  # asked of the source together, so that a slow one holds up nobody else
PRUNE_EVERY = 50  # tiles that came
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
written = 0


class NoTile(Exception):
    """The source does not answer, or not with a picture."""


class NoRedirects(HTTPRedirectHandler):
    """A source that sends us elsewhere could send us anywhere, also inside our own network."""

    def redirect_request(self, *_what: object) -> None:
        return None


def source() -> str:
    """The address of a tile with {z}, {x} and {y} in it; empty when there is no background map."""
    return str(current_app.config["TILES_URL"])


def tile(z: int, x: int, y: int) -> tuple[bytes, str]:
    """A tile and its kind, from disk or from the source. Raises NotFound for a tile of elsewhere, and NoTile."""
    if not source() or not is_ours(z, x, y):
        raise NotFound
    place = folder() / str(z) / str(x) / str(y)
    kept = place.read_bytes() if place.exists() else b""
    if kept and time.time() - place.stat().st_mtime < FRESH:
        return kept, kind_of(kept)
    try:
        content = fetched(source().replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y)))
    except NoTile:
        if not kept:
            raise
        return kept, kind_of(kept)  # an older map is better than none
    keep(content, place)
    return content, kind_of(content)


def is_ours(z: int, x: int, y: int) -> bool:
    """Whether this tile shows a piece of the country."""
    if z not in ZOOMS:
        return False
    (left, top), (right, bottom) = tile_at(NORTH, WEST, z), tile_at(SOUTH, EAST, z)
    return left <= x <= right and top <= y <= bottom


def tile_at(latitude: float, longitude: float, z: int) -> tuple[int, int]:
    """The numbers of the tile at a place: the formula of OpenStreetMap's "Slippy map tilenames" (Web Mercator)."""
    side = 2**z
    across = (longitude + 180) / 360 * side
    down = (1 - asinh(tan(radians(latitude))) / pi) / 2 * side
    return floor(across), floor(down)


def fetched(address: str) -> bytes:
    """What the source answers. Raises NoTile when it is no picture, too large or too slow."""
    asked = Request(address, headers={"User-Agent": "Straatwijs"})  # noqa: S310  the scheme is checked at the start
    if not AT_ONCE.acquire(timeout=SECONDS):
        raise NoTile
    try:
        with opener().open(asked, timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except (URLError, OSError, ValueError) as fault:
        raise NoTile from fault
    finally:
        AT_ONCE.release()
    if len(content) > LARGEST or not kind_of(content):
        raise NoTile
    return content


def opener() -> OpenerDirector:
    return build_opener(NoRedirects)


def kind_of(content: bytes) -> str:
    """The kind of a picture by how it begins, whatever its source calls it; empty when it is none."""
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), "")


def folder() -> Path:
    return Path(current_app.config["DATA_DIR"]) / "tiles"


def keep(content: bytes, place: Path) -> None:
    """Writes a tile beside its place and moves it there: nobody reads half of one. Now and then old ones make room."""
    global written
    place.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=place.parent, prefix=".")
    with os.fdopen(number, "wb") as file:
        file.write(content)
    Path(name).replace(place)
    written += 1
    if written % PRUNE_EVERY == 1:
        make_room(int(current_app.config["TILES_CACHE_MB"]) * 1_000_000)


def make_room(most: int) -> None:
    """Deletes the oldest tiles until what is kept is below this many bytes."""
    kept = sorted(every_tile(), key=lambda found: found[1].st_mtime)
    size = sum(state.st_size for _path, state in kept)
    for path, state in kept:
        if size <= most:
            return
        path.unlink(missing_ok=True)
        size -= state.st_size


def every_tile() -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder().rglob("*"):
        try:
            state = path.stat()
        except FileNotFoundError:  # another process made room as well
            continue
        if path.is_file():
            yield path, state

"""The one door to stored files: a folder in DATA_DIR, or an S3-compatible store when the settings name a bucket.

A file has a random name that says nothing. What a request stores is taken back when its transaction is, and what it
removes goes when it is kept; a job sweeps up whatever was left by a process that was stopped in between.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import obstore
from flask import current_app
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from app.core import clock
from app.core.afterwards import if_undone, when_kept
from app.core.errors import Refusal
from app.core.files import folder_of
from app.core.pictures import Picture
from app.core.security import random_id
from app.core.wording import _

FOLDER = "files"
YOUNG = timedelta(hours=1)  # a file that is so new may belong to a request that has not ended yet
PATIENCE: dict[str, Any] = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}

Store = LocalStore | S3Store


class Missing(Exception):
    """There is no file of this name."""


class Unavailable(Refusal):
    """Files cannot be stored or read at this moment: the disk is full, or the server does not answer."""

    def __init__(self) -> None:
        super().__init__(_("Files cannot be stored or shown at this moment. Try again in an hour. Your text is safe."))


def put(kind: str, content: bytes) -> str:
    """Stores a new file; its name. It does not outlive a transaction that is rolled back. Raises Unavailable."""
    name = f"{kind}/{random_id()}"
    put_as(name, content)
    return name


def put_picture(kind: str, picture: Picture) -> dict[str, Any]:
    """Stores a picture in both sizes; what its row remembers: two file names, and of each its pixels."""
    return {
        "full_file": put(kind, picture.full),
        "small_file": put(kind, picture.small),
        "width": picture.full_size.width,
        "height": picture.full_size.height,
        "small_width": picture.small_size.width,
        "small_height": picture.small_size.height,
    }


def put_as(name: str, content: bytes) -> None:
    """Stores a file under the name that it had, when a backup is put back. Raises Unavailable."""
    if_undone(lambda: leave(name))  # first, so that what was stored half is taken back as well
    asked(lambda: obstore.put(store(), name, content))


def get(name: str) -> bytes:
    """The content of a file. Raises Missing, or Unavailable."""
    try:
        return bytes(asked(lambda: obstore.get(store(), name).bytes()))
    except FileNotFoundError:
        raise Missing(name) from None


def remove(name: str) -> None:
    """Removes a file as soon as the transaction is kept; one that is rolled back leaves it."""
    when_kept(lambda: leave(name))


def names(kind: str = "", before: datetime | None = None) -> Iterator[str]:
    """The names of all files (of a kind, stored before a moment), in no order. Raises Unavailable."""
    pages = asked(lambda: obstore.list(store(), kind or None))
    while page := asked(lambda: next(pages, None)):
        for found in page:
            if before is None or found["last_modified"] < before:
                yield str(found["path"])


def sweep(kind: str, kept: Collection[str]) -> int:
    """Removes the files of a kind that no row names and that nobody can still be storing; how many."""
    left = [name for name in names(kind, before=clock.now() - YOUNG) if name not in kept]
    for name in left:
        remove_now(name)
    return len(left)


def remove_now(name: str) -> None:
    try:
        asked(lambda: obstore.delete(store(), name))
    except FileNotFoundError:
        return


def asked(question: Callable[[], Any]) -> Any:
    """What the store answers; a missing file keeps its own fault, every other one says that it is not available."""
    try:
        return question()
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as fault:
        current_app.logger.error("storage: %s", str(fault).partition("\n")[0])
        raise Unavailable from fault


def store() -> Store:
    """The store of this installation, made when it is first needed: each web process has its own."""
    found = current_app.extensions.setdefault("storage", {})
    if "store" not in found:
        found["store"] = in_the_cloud() if current_app.config["S3_BUCKET"] else LocalStore(folder_of(FOLDER))
    return found["store"]  # type: ignore[no-any-return]


def in_the_cloud() -> S3Store:
    settings = current_app.config
    endpoint = settings["S3_ENDPOINT"]
    named = {"endpoint": endpoint, "access_key_id": settings["S3_ACCESS_KEY"]}
    named["secret_access_key"] = settings["S3_SECRET_KEY"]
    given: dict[str, Any] = {name: value for name, value in named.items() if value}
    return S3Store(
        settings["S3_BUCKET"],
        region=settings["S3_REGION"],
        client_options={"allow_http": endpoint.startswith("http://"), "timeout": "20s", "connect_timeout": "5s"},
        retry_config=PATIENCE,  # type: ignore[arg-type]  # a dictionary with some of its keys
        **given,
    )


def leave(name: str) -> None:
    """Removes a file; one that cannot be removed now, because the store does not answer, is left to the sweep."""
    with suppress(Unavailable):
        remove_now(name)

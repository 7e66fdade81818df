"""Files beside the database that nobody but this program may read."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import current_app

from app.core.afterwards import if_undone, when_kept


def folder_of(name: str) -> Path:
    """A folder in DATA_DIR, made when it is not there."""
    folder = Path(current_app.config["DATA_DIR"]) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(path: Path, content: bytes) -> None:
    """Writes a new file, from the first byte on for this program's eyes only.

    It does not outlive a transaction that is rolled back, nor a disk that has no room for all of it (OSError).
    """
    if_undone(lambda: unlink(path))
    try:
        write_new(path, content)
    except OSError:
        unlink(path)
        raise


def write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def remove_private(path: Path) -> None:
    """Removes a file as soon as the transaction is kept; one that is rolled back leaves it."""
    when_kept(lambda: unlink(path))


def unlink(path: Path) -> None:
    with suppress(OSError):  # a job removes what no row names
        path.unlink()


def append_record(name: str, told: dict[str, Any]) -> None:
    """Adds a line to a file in DATA_DIR; it is on the disk when this returns. A full disk raises OSError.

    It begins on a line of its own: what a full disk cut off before it stays apart, and is read as nothing.
    """
    inside = Path(name)
    path = folder_of(str(inside.parent)) / inside.name
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(f"\n{json.dumps(told)}\n")
        file.flush()
        os.fsync(handle)


def records(name: str) -> list[dict[str, Any]]:
    """The lines of such a file; none when it was never written. A line that was cut off is of nothing that happened."""
    path = folder_of("") / name
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        with suppress(ValueError):
            found.append(json.loads(line))
    return found

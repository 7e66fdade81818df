"""Files beside the database that nobody but this program may read."""

import os
from pathlib import Path

from flask import current_app


def folder_of(name: str) -> Path:
    """A folder in DATA_DIR, made when it is not there."""
    folder = Path(current_app.config["DATA_DIR"]) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_private(path: Path, content: bytes) -> None:
    """Writes a new file, from the first byte on for this program's eyes only."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def append_private(name: str, line: str) -> None:
    """Adds a line to a file in DATA_DIR; it is on the disk when this returns."""
    path = folder_of("") / name
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(handle)


def read_private(name: str) -> list[str]:
    """The lines of such a file; none when it was never written."""
    path = folder_of("") / name
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

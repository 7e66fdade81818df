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

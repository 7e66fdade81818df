"""A file that is there wholly or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Unwritable(Exception):
    """The file cannot be written; the text says why. What stood there before still stands there."""


@contextmanager
def whole_file(path: Path, mode: int = 0o600) -> Iterator[IO[bytes]]:
    """Gives a file to write to, that takes this name when it is complete. Raises Unwritable, also for a full disk."""
    half = ""
    try:
        handle, half = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # nobody else may read it
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
        Path(half).chmod(mode)
        Path(half).replace(path)
        half = ""
    except OSError as fault:
        raise Unwritable(f"{path} cannot be written: {fault.strerror or fault}. Nothing was changed there.") from fault
    finally:
        if half:
            Path(half).unlink(missing_ok=True)

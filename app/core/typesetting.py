"""Pages on paper: PDF/UA-1, with headings, a language and a reading order that a screen reader follows.

What people wrote reaches the typesetter as data, never as source: its commands stay words. Its root is a folder with
one source of ours, what it imports and those data, and nothing is fetched.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.core.letters import printable

TYPESETTER = Path(__file__).with_name("typesetter.py")
PAPER = "paper.pdf"


class CannotPrint(Exception):
    """The typesetter refused a document."""


def typeset(source: Path, data: dict[str, Any], imports: Sequence[Path] = ()) -> bytes:
    """The PDF that this source makes of these data, with the sources that it imports. Raises CannotPrint.

    So it does when the typesetter was ended from outside, as by a system without memory.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for ours in (source, *imports):
            (folder / ours.name).write_bytes(ours.read_bytes())
        (folder / "data.json").write_text(json.dumps(shown(data)), encoding="utf-8")
        command = [sys.executable, "-I", str(TYPESETTER), name, source.name, PAPER]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603  ours
        if done.returncode:  # what it says may quote what people wrote, and goes nowhere
            raise CannotPrint(f"{source.stem}, ended with {done.returncode}")
        return (folder / PAPER).read_bytes()


def shown(data: Any) -> Any:
    """The same data, with letters that the typesetter has."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, dict):
        return {name: shown(value) for name, value in data.items()}
    return [shown(value) for value in data] if isinstance(data, list) else data

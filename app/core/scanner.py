"""The virus scanner: a ClamAV server (clamd), over TCP or a unix socket. Without a clear "OK" nothing passes."""

import socket
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from flask import current_app

from app.core import storage

SECONDS = 20  # for each answer
PIECE = 64 * 1024  # bytes


class Unreachable(Exception):
    """The scanner is set up and gave no verdict: it is down, too slow, or said something else than yes or no."""


class Stored(Protocol):
    """What has files in the storage."""

    def files(self) -> list[str]: ...


W = TypeVar("W", bound=Stored)


@dataclass(frozen=True)
class Verdict:
    """What was found in a file; `virus` is its name, and empty when there is none."""

    virus: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.virus


def is_set_up() -> bool:
    return bool(address())


def address() -> str:
    """`host:port`, or the path of a socket; empty when there is no scanner."""
    return str(current_app.config["CLAMAV"])


def scan(content: bytes) -> Verdict:
    """Whether there is a virus in this. Without a scanner everything is clean. Raises Unreachable."""
    if not is_set_up():
        return Verdict()
    said = ask(b"zINSTREAM\0", content)
    if said == "stream: OK":
        return Verdict()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict(said.removeprefix("stream: ").removesuffix(" FOUND"))
    raise Unreachable(f"the scanner said: {said[:200] or 'nothing'}")


def scan_waiting(waiting: Iterable[W]) -> Iterator[tuple[W, bool]]:
    """Looks at what was stored while the scanner did not answer: each with whether all its files are clean.

    It stops at the first silence. What has no file any more is not clean.
    """
    for one in waiting:
        try:
            verdicts = [scan(storage.get(name)) for name in one.files()]
        except (Unreachable, storage.Unavailable):
            return
        except storage.Missing:
            verdicts = []
        yield one, bool(verdicts) and all(verdict.is_clean for verdict in verdicts)


def answers() -> bool:
    """Whether a scanner is there and says that it is well."""
    try:
        return ask(b"zPING\0") == "PONG"
    except Unreachable:
        return False


def ask(command: bytes, content: bytes | None = None) -> str:
    """Sends a command, with a file behind it, and gives the answer. Raises Unreachable."""
    try:
        with connection() as link:
            link.sendall(command)
            if content is not None:
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    link.sendall(struct.pack("!I", len(piece)) + piece)
                link.sendall(struct.pack("!I", 0))
            return answer_on(link)
    except (OSError, ValueError) as fault:
        raise Unreachable(f"{address()}: {fault}") from fault


def answer_on(link: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < PIECE and (more := link.recv(4096)):
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def connection() -> socket.socket:
    """An open connection to the scanner. Raises OSError, or ValueError for an address that is none."""
    where = address()
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(SECONDS)
        try:
            link.connect(where)
        except OSError:
            link.close()
            raise
        return link
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)

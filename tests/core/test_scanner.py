"""The virus scanner: spoken to over a real socket, by a small server that speaks as clamd does."""

import socket
import socketserver
import struct
import threading

import pytest

from app.core import scanner
from app.core.clock import now

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VIRUS = "Eicar-Test-Signature"


class Clamd(socketserver.BaseRequestHandler):
    """PING and INSTREAM, null-terminated as `z` commands are; it knows one virus."""

    def handle(self):
        command = self.until_zero()
        if command == b"zPING":
            self.request.sendall(b"PONG\0")
        elif command == b"zINSTREAM":
            content = self.stream()
            self.server.seen.append(content)
            self.request.sendall(self.server.says or self.verdict(content))

    def verdict(self, content):
        return f"stream: {VIRUS} FOUND\0".encode() if EICAR in content else b"stream: OK\0"

    def until_zero(self):
        said = b""
        while (letter := self.request.recv(1)) not in (b"\0", b""):
            said += letter
        return said

    def stream(self):
        content = b""
        while (length := struct.unpack("!I", self.exactly(4))[0]) > 0:
            content += self.exactly(length)
        return content

    def exactly(self, length):
        found = b""
        while len(found) < length:
            found += self.request.recv(length - len(found))
        return found


class OverTcp(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True


class OverSocket(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, app, tmp_path, monkeypatch):
    """A scanner that runs, and that the app knows of; `says` puts words in its mouth."""
    path = str(tmp_path / "s")
    running = OverTcp(("127.0.0.1", 0), Clamd) if request.param == "tcp" else OverSocket(path, Clamd)
    running.says, running.seen = b"", []
    threading.Thread(target=running.serve_forever, daemon=True).start()
    where = f"127.0.0.1:{running.server_address[1]}" if request.param == "tcp" else path
    monkeypatch.setitem(app.config, "CLAMAV", where)
    yield running
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize("size", [0, 1, scanner.PIECE, 3 * scanner.PIECE + 7])
def test_what_is_clean_passes_whole(clamd, size):
    content = bytes(size)
    assert scanner.scan(content).is_clean
    assert clamd.seen == [content]


def test_a_virus_is_named(clamd):
    assert scanner.scan(b"begin" * 20_000 + EICAR) == scanner.Verdict(VIRUS)
    assert scanner.answers()


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: \0", b"OK\0", b"x" * 70_000])
def test_what_is_no_clear_yes_is_no(clamd, says):
    clamd.says = says
    with pytest.raises(scanner.Unreachable):
        scanner.scan(b"hallo")


@pytest.mark.parametrize("where", ["127.0.0.1:9", "/nergens/clamd.sock", "zonder-poort", "host:poort"])
def test_a_scanner_that_is_not_there_lets_nothing_pass(app, monkeypatch, where):
    monkeypatch.setitem(app.config, "CLAMAV", where)
    with pytest.raises(scanner.Unreachable):
        scanner.scan(b"hallo")
    assert not scanner.answers()


def test_a_scanner_that_says_nothing_is_not_waited_for_long(app, monkeypatch):
    monkeypatch.setattr(scanner, "SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setitem(app.config, "CLAMAV", f"127.0.0.1:{silent.getsockname()[1]}")
        began = now()
        with pytest.raises(scanner.Unreachable):
            scanner.scan(b"hallo")
        assert (now() - began).total_seconds() < 5


def test_without_a_scanner_files_pass_and_the_check_says_so(app):
    assert scanner.scan(EICAR).is_clean
    assert "no virus scanner" in app.test_cli_runner().invoke(args=["check"]).output


def test_the_check_says_whether_the_scanner_answers(clamd, app):
    assert "CLAMAV" not in app.test_cli_runner().invoke(args=["check"]).output
    clamd.shutdown()
    clamd.server_close()
    assert "does not answer" in app.test_cli_runner().invoke(args=["check"]).output

"""A real mail server on this machine, for the tests that look at what leaves."""

import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Mailbox:
    """A real mail server that keeps what it takes, and refuses while it is told to."""

    def __init__(self):
        self.envelopes, self.refuses = [], False

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  the server calls it so
        if self.refuses:
            return "451 not now"
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def taken(self):
        """For each mail the receivers and the text."""
        return [(envelope.rcpt_tos, envelope.content.decode()) for envelope in self.envelopes]


@contextmanager
def open_mailbox(app, monkeypatch):
    """The mail of this app goes to a server of its own."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    for name, value in (("MAIL_SERVER", "127.0.0.1"), ("MAIL_PORT", port), ("MAIL_STARTTLS", False)):
        monkeypatch.setitem(app.config, name, value)
    yield box
    controller.stop()

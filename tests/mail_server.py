"""A real mail server on this machine, for the tests that look at what leaves."""

import email
import socket
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller


class Mailbox:
    """A real mail server that keeps what it takes, and refuses while it is told to."""

    def __init__(self):
        self.envelopes, self.refuses, self.unknown = [], False, {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  the server calls it so
        if address in self.unknown:
            return self.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  the server calls it so
        if self.refuses:
            return "451 not now"
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def taken(self):
        """For each mail the receivers and its headers and text, as they can be read."""
        return [(envelope.rcpt_tos, opened(envelope.content)) for envelope in self.envelopes]


def opened(content):
    """The headers, and below them the text as a mail program shows it that knows no HTML."""
    message = email.message_from_bytes(content, policy=policy.default)
    headers = "".join(f"{name}: {value}\n" for name, value in message.items())
    return f"{headers}\n{message.get_body(('plain',)).get_content()}"


def in_html(content):
    return email.message_from_bytes(content, policy=policy.default).get_body(("html",)).get_content()


@contextmanager
def open_mailbox(app, monkeypatch):
    """The mail of this app goes to a server of its own."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, server_hostname="localhost")  # else it looks its name up for each connection
    controller.start()
    for name, value in (("MAIL_SERVER", "127.0.0.1"), ("MAIL_PORT", port), ("MAIL_STARTTLS", False)):
        monkeypatch.setitem(app.config, name, value)
    yield box
    controller.stop()

"""A real mail server on this machine, for the tests that look at what leaves."""

import asyncio
import email
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.ports import free_port

SECOND = 2


class Mailbox:
    """A real mail server that keeps what it takes, and refuses while it is told to.

    `troubles` names what goes wrong with the next connections, one for each: see Troubled. `meanwhile` is done while a
    client waits for the answer to its letter.
    """

    def __init__(self):
        self.envelopes, self.refuses, self.unknown = [], False, {}
        self.troubles, self.meanwhile, self.silence = [], None, 0.0

        self.lines = 0  # connections that there were

    @property
    def taken(self):
        """For each mail the receivers and its headers and text, as they can be read."""
        return [(envelope.rcpt_tos, opened(envelope.content)) for envelope in self.envelopes]


class Clerk:
    """What the server asks. Apart from the mailbox: for each connection it looks at every property that it finds."""

    def __init__(self, box):
        self.box = box

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802  the server calls it so
        if address in self.box.unknown:
            return self.box.unknown[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802  the server calls it so
        if self.box.refuses:
            return "451 not now"
        if self.box.meanwhile is not None:
            await asyncio.to_thread(self.box.meanwhile)
        self.box.envelopes.append(envelope)
        await server.falls_silent("after the letter")
        await server.drops("after the letter")
        return "250 OK"


class Troubled(SMTP):
    """One connection, with at most one trouble: "silent" or "drops", and where: "silent before the letter"."""

    def connection_made(self, transport):
        self.letters, box = 0, self.event_handler.box
        box.lines += 1
        self.trouble = box.troubles.pop(0) if box.troubles else ""
        super().connection_made(transport)
        if self.trouble == "drops at once":
            transport.abort()

    async def drops(self, where):
        if self.trouble == f"drops {where}":
            self.transport.abort()
            await asyncio.sleep(60)  # which ends as soon as the line is noticed to be gone

    async def falls_silent(self, where):
        if self.trouble == f"silent {where}":
            await asyncio.sleep(self.event_handler.box.silence)

    async def smtp_EHLO(self, hostname):  # noqa: N802  the server calls it so
        await self.drops("before the greeting")
        await super().smtp_EHLO(hostname)

    async def smtp_MAIL(self, arg):  # noqa: N802  the server calls it so
        await self.falls_silent("before the letter")
        self.letters += 1
        if self.letters == SECOND:
            await self.falls_silent("between two letters")
            await self.drops("between two letters")
            if self.trouble == "had enough":
                await self.push("421 enough")
                return
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg):  # noqa: N802  the server calls it so
        if self.trouble == "drops in the middle":
            await self.push("354 go on")
            await self._reader.readline()
            await self.drops("in the middle")
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg):  # noqa: N802  the server calls it so
        if self.trouble == "unkind at the end":
            await self.push("421 no time")
            return
        await self.falls_silent("at the end")
        await super().smtp_QUIT(arg)


class Server(Controller):
    def factory(self):
        return Troubled(self.handler, **self.SMTP_kwargs)


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
    port = free_port()
    controller = Server(Clerk(box), hostname="127.0.0.1", port=port, server_hostname="localhost")  # else it looks its name up for each connection
    controller.start()
    box.lines = 0  # it tried one itself
    for name, value in (("MAIL_SERVER", "127.0.0.1"), ("MAIL_PORT", port), ("MAIL_STARTTLS", False)):
        monkeypatch.setitem(app.config, name, value)
    yield box
    controller.stop()

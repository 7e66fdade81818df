"""Sends email. The only room that speaks SMTP."""

import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from flask import current_app

from app.core.html_mail import as_html

PATIENCE = 6  # times as long as for another answer
MOST_ON_ONE_LINE = 100  # letters; many servers take no more of them over one connection
A_WORD = re.compile(r"[^\s<>(){},;:'\"]+")
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")  # a status code of RFC 3463
OF_THE_SENDER = ("7", "8")  # 5.1.7 and 5.1.8: it is the address of the sender that is wrong


class Failed(Exception):
    """The mail server did not take the message; trying again later may help."""


class Refused(Failed):
    """It says for good that nobody reads mail at this address."""


class NobodyThere(Refused):
    """It says so by a status code of the address, so it is about nothing else."""


class Unreachable(Failed):
    """There was no server to speak to, or it fell silent: other mail has to wait as well."""


def is_configured() -> bool:
    return bool(current_app.config["MAIL_SERVER"])


def longest() -> timedelta:
    """How long it takes a server at most to take over one message, or to fall silent: 14 answers and 3 long ones."""
    return timedelta(seconds=current_app.config["MAIL_TIMEOUT"] * (14 + 3 * PATIENCE))


def send(to: str, subject: str, text: str, message_id: str, stop_url: str = "", language: str = "nl") -> None:
    """Hands one message to the mail server: as text, and the same as HTML.

    The same `message_id` (without angle brackets) on a second try lets the receiver see that it is the
    same message. A `stop_url` lets mail programs show a button for no more mail, which posts to it (RFC 8058).
    Raises Failed when the server did not take it; Refused, NobodyThere or Unreachable where that is known to be why.
    """
    config = current_app.config
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = config["MAIL_SENDER"], to, subject
        message["Message-ID"] = f"<{message_id}>"
        message["Auto-Submitted"] = "auto-generated"
        if stop_url:
            message["List-Unsubscribe"] = f"<{stop_url}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text)
        message.add_alternative(as_html(subject, text, language, config["SITE_URL"].rstrip("/")), subtype="html")
        message["Content-Language"] = language
        hand_over(message, to)
    except Exception as fault:  # whatever it is: one odd address must not hold up the mail behind it
        raise kind_of(fault)(f"{type(fault).__name__}: {fault}") from fault


def kind_of(fault: Exception) -> type[Failed]:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        said = [(code, in_letters(words)) for code, words in fault.recipients.values()]
        if not said or not all(nobody_reads_it(code, words) for code, words in said):
            return Failed
        return NobodyThere if all(is_of_the_address(words) for _code, words in said) else Refused
    fell_silent = isinstance(fault, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError)
    is_of_the_line = isinstance(fault, OSError) and not isinstance(fault, smtplib.SMTPException)
    return Unreachable if fell_silent or is_of_the_line else Failed


def in_letters(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def nobody_reads_it(code: int, words: str) -> bool:
    """Whether a server says of the address itself that nobody reads its mail.

    A server that says why (RFC 3463) means the address with 5.1.x alone. 5.7.1 and the like are about who sends: a
    password that ran out, or a blocklist, and everybody's mail at once. Those wait, and are tried again.
    """
    why = ENHANCED.search(words)
    if why is not None:
        return why[1] == "5" and why[2] == "1" and why[3] not in OF_THE_SENDER
    return code in (550, 551, 553)


def is_of_the_address(words: str) -> bool:
    """Whether a server that refuses an address for good says that of the address itself, and what is wrong with it.

    Without a status code, or with 5.1.0, it may be about who sends as well.
    """
    why = ENHANCED.search(words)
    return why is not None and why[2] == "1" and why[3] != "0"


def without_address(told: str, address: str) -> str:
    """What a server says, without whom the mail was for: it likes to repeat that, in letters of its own or by half."""
    told = A_WORD.sub(lambda word: "…" if "@" in word[0] else word[0], told)
    name = address.partition("@")[0]
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", told, flags=re.IGNORECASE) if name else told


class Line(smtplib.SMTP):
    """Is patient once a letter is under way: a server that took it and hears nobody any more gets it a second time."""

    carried = 0  # letters that the server took over this connection
    is_under_way = False  # whether it got something of the letter itself

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.is_under_way = True
        self.wait_for(self.timeout * PATIENCE)
        try:
            return super().data(msg)
        finally:
            self.wait_for(self.timeout)

    def wait_for(self, seconds: float) -> None:
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def carry(self, message: EmailMessage, to: str) -> None:
        self.is_under_way = False
        self.send_message(message, to_addrs=[to])  # never what a header makes of it
        self.carried += 1

    def hang_up(self) -> None:
        """Whether the letter was taken is known by now, whatever the server makes of the goodbye."""
        with suppress(OSError):
            self.quit()
        self.close()


def called() -> Line:
    config = current_app.config
    line = Line(config["MAIL_SERVER"], config["MAIL_PORT"], timeout=config["MAIL_TIMEOUT"])
    try:
        if config["MAIL_STARTTLS"]:
            line.starttls()
        if config["MAIL_USERNAME"]:
            line.login(config["MAIL_USERNAME"], config["MAIL_PASSWORD"])
    except BaseException:
        line.hang_up()
        raise
    return line


class Lines:
    """One connection at a time for many letters, made when there is one to send. After a fault comes a new one."""

    open: Line | None = None

    def carry(self, message: EmailMessage, to: str) -> None:
        if self.open is None or self.open.carried >= MOST_ON_ONE_LINE:
            self.hang_up()
            self.open = called()
        line = self.open
        try:
            line.carry(message, to)
        except BaseException as fault:
            if not line.carried or line.is_under_way or not had_enough_of_us(fault):
                self.hang_up()
                raise
            line.close()
            self.open = None
            self.carry(message, to)  # the server has nothing of it yet: it goes over a new line, where it may fail

    def hang_up(self) -> None:
        if self.open is not None:
            self.open.hang_up()
        self.open = None


def had_enough_of_us(fault: BaseException) -> bool:
    """Whether a server ended the line between two letters, as each does after a while or after so many."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return fault.smtp_code == 421
    return isinstance(fault, Exception) and kind_of(fault) is Unreachable


open_lines: ContextVar[Lines | None] = ContextVar("open_lines", default=None)


@contextmanager
def over_one_line() -> Iterator[None]:
    """What is sent in here shares a connection: greeting a server anew takes longer than handing over a letter."""
    lines = Lines()
    token = open_lines.set(lines)
    try:
        yield
    finally:
        open_lines.reset(token)
        lines.hang_up()


def hand_over(message: EmailMessage, to: str) -> None:
    lines = open_lines.get()
    if lines is not None:
        lines.carry(message, to)
        return
    with over_one_line():
        hand_over(message, to)

"""What a mail server says later of a mail that it took: a delivery report, as RFC 3464 describes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from app.core.mail import ENHANCED, OF_THE_SENDER

MOST = 250_000  # bytes; mail servers send a report of some kilobytes, with 100 of the mail at most
MOST_RECIPIENTS = 20  # a mail of ours has one; each is held against every mail of a month
MOST_PARTS = 30  # it has three, and those of the mail; what lies hundreds deep takes minutes to read
TYPE_OF_A_PART = re.compile(rb"content-type\s*:", re.IGNORECASE)
UNSAID = ("0", "0")  # 5.0.0: the server has no word for it, so what the other server answered tells more
# Of RFC 3463, beside 5.1.7 and 5.1.8: what is wrong with one mail, or with whoever sends it. A blocklist says it of
# everybody at once, and tomorrow of nobody.
NOT_OF_THE_ADDRESS = {("2", "3"), ("3", "4"), *(("1", detail) for detail in OF_THE_SENDER)}
OF_THE_CONTENT, OF_POLICY = "6", "7"


class Unreadable(Exception):
    """This is no delivery report; the message says in words why."""


@dataclass(frozen=True)
class Recipient:
    """One address of which the report tells: as the mail was sent to it, and as it ended up; in lower case."""

    addresses: tuple[str, ...]
    is_for_good: bool  # nobody reads mail there, now or later


@dataclass(frozen=True)
class Report:
    """Of which mail it tells, without angle brackets, and of whom."""

    message_id: str
    recipients: tuple[Recipient, ...]


def read(raw: bytes) -> Report:
    """Raises Unreadable for whatever is too large, no such report, or tells of no mail, or of too many recipients."""
    if len(raw) > MOST:
        raise Unreadable(f"It is larger than {MOST} bytes.")
    if len(TYPE_OF_A_PART.findall(raw)) > MOST_PARTS:
        raise Unreadable(f"It has more than {MOST_PARTS} parts.")
    message = message_from_bytes(raw)
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        raise Unreadable("It is no report about the delivery of a mail (multipart/report).")
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    recipients = tuple(recipient_in(block) for block in blocks_of(parts) if block["Final-Recipient"])
    if len(recipients) > MOST_RECIPIENTS:
        raise Unreadable(f"It tells of more than {MOST_RECIPIENTS} recipients, and a mail that leaves here has one.")
    message_id = message_id_in(parts)
    if not recipients or not message_id:
        raise Unreadable("It does not say of which mail it tells, and to whom that was.")
    return Report(message_id, recipients)


def blocks_of(parts: list[Message]) -> Iterator[Message]:
    """The groups of fields of the delivery status: of the report itself, and of each recipient."""
    for part in parts:
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def recipient_in(block: Message) -> Recipient:
    found = (address_in(str(block[name] or "")) for name in ("Original-Recipient", "Final-Recipient"))
    return Recipient(tuple(dict.fromkeys(filter(None, found))), is_for_good(block))


def address_in(field: str) -> str:
    """The address in "rfc822; Somebody@town.example"; empty when there is none."""
    return field.partition(";")[2].strip().strip("<>").lower()


def is_for_good(block: Message) -> bool:
    """Whether it failed for good, and because of the address. What is tried still, or was only delayed, did not."""
    said = ENHANCED.match(str(block["Status"] or "").lstrip())
    if str(block["Action"] or "").strip().lower() != "failed" or said is None:
        return False
    kind, subject, detail = said.groups()
    answered = ENHANCED.search(str(block["Diagnostic-Code"] or ""))
    if answered is not None and (subject, detail) == UNSAID:
        kind, subject, detail = answered.groups()
    is_of_the_mail = subject in (OF_THE_CONTENT, OF_POLICY) or (subject, detail) in NOT_OF_THE_ADDRESS
    return kind == "5" and not is_of_the_mail


def message_id_in(parts: list[Message]) -> str:
    """The Message-ID of the mail that did not arrive, of which the report holds all or only the headers."""
    for part in parts:
        if part.get_content_type() in ("message/rfc822", "message/global") and part.is_multipart():
            returned = part.get_payload(0)
        elif part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
            returned = message_from_bytes(headers_in(part))
        else:
            continue
        if isinstance(returned, Message) and returned["Message-ID"]:
            return str(returned["Message-ID"]).strip().strip("<>")
    return ""


def headers_in(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""

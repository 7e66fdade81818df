"""Mail that came back, handed in by whoever reads the mailbox of the sender; and mail that no server took for days."""

from itertools import chain
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from app.core import delivery_reports, waiting_mail
from app.core.clock import local
from app.core.database import keep_now, only_reading, writing
from app.core.outbox import note_bounce


@click.command("bounced")
@click.argument("addresses", nargs=-1, metavar="ADDRESS...")
@click.option("--report", type=click.File("rb"), help="A delivery report (RFC 3464) instead; - is what is piped in.")
@with_appcontext
def bounced(addresses: tuple[str, ...], report: BinaryIO | None) -> None:
    """Say that mail to ADDRESS came back for good: it gets no more of the mail that its owner asked for.

    Of a report only what failed for good counts, and only of mail that left here to that address.
    """
    if bool(addresses) == bool(report):
        raise click.UsageError("Give addresses, or --report with a file.")
    found = addresses if report is None else told_by(report)
    writing.set(True)  # not before: a report comes from outside, and nobody waits for what it takes to read it
    for address in found:
        note_bounce(address)
    keep_now()
    click.echo(what_was_noted(len(found)))


def what_was_noted(number: int) -> str:
    if number == 0:
        return "Nothing failed for good because of the address, so nothing was noted."
    if number == 1:
        return "1 address was noted. Its owner starts again on the page of what they follow."
    return f"{number} addresses were noted. Their owners start again on the page of what they follow."


def told_by(report: BinaryIO) -> tuple[str, ...]:
    """The address at which nobody reads our mail, if any. Stops with a message when it is about no mail of here.

    So it does when this is no report. It names no address, and nothing of what the report says: both come from
    whoever wrote it.
    """
    try:
        told = delivery_reports.read(report.read(delivery_reports.MOST + 1))
    except delivery_reports.Unreadable as fault:
        raise click.ClickException(f"Nothing was noted. {fault}") from None
    over = [recipient.addresses for recipient in told.recipients if recipient.is_for_good]
    if not over:
        return ()
    with only_reading():
        ours = waiting_mail.left_to(told.message_id, set(chain.from_iterable(over)))
    if ours is None:
        raise click.ClickException("Nothing was noted. It is about no mail that left here in the last 30 days.")
    return (ours,)


@click.command("given-up")
@with_appcontext
def given_up() -> None:
    """List the mails that were given up: since when they waited, and what the server said. Never to whom, nor what."""
    found = waiting_mail.given_up()
    for email in found:
        click.echo(f"{email.id}  since {local(email.created_at):%Y-%m-%d %H.%M}  {email.tries} tries  {email.fault}")
    click.echo(f"{len(found)} mails were given up." + (" `send-again` tries them anew." if found else ""))


@click.command("send-again")
@with_appcontext
def send_again() -> None:
    """Try every mail anew that was given up."""
    writing.set(True)
    number = waiting_mail.send_again()
    keep_now()
    click.echo(f"{number} mails are tried again, starting at the next round of the job.")

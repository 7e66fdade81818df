"""Mail that came back, handed in by whoever reads the mailbox of the sender; and mail that no server took for days."""

import click
from flask.cli import with_appcontext

from app.core import waiting_mail
from app.core.clock import local
from app.core.database import keep_now, writing
from app.core.outbox import note_bounce


@click.command("bounced")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS...")
@with_appcontext
def bounced(addresses: tuple[str, ...]) -> None:
    """Say that mail to ADDRESS came back for good: it gets no more of the mail that its owner asked for."""
    writing.set(True)
    for address in addresses:
        note_bounce(address)
    keep_now()
    click.echo(f"{len(addresses)} addresses noted. Their owners start again on the page of what they follow.")


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

"""Mail that came back, handed in by whoever reads the mailbox of the sender."""

import click
from flask.cli import with_appcontext

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

"""The declaration of destruction, for whoever has the server and not the site."""

import click
from flask.cli import with_appcontext

from app.core.destruction import destructions
from app.pages.destroyed import as_csv


@click.command("destroyed")
@with_appcontext
def destroyed() -> None:
    """Print what was deleted, how many, when and by which rule, as CSV; never what it was."""
    click.echo(as_csv(destructions()).removeprefix("\ufeff").replace("\r\n", "\n"), nl=False)

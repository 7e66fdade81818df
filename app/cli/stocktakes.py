"""Whether the frozen stocktakes are still what they were."""

import sys

import click
from flask.cli import with_appcontext

from app.reports.operations import verified


@click.command("check-stocktakes")
@with_appcontext
def check_stocktakes() -> None:
    """Compare every frozen stocktake with its seal. Exit code 1 when something was changed."""
    sound = True
    for edition, found in verified():
        sound = sound and found.is_sound
        said = "sound" if found.is_sound else "CHANGED"
        told = f"{found.intact} parts intact, {found.gone} withdrawn, {found.changed} changed"
        click.echo(f"{edition.stocktake.slug} ({edition.audience.value}): {said}; {told}.")
        if not found.root_holds:
            click.echo("  The seal does not fit its parts: parts were added, removed or replaced.")
        if not found.codebook_holds:
            click.echo("  The codebook is not the one by which it was frozen.")
    if not sound:
        sys.exit(1)

"""The codebook as a file, for whoever has the server: out, and in again."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.accounts.models import Visitor
from app.codebook import exports, operations
from app.core.database import writing
from app.core.errors import Refusal
from app.core.spreadsheet import csv_rows


@click.group("codebook")
@with_appcontext
def codebook() -> None:
    """Every term with its words, its place and what became of it, as CSV."""


@codebook.command("export")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, as spreadsheets on Windows want it.")
@with_appcontext
def export(bom: bool) -> None:
    """Print the codebook. Uses are counted over what everybody may find."""
    text = exports.codebook(Visitor())
    click.echo(text if bom else text.removeprefix("\ufeff"), nl=False)


@codebook.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--reason", default="Codeboek ingelezen.", help="Why, for the history.")
@with_appcontext
def import_(file: Path, dry_run: bool, reason: str) -> None:
    """Take in FILE: all of it, or nothing when one line is wrong."""
    writing.set(True)
    try:
        rows = csv_rows(file.read_bytes().decode("utf-8-sig"))
    except ValueError as fault:
        raise click.ClickException(f"{file} is no CSV in UTF-8: {fault}") from None
    wishes, faults = operations.look_through(rows)
    for wrong in faults:
        click.echo(f"line {wrong.line}: {wrong.text}", err=True)
    if faults:
        click.echo("Nothing was taken in.", err=True)
        sys.exit(1)
    for wish in wishes:
        click.echo(f"line {wish.line}: {wish.deed} {wish.dimension} {wish.code}")
    if dry_run:
        click.echo(f"{len(wishes)} changes; nothing was written.")
        return
    try:
        count = operations.take_in(rows, reason, by=None)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{count} changes taken in.")

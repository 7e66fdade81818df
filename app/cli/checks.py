"""The commands that look whether all is well, and change nothing."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts.queries import privileged_without_factor
from app.cli import demonstration
from app.core import scanner
from app.core.trail import check_trail
from app.core.waiting_mail import given_up
from config import faults, remarks


@click.command("check")
@with_appcontext
def check() -> None:
    """Say what stands in the way of production; exit code 1 when something does."""
    without = len(privileged_without_factor())
    wrong = faults(current_app.config, demonstration_accounts=demonstration.is_loaded(), without_factor=without)
    for fault in wrong:
        click.echo(f"- {fault}")
    for remark in remarks(current_app.config, scanner_answers=scanner.answers()):
        click.echo(f"  Note: {remark}")
    waiting = len(given_up())
    if waiting:
        click.echo(f"  Note: {waiting} mails were given up: see `given-up`.")
    click.echo("Ready for production." if not wrong else f"{len(wrong)} things to mend.")
    sys.exit(1 if wrong else 0)


@click.command("check-audit")
@with_appcontext
def check_audit() -> None:
    """Say whether the audit trail is whole; exit code 1, and where it breaks, when it is not."""
    found = check_trail()
    if found.fault:
        raise click.ClickException(f"The audit trail is broken: {found.fault}.")
    click.echo(f"{found.rows} rows, whole. Note elsewhere where it ends: {found.number} {found.hash}")

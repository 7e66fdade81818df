"""The commands of `bin/manage`."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from app.accounts.operations import LINK_LASTS, create_administrator, link_for, reset_factors
from app.accounts.queries import user_by_email
from app.answering.operations import pass_over as pass_over_put
from app.cli import archive, checks, demonstration, publication
from app.cli.bounces import bounced, given_up, send_again
from app.cli.checked import Checker, Wrong
from app.cli.codebook import codebook
from app.cli.destroyed import destroyed
from app.cli.duplicates import print_pairs
from app.cli.evaluation import evaluate
from app.cli.hints import print_hints
from app.cli.importing import Fault, Importer
from app.cli.keys import seal_again
from app.cli.materials import sbom
from app.cli.preparing import load_deal
from app.cli.since_backup import do_since_the_backup
from app.cli.sources import Unreadable, read
from app.cli.stocktakes import check_stocktakes
from app.cli.whole_file import Unwritable
from app.contributions.models import Audience
from app.contributions.operations import compare, index_again, make_gists, remembers
from app.core import storage
from app.core.database import db, writing
from app.core.deal import deal
from app.core.errors import Refusal
from app.following.operations import pass_over

ORDER = ("challenges", "events", "contributions")
ALL, NONE, SOME = 0, 1, 3  # exit codes of an import
LINE = 400  # characters of a message about a row
PATH = click.Path(path_type=Path)


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Load the deal's vocabulary and the register of municipalities. What carried a replaced term gets its heir."""
    writing.set(True)
    terms, places = load_deal()
    db.session.commit()
    click.echo(f"{terms} terms, {places} municipalities.")


@click.command("import")
@click.argument("file", type=PATH)
@click.option("--publish", is_flag=True, help="Publish each record at its own level, at its own date.")
@click.option("--all-or-nothing", is_flag=True, help="Write nothing when one row is wrong.")
@with_appcontext
def import_(file: Path, publish: bool, all_or_nothing: bool) -> None:
    """Import FILE (.json, .csv, .xlsx or .ods). Exit code 0: all rows; 3: some; 1: none."""
    try:
        rows = read(file)
    except Unreadable as fault:
        raise click.ClickException(str(fault)) from None
    taken, left_out = take_all(rows, publish=publish, all_or_nothing=all_or_nothing)
    for row in left_out:
        click.echo(on_a_screen(f"{row.kind} {row.row}, {row.field}: {row.reason}"), err=True)
    if left_out and all_or_nothing:
        taken = 0
        click.echo("Nothing was written, as you asked.", err=True)
    click.echo(f"{taken} rows imported, {len(left_out)} left out.")
    sys.exit(ALL if not left_out and taken else SOME if taken else NONE)


def on_a_screen(text: str) -> str:
    """One line of what stood in a file: nothing that a terminal would obey, or cannot show."""
    line = "".join(letter if letter.isprintable() else "?" for letter in text)
    return line if len(line) <= LINE else f"{line[: LINE - 1]}…"


def take_all(
    rows: dict[str, list[dict[str, Any]]], publish: bool, all_or_nothing: bool, **settings: Any
) -> tuple[int, list[Fault]]:
    """Takes every row, each in a transaction of its own unless it is all or nothing."""
    writing.set(True)
    importer = Importer(Checker(), publish=publish, **settings)
    work = [(kind, number, row) for kind in ORDER for number, row in enumerate(rows.get(kind, []), start=1)]
    taken, left_out = 0, []
    with click.progressbar(work, label="Importing", file=sys.stderr) as progress:
        for kind, number, row in progress:
            try:
                importer.take(kind, row)
                taken += 1
            except Wrong as wrong:
                named = str(row.get("id") or number) if isinstance(row, dict) else str(number)
                left_out.append(Fault(kind, named, wrong.field, wrong.reason))
            if not all_or_nothing:
                db.session.commit()
    if all_or_nothing and left_out:
        db.session.rollback()
    db.session.commit()
    return taken, left_out


@click.command("export")
@click.argument("file", type=PATH)
@with_appcontext
def export(file: Path) -> None:
    """Write what everybody may see to FILE (.json), in the form that import reads."""
    try:
        count = publication.write(file)
    except Unwritable as fault:
        raise click.ClickException(str(fault)) from None
    said = f"{count['contributions']} contributions, {count['challenges']} challenges, {count['events']} gatherings"
    click.echo(f"{said} written to {file}.")


@click.command("backup")
@click.argument("file", type=PATH)
@with_appcontext
def backup(file: Path) -> None:
    """Write everything to FILE, a zip that only you may read. Keep it as safe as the database itself."""
    try:
        count = archive.write(file)
    except (Unwritable, storage.Unavailable) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"{count} rows written to {file}.")


@click.command("restore")
@click.argument("file", type=PATH)
@with_appcontext
def restore(file: Path) -> None:
    """Put everything from the backup FILE into this database, which must be empty.

    What was removed, taken back or made stricter since then is so again, as far as the logs in DATA_DIR tell.
    """
    writing.set(True)
    try:
        count = archive.read(file)
    except (archive.Unusable, storage.Unavailable) as fault:
        db.session.rollback()  # which takes back the files too
        raise click.ClickException(str(fault)) from None
    since = do_since_the_backup()
    index_again()
    pass_over()
    pass_over_put()
    db.session.commit()
    click.echo("\n".join((f"{count} rows restored from {file}.", *since)))
    if not remembers():
        click.echo("DATA_DIR has no `decided`: what was taken back since this backup is visible again.", err=True)


@click.group("demo")
def demo() -> None:
    """Demonstration records."""


@demo.command("load")
@with_appcontext
def demo_load() -> None:
    """Load the demonstration records, with dates around today. A second time does nothing."""
    writing.set(True)
    if current_app.config["MODE"] == "production":
        raise click.ClickException("There are no demonstration records in production.")
    if demonstration.is_loaded():
        click.echo("The demonstration records are here already.")
        return
    rows = read(deal().folder / "demo.json")
    desk, shown = demonstration.divided(rows["contributions"])
    shift = demonstration.shift_of(rows["events"])
    told = demonstration.shift_of_stories(rows["contributions"])
    parts: tuple[tuple[str, list[dict[str, Any]], bool, timedelta], ...] = (
        ("challenges", rows["challenges"], True, shift),
        ("events", rows["events"], True, shift),
        ("contributions", shown, True, told),
        ("contributions", desk, False, told),
    )
    for kind, some, public, moved in parts:
        _taken, left_out = take_all({kind: some}, public, False, demonstration=True, shift=moved)
        if left_out:
            raise click.ClickException(f"{left_out[0].kind} {left_out[0].row}: {left_out[0].reason}")
    demonstration.add_people_and_questions()
    db.session.commit()
    click.echo("Demonstration records loaded.")


@demo.command("remove")
@with_appcontext
def demo_remove() -> None:
    """Remove every demonstration record."""
    writing.set(True)
    if demonstration.number_frozen():
        raise click.ClickException("Some of the records are frozen for a Woo request. Lift that at /beheer/woo first.")
    count = demonstration.remove()
    db.session.commit()
    click.echo(f"{count} demonstration records removed.")


@click.command("sign-in-links")
@with_appcontext
def sign_in_links() -> None:
    """Print a sign-in address for each role of the demonstration."""
    writing.set(True)
    for role, path in demonstration.sign_in_links():
        click.echo(f"sign-in {role} {current_app.config['SITE_URL']}{path}")
    db.session.commit()


@click.command("create-administrator")
@click.argument("email")
@with_appcontext
def create_administrator_(email: str) -> None:
    """Give the person with this e-mail address the role of administrator.

    Where no mail can leave, outside production, it prints a link to sign in with.
    """
    writing.set(True)
    try:
        administrator = create_administrator(email)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    settings = current_app.config
    if settings["MODE"] == "production" or settings["MAIL_SERVER"]:
        said = f"{email} is an administrator. They sign in with a link by e-mail."
    else:
        link = f"{settings['SITE_URL']}/inloggen/link/{link_for(administrator)}"
        minutes = int(LINK_LASTS.total_seconds() // 60)
        said = f"{email} is an administrator. This link signs them in, once and within {minutes} minutes:\n{link}"
    db.session.commit()
    click.echo(said)


@click.command("reset-second-step")
@click.argument("email")
@with_appcontext
def reset_second_step(email: str) -> None:
    """Take away the second step of the person with this e-mail address, when no other administrator can."""
    writing.set(True)
    try:
        reset_factors(user_by_email(email), by=None)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    db.session.commit()
    click.echo(f"The second step of {email} is gone. The administrators get a mail about it.")


@click.command("rotate-address-key")
@with_appcontext
def rotate_address_key() -> None:
    """Seal every address and secret with ADDRESS_KEY again; OLD_ADDRESS_KEY (or SECRET_KEY) opens what was before."""
    writing.set(True)
    done, lost = seal_again()
    db.session.commit()
    click.echo(f"{done} addresses and secrets sealed with the new key.")
    if lost:
        raise click.ClickException(f"{lost} addresses and secrets could not be opened with the keys given; they stay.")


@click.command("duplicates")
@click.option("--audience", type=click.Choice([a.value for a in Audience]), default=Audience.MEMBERS.value)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@with_appcontext
def duplicates(audience: str, form: str) -> None:
    """Print the texts that look as if they tell the same case, the surest first. Nothing is put together by itself."""
    writing.set(True)
    while make_gists(Audience(audience)):
        db.session.commit()  # so that others can write meanwhile
    compare(Audience(audience))
    db.session.commit()
    print_pairs(Audience(audience), form)


codebook.result_callback()(lambda *_given, **_named: db.session.commit())
COMMANDS = (
    prepare,
    import_,
    export,
    print_hints,
    evaluate,
    backup,
    restore,
    demo,
    duplicates,
    sign_in_links,
    create_administrator_,
    reset_second_step,
    rotate_address_key,
    checks.check,
    checks.check_audit,
    check_stocktakes,
    codebook,
    sbom,
    destroyed,
    bounced,
    given_up,
    send_again,
)

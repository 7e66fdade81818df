"""The privacy hints in a file of texts, to see how well they are found. Nothing is stored."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from app.accounts.registers import municipalities
from app.cli.sources import Unreadable, read
from app.contributions.hints import hints
from app.contributions.privacy import names_of
from app.core.deal import deal

TEXTS = (
    *("title", "facts", "context", "what_was_done", "what_worked", "what_did_not", "lesson", "question", "opinion"),
    *("condition", "went_wrong"),
    "text",
)


@click.command("hints")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def print_hints(file: Path) -> None:
    """Print the privacy hints in the texts of FILE as JSON: where each begins and ends, and its kind.

    FILE is what `import` reads, or a list of objects with "id" and "text".
    """
    try:
        rows = read(file)["contributions"]
    except Unreadable as fault:
        raise click.ClickException(str(fault)) from None
    wrong = next((number for number, row in enumerate(rows, start=1) if not isinstance(row, dict)), 0)
    if wrong:
        raise click.ClickException(f"{file.name}, row {wrong}: expected an object with an 'id' and texts.")
    names = names_of_the_deal()
    found = [hint for number, row in enumerate(rows, start=1) for hint in hints_in(row, number, names)]
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def names_of_the_deal() -> list[str]:
    """The municipalities of the deal's own register, so that the database may be empty."""
    settings = deal()
    register = municipalities(settings.folder / "municipalities.csv", settings.vocabulary()["coarse_place"])
    return names_of((place.name, place.other_names) for place in register if place.valid_to is None)


def hints_in(row: dict[str, Any], number: int, names: list[str]) -> list[dict[str, Any]]:
    """The hints of one row; a row without an id is called by its number."""
    return [
        {
            "id": row.get("id", number),
            "field": field,
            "start": hint.start,
            "end": hint.end,
            "kind": hint.kind,
            "text": hint.text,
            "suggestion": hint.suggestion,
        }
        for field in TEXTS
        if isinstance(row.get(field), str)
        for hint in hints(row[field], names, "en" if row.get("language") == "en" else "nl")
    ]

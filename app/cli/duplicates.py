"""The texts that look as if they tell the same case, on a screen or as JSON."""

import json

import click

from app.contributions.models import Audience
from app.contributions.operations import look_alike
from app.contributions.queries import listed, names_outside

DIGITS = 4  # of a score; more would say nothing
BATCH = 500  # texts looked up at a time


def print_pairs(audience: Audience, form: str) -> None:
    """Prints the proposed pairs of an audience, as far as they were computed, the surest first."""
    pairs = look_alike(audience)
    ids = sorted({key for one, other, _score in pairs for key in (one, other)})
    names = names_outside(ids)
    if form == "json":
        rows = [{"a": names[a], "b": names[b], "score": round(score, DIGITS)} for a, b, score in pairs]
        click.echo("[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]")
        return
    titles: dict[int, str] = {}
    for start in range(0, len(ids), BATCH):
        titles |= {key: row.title for key, row in listed(ids[start : start + BATCH], audience).items()}
    for a, b, score in pairs:
        click.echo(f"{score:.0%}\n  {names[a]}  {titles.get(a, '')}\n  {names[b]}  {titles.get(b, '')}")
    click.echo(f"{len(pairs)} pairs to look at. Nothing was put together.")

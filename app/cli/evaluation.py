"""How well what a computer proposes agrees with what people confirmed, on the texts that are there."""

from collections.abc import Sequence

import click
import numpy as np
from flask.cli import with_appcontext

from app.contributions.models import Audience
from app.contributions.operations.comparing import what_is_told
from app.contributions.queries import Learnt, contributions_with, texts_with_themes
from app.contributions.suggestions import suggested_themes
from app.contributions.theme_model import (
    ENOUGH_FOR_LINES,
    Labels,
    Learning,
    Quality,
    by_centroids,
    by_lines,
    chosen_way,
    quality,
    unseen_proposals,
)
from app.core.database import db
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_of

BATCH = 200  # texts read at a time
FEWEST = 10  # confirmed texts: below it a figure says nothing
NAMES: dict[Learning, str] = {by_centroids: "centroids", by_lines: "linear model"}


@click.group("evaluate")
def evaluate() -> None:
    """How well proposals agree with what people confirmed."""


@evaluate.command("suggestions")
@click.option("--audience", type=click.Choice([a.value for a in Audience]), default=Audience.MEMBERS.value)
@with_appcontext
def suggestions(audience: str) -> None:
    """Print the precision and recall of proposed themes, on the texts of an audience whose themes people confirmed.

    Run `flask job compare-texts` first when texts came in just now: a text that was not read yet is left out.
    """
    known = texts_with_themes(Audience(audience))
    texts, labels = known.texts[known.confirmed], known.labels[known.confirmed]
    if len(texts) < FEWEST:
        raise click.ClickException(
            f"{len(texts)} texts have confirmed themes; at least {FEWEST} are needed to say something."
        )
    ids = [key for key, is_confirmed in zip(known.ids, known.confirmed, strict=True) if is_confirmed]
    click.echo(f"{len(texts)} texts with confirmed themes, {int(labels.sum())} themes on them, audience {audience}.")
    click.echo("Each text is judged by what was learnt from the others, in five parts.")
    click.echo(f"{'':<14}{'precision':>10}{'recall':>8}{'F1':>6}{'proposed':>10}")
    named = by_synonyms(known, ids, Audience(audience))
    learnt = {learn: unseen_proposals(learn, texts, labels) for learn in NAMES}
    used = chosen_way(texts, labels)
    click.echo(line("synonyms", quality(named, labels)))
    for learn, name in NAMES.items():
        click.echo(line(name, quality(learnt[learn], labels)))
    click.echo(line("together", quality(named | learnt[used], labels)))
    click.echo(
        f"In use now, together with the synonyms: {NAMES[used]} (the linear model from {ENOUGH_FOR_LINES} confirmed "
        "texts, when its F1 is higher). A person always confirms."
    )


def line(name: str, found: Quality) -> str:
    return f"{name:<14}{found.precision:>10.2f}{found.recall:>8.2f}{found.f1:>6.2f}{found.proposed:>10}"


def by_synonyms(known: Learnt, ids: Sequence[int], audience: Audience) -> Labels:
    """What the words of the vocabulary propose for these texts."""
    themes, column = terms_of(Dimension.THEME), {word.id: at for at, word in enumerate(known.themes)}
    row = {key: at for at, key in enumerate(ids)}
    found = np.zeros((len(ids), len(known.themes)), bool)
    for start in range(0, len(ids), BATCH):
        for contribution in contributions_with(ids[start : start + BATCH]):
            for term in suggested_themes(what_is_told(contribution, audience), themes):
                found[row[contribution.id], column[term.id]] = True
        db.session.expunge_all()
        themes = terms_of(Dimension.THEME)
    return found

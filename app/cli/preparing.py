"""What a deal brings along: its words, the municipalities and its partners."""

import click

from app.accounts.operations import load_municipalities, load_partners
from app.accounts.registers import municipalities
from app.codebook.operations import follow as follow_heirs
from app.contributions.operations import follow_classes
from app.core.deal import deal
from app.core.errors import Refusal
from app.taxonomy.operations import load_vocabulary


def load_deal() -> tuple[int, int]:
    """Loads all of it; how many terms and municipalities there are. What carried a replaced term gets its heir."""
    folder, vocabulary = deal().folder, deal().vocabulary()
    try:
        terms = load_vocabulary(vocabulary)
    except ValueError as fault:
        raise click.ClickException(f"vocabulary.json: {fault}") from None
    follow_heirs()
    try:
        registered = municipalities(folder / "municipalities.csv", vocabulary["coarse_place"])
    except (ValueError, KeyError) as fault:
        raise click.ClickException(f"municipalities.csv: {fault}") from None
    load_municipalities(registered, partners=set(deal().members))
    follow_classes()
    kinds = {words["id"] for words in vocabulary["organisation_types"]}
    unknown = [kind for _name, kind in deal().partners if kind not in kinds]
    if unknown:
        raise click.ClickException(f"deal.toml: '{unknown[0]}' is no kind of organisation in vocabulary.json.")
    try:
        load_partners(deal().partners)
    except Refusal as refusal:
        raise click.ClickException(f"deal.toml, partners: {refusal}") from None
    return terms, len(registered)

"""What everybody reads of a stocktake does not depend on what only members may read of it."""

import re

import pytest

from app.accounts.models import Role
from app.contributions.models import Audience, Status
from app.core.database import db
from app.reports import operations
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Evidence, Laid, Stance
from app.workbench import operations as workbench
from app.workbench.queries import Wanted
from tests.conftest import empty_tables
from tests.factories import make_contribution, make_municipality, make_question, make_user

PATHS = ("", "/bijdragen", "/bijdragen?bij=open", "/vraagstukken/wie-beheert", "/verschil?met=eerste")
SEAL = re.compile(r"\b[0-9a-f]{64}\b")


def story(n, town, **changes):
    return make_contribution(public_id="a" * 25 + str(n), title=f"Verhaal {n}", lesson=f"Les {n}.", place=town, organisation=None, **changes)


def build(hidden):
    """Two public stories, and as many hidden ones as asked: for members, held back, in other towns."""
    member = make_user(Role.MEMBER)
    towns = [make_municipality(name=f"Stad {n}") for n in range(2)]
    if hidden:
        towns.reverse()
    public = [story(n, town, year=2020 + hidden) for n, town in enumerate(towns)]
    question = make_question(slug="wie-beheert", sentence="Wie beheert het groen?")
    inner = make_question(slug="onder-ons", sentence="Wat zeggen we niet?", is_public=False)
    secret = [make_contribution(audience=Audience.MEMBERS, title=f"Geheim {n}") for n in range(2 * hidden)]
    if hidden:
        secret.append(make_contribution(status=Status.READING, title="Nog niet gelezen"))
    for found in (public[0], *secret):
        question.statements[0].evidence.append(
            Evidence(contribution=found, stance=Stance.CONTRADICTS, field="facts", start=0, end=9, quote=found.facts[:9])
        )
    db.session.commit()
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, question)
    for found in secret[: 2 * hidden]:
        stocktaking.lay(found, Laid.QUESTIONS, frozenset({question.id, inner.id}), member)
    if hidden:
        stocktaking.lay(public[1], Laid.QUESTIONS, frozenset({inner.id}), member)
    for name in ("Eerste", "Tweede"):
        made = operations.freeze(pile, name, by=member)
        made.made_at = made.made_at.replace(year=2026 if name == "Tweede" else 2025, month=11, day=3, hour=9, minute=0, second=0)
        operations.publish(made)
    db.session.commit()


def read(app):
    browser = app.test_client()
    found = {path: SEAL.sub("", browser.get(f"/balans/tweede{path}").text) for path in PATHS}
    return found | {"list": browser.get("/balansen").text}


@pytest.mark.parametrize("hidden", [1])
def test_two_worlds_that_differ_in_hidden_things_only(app, hidden):
    build(0)
    plain = read(app)
    db.session.rollback()
    empty_tables()
    build(hidden)
    assert read(app) == plain and "Verhaal 1" in plain["/bijdragen"]

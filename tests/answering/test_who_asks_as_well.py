"""Which challenges of other municipalities stand under "wie heeft dit ook"."""

import pytest
from sqlalchemy import select

from app.core.database import db
from app.taxonomy.models import Dimension, Term
from tests.factories import make_challenge, make_municipality

TITLE, ELSEWHERE = "Waar loopt de wadi over?", "Fietsenrek naast een kroeg"


def some(dimension, number):
    wanted = Term.dimension == dimension, Term.is_group.is_(False)
    return list(db.session.scalars(select(Term).where(*wanted).order_by(Term.position).limit(number)))


@pytest.mark.parametrize(
    ("shared", "looks_alike"),
    [
        ([(Dimension.PHASE, 1), (Dimension.SCALE, 1)], False),
        ([(Dimension.PHASE, 2), (Dimension.SCALE, 2)], False),
        ([(Dimension.PHASE, 1), (Dimension.SCALE, 1), (Dimension.THEME, 1)], False),
        ([(Dimension.THEME, 2)], True),
    ],
)
def test_themes_make_two_look_alike_and_a_phase_or_scale_does_not(client, sign_in, shared, looks_alike):
    terms = [term for dimension, number in shared for term in some(dimension, number)]
    here = make_challenge(title=TITLE, questions="Hoe diep ligt die?", terms=terms)
    there = make_challenge(title=ELSEWHERE, questions="Wie ruimt op?", terms=terms, organisation=make_municipality())
    assert ("Wie heeft dit ook" in client.get(f"/uitdagingen/{here.slug}").text) is looks_alike
    sign_in(here.hosts[0].user)
    page = client.get(f"/uitdagingen/{here.slug}/antwoorden").text
    assert (f"/uitdagingen/{there.slug}" in page) is looks_alike

"""What a stocktake says of where a question plays as well: the numbers of the page, in every kind of file."""

import json
from dataclasses import replace

import pytest

from app.accounts.models import Recognised, Visitor
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.models import Form
from tests.reports.made import freeze_now
from tests.reports.test_contents import text_of
from tests.stocktaking.recognised import answered_by

YES, NO, UNKNOWN = Recognised


@pytest.fixture
def edition(laid):
    answered_by(laid.question, *[YES] * 5, NO)
    answered_by(laid.question, YES, NO, kind="waterschap")
    made = freeze_now(laid.pile, "Balans", by=laid.member)
    operations.publish(made)
    db.session.commit()
    return made


@pytest.mark.parametrize("form", Form)
def test_every_file_tells_the_large_groups_and_no_small_one(edition, form):
    with in_language("nl"):
        frozen = replace(queries.frozen(edition, Visitor()), measure=None)  # what it covers names every kind
        told = text_of(form, MAKERS[form](frozen, None))
    assert "Waar het ook speelt" in told or form in (Form.CSV, Form.JSON)
    assert "Gemeente" in told and "Waterschap\n" not in told and "Kleine groepen staan er niet bij" in told


def test_json_has_them_as_numbers(edition, laid):
    with in_language("nl"):
        found = json.loads(MAKERS[Form.JSON](queries.frozen(edition, Visitor(), whole=True), None))["recognition"]
    assert found == [{"question": "Wie beheert het groen?", "slug": laid.question.slug, "kind": {"nl": "Gemeente", "en": "Municipality"}, "kind_code": "gemeente", "yes": 5, "no": 1, "unknown": 0}]


def test_a_stocktake_of_before_reads_as_ever(laid):
    made = freeze_now(laid.pile, "Balans", by=laid.member)
    operations.publish(made)
    assert queries.frozen(made, Visitor()).questions[0].recognition == ()

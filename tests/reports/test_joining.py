"""A program that knows nothing of the site joins the tables of a stocktake by their codes and addresses alone."""

from dataclasses import replace
from datetime import date

import pytest

from app.accounts.models import Visitor
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.reports.tables import tables
from app.reports.terms import FrozenTerm
from app.stocktaking.models import Laid
from app.stocktaking.operations import lay
from app.taxonomy.models import Dimension
from app.workbench.operations import fix, offer
from app.workbench.queries import Wanted
from tests.factories import make_contribution, make_question
from tests.reports import readers
from tests.reports.made import freeze_now
from tests.reports.test_missing import made
from tests.reports.whole import CODEBOOK, named, whole

__all__ = ["made"]
BELOW_A_QUESTION = ("statements", "quotes", "beside", "evidence", "recognition", "helped")
LISTS = {"theme": "themes", "phase": "phases"}
ALONE = ("kind", "outcome")


def marks_of(story):
    """(side, code) of all that a contribution says of itself, found in its own row."""
    found = {(side, story[side]) for side in ALONE} | {(side, tag["code"]) for side, at in LISTS.items() for tag in story[at]}
    return found | ({("organisation_kind", story["organisation_kind_code"])} if story["organisation_kind"] else set())


def counted(told):
    """(side, code) -> how many cases, counted anew over the contributions: those about one case once."""
    cases = {}
    for number, story in enumerate(told["contributions"]):
        for mark in marks_of(story):
            cases.setdefault(mark, set()).add(("case", story["case"]) if story["case"] else number)
    return {mark: len(found) for mark, found in cases.items()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_coverage_is_counted_anew_from_the_contributions(made, language):
    make_contribution(title="Met naam", names_organisation=True)
    db.session.commit()
    pile = fix("Met een naam", Wanted(), by=made.member)
    made.frozen = freeze_now(pile, "Ook met naam", by=made.member)
    db.session.commit()
    for person in (Visitor(), made.member):
        with in_language(language):
            told = readers.json_object(MAKERS[Form.JSON](queries.frozen(made.frozen, person, whole=True), None))
        found = counted(told)
        assert {(row["side"], row["code"]): row["cases"] for row in told["coverage"] if row["cases"]} == found
        assert {side for side, _code in found} == {*ALONE, *LISTS, "organisation_kind"}, "each of the sides is in it"
        terms = {(term["dimension"], term["code"]): term for term in told["codebook"]}
        for row in told["coverage"]:
            if row["side"] not in ALONE:
                assert terms[row["side"], row["code"]]["name_nl"] == row["value"]["nl"]
        sides = {row["side"]: row["value"] for row in told["coverage"]}
        assert all(set(value) == {"nl", "en"} for value in sides.values()), "a name in each language, in every language"


def test_gaps_lead_to_the_terms_of_that_day(made):
    with in_language("nl"):
        told = readers.json_object(MAKERS[Form.JSON](queries.frozen(made.frozen, Visitor(), whole=True), None))
    terms = {(term["dimension"], term["code"]): term for term in told["codebook"]}
    for row in told["gaps"]:
        for side in ("first", "second"):
            if row[side] is None:
                assert row[f"{side}_by"] is row[f"{side}_code"] is None
            else:
                assert terms[row[f"{side}_by"], row[f"{side}_code"]]["name_nl"] == row[side]["nl"]
    judged = {row["verdict"]: (row["first_code"], row["second_code"]) for row in told["gaps"] if row["verdict"]}
    assert judged == {"real": ("ondergrond", "ontwerp"), "not_applicable": ("verdichting", "initiatief")}
    assert [row["asked_on"] is None for row in told["gaps"] if row["first_code"] == "klimaatadaptatie" and not row["second_code"]] == [False]


def test_two_questions_with_the_same_words_stay_apart(made):
    """As they may from before this was refused: only their addresses tell which is meant."""
    same = [make_question(slug=slug, sentence="Wie beheert de put?") for slug in ("put", "de-put")]
    for story, question in zip(made.failed, same, strict=True):
        lay(story, Laid.QUESTIONS, frozenset({question.id}), made.member)
    offer(made.pile, same, by=made.member)
    made.frozen = freeze_now(made.pile, "Twee gelijke", by=made.member)
    operations.publish(made.frozen)
    db.session.commit()
    with in_language("nl"):
        told = readers.json_object(MAKERS[Form.JSON](queries.frozen(made.frozen, Visitor(), whole=True), None))
    assert {(q["question"], q["slug"]) for q in told["questions"]} == {("Wie beheert de put?", "put"), ("Wie beheert de put?", "de-put")}
    assert {c["title"]: c["slugs"] for c in told["contributions"]} == {"Het stopte 0": ["put"], "Het stopte 1": ["de-put"], "Het lukte": []}


@pytest.mark.parametrize("form", [Form.JSON, Form.CSV, Form.ODS, Form.XLSX])
def test_what_stands_below_a_question_has_its_address(app, form):
    with in_language("nl"):
        content, found = MAKERS[form](whole(), None), {table.key: table for table in tables(whole())}
    if form is Form.JSON:
        read = readers.json_object(content)
        asked = {q["slug"]: q["question"] for q in read["questions"]}
        joined = {key: {(row["slug"], row["question"]) for row in read[key]} for key in BELOW_A_QUESTION}
        at = {(slug, sentence) for c in read["contributions"] for slug, sentence in zip(c["slugs"], c["questions"], strict=True)}
    else:
        sheets = readers.csv_files(content) if form is Form.CSV else readers.sheets(content)
        key_of = (lambda table: f"{table.key}.csv") if form is Form.CSV else (lambda table: table.name)
        rows = {key: [dict(zip((c.key for c in found[key].columns), row, strict=True)) for row in sheets[key_of(found[key])][1:]] for key in found}
        asked = {q["slug"]: q["question"] for q in rows["questions"]}
        joined = {key: {(row["slug"], row["question"]) for row in rows[key]} for key in BELOW_A_QUESTION}
        at = {pair for c in rows["contributions"] if c["slugs"] for pair in zip(c["slugs"].split("; "), c["questions"].split("; "), strict=True)}
    assert asked == {"put": "Wie beheert de put?", "paving": "Who paves the square?"} and all(joined.values())
    assert set().union(*joined.values(), at) == set(asked.items()) == at


def called(dimension, code, word, until=None):
    return FrozenTerm(dimension, code, named(word), "", "", (), "", "", (), False, None, until)


OF_OLD = date(2026, 2, 1)
TERMS = (
    called(Dimension.QUESTION_KIND, "beheer", "Beheer"), called(Dimension.ROUTE, "pilot", "Pilot"), called(Dimension.ROLE, "adviseur", "Adviseur"),
    called(Dimension.ORGANISATION_KIND, "gemeente", "Gemeente"), called(Dimension.ORGANISATION_KIND, "oude-gemeente", "Gemeente", until=OF_OLD),
)  # fmt: skip
# In which column the code of the word in another one stands, by the key of the table.
CODED = {
    "contributions": {"organisation_kind": "gemeente", "role": "adviseur"},
    "questions": {"kind": "beheer", "route": "pilot"},
    "beside": {"route": "pilot"},
    "recognition": {"kind": "gemeente"},
}


@pytest.mark.parametrize("has_codebook", [True, False])
@pytest.mark.parametrize("form", [Form.JSON, Form.CSV, Form.ODS, Form.XLSX])
def test_each_word_of_a_term_has_its_code_beside_it(app, form, has_codebook):
    """Of two terms that were called the same that of the one in use. One of before the codebook was kept has none."""
    frozen = replace(whole(), codebook=(*CODEBOOK, *TERMS) if has_codebook else ())
    with in_language("nl"):
        content, found = MAKERS[form](frozen, None), {table.key: table for table in tables(frozen)}
    if form is Form.JSON:
        read = readers.json_object(content)
        rows = {key: read[key] for key in CODED}
        assert all(read["columns"][key][f"{column}_code"] for key, columns in CODED.items() for column in columns), "explained"
    else:
        sheets = readers.csv_files(content) if form is Form.CSV else readers.sheets(content)
        key_of = (lambda table: f"{table.key}.csv") if form is Form.CSV else (lambda table: table.name)
        rows = {key: [dict(zip((c.key for c in found[key].columns), row, strict=True)) for row in sheets[key_of(found[key])][1:]] for key in CODED}
    for key, columns in CODED.items():
        for column, code in columns.items():
            told = {(row[f"{column}_code"] or None) for row in rows[key] if (row[column] or {}) and "(nl)" in str(row[column])}
            assert told == ({code} if has_codebook else {None}), (key, column)
            assert not any(row[f"{column}_code"] for row in rows[key] if not row[column]), "no code where no word is told"


def test_a_word_that_was_undone_since_has_no_code(app):
    """The codebook that is read today leaves it out: so no code tells it either."""
    frozen = replace(whole(), codebook=TERMS[:-1])
    assert frozen.code_of(Dimension.ROUTE, named("Pilot")) == "pilot" and frozen.code_of(Dimension.ROUTE, named("Beheer")) is None
    assert frozen.code_of(Dimension.ROUTE, None) is None
    assert replace(frozen, codebook=()).code_of(Dimension.ROUTE, named("Pilot")) is None

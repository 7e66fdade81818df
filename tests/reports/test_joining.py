"""A program that knows nothing of the site joins the tables of a stocktake by their codes and addresses alone."""

import pytest

from app.accounts.models import Visitor
from app.core.database import db
from app.core.wording import in_language
from app.reports import operations, queries
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.reports.tables import tables
from app.stocktaking.models import Laid
from app.stocktaking.operations import lay
from app.workbench.operations import fix, offer
from app.workbench.queries import Wanted
from tests.factories import make_contribution, make_question
from tests.reports import readers
from tests.reports.made import freeze_now
from tests.reports.test_missing import made
from tests.reports.whole import whole

__all__ = ["made"]
BELOW_A_QUESTION = ("statements", "quotes", "beside", "evidence", "recognition", "helped")
LISTS = {"theme": "themes", "phase": "phases"}
ALONE = ("kind", "outcome")


def marks_of(story, codes):
    """(side, code) of all that a contribution says of itself, found in its own row."""
    found = {(side, story[side]) for side in ALONE} | {(side, tag["code"]) for side, at in LISTS.items() for tag in story[at]}
    kind = story["organisation_kind"]
    return found | ({("organisation_kind", codes["organisation_kind", kind["nl"]])} if kind else set())


def counted(told):
    """(side, code) -> how many cases, counted anew over the contributions: those about one case once."""
    codes = {(term["dimension"], term["name_nl"]): term["code"] for term in told["codebook"]}
    cases = {}
    for number, story in enumerate(told["contributions"]):
        for mark in marks_of(story, codes):
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
                assert terms[row["side"], row["code"]][f"name_{language}"] == row["value"]


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

"""Members read that questions went from a stocktake and how many, never which or why; and all numbers still add up."""

import json
import re

import pytest
from sqlalchemy import select

from app.accounts.models import Visitor
from app.core.database import db
from app.core.wording import in_language
from app.reports import queries
from app.reports.difference import difference
from app.reports.exports import MAKERS
from app.reports.models import Form, Words
from app.stocktaking import operations as stocktaking
from app.stocktaking.models import Laid
from tests.factories import make_question
from tests.pages import MOST_STATEMENTS
from tests.reports.complained import NAME, ask_otherwise, complain, decide, freeze, hide, name_somebody, state_otherwise
from tests.reports.made import frozen_later
from tests.reports.test_contents import text_of
from tests.reports.test_reworking import line_of

WENT = "1 vraagstuk ging sindsdien uit deze balans."
LOST = "een vraagstuk dat sindsdien wegging"


@pytest.fixture
def gone(laid):
    """A stocktake of two questions, of which one went: two stories lay at that only, and one at both."""
    other = make_question(slug="de-andere", sentence="Wie ruimt het op?")
    stocktaking.lay(laid.stories.named, Laid.QUESTIONS, frozenset({laid.question.id, other.id}), laid.member)
    name_somebody(laid)
    frozen = freeze(laid)
    appeal = hide(complain(laid.question))
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    return frozen


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_page_says_how_many_and_what_lay_there_lies_at_no_question_any_more(client, gone):
    page = plain(client.get(f"/balans/{gone.slug}").text)
    assert client.statements <= MOST_STATEMENTS
    assert WENT in page and "Wat daar lag, staat er nog in, zonder dat vraagstuk." in page
    assert "Bij een vraagstuk 3 bijdragen Waarvan alleen bij een vraagstuk dat sindsdien wegging 2 bijdragen" in page
    assert "Nog open 1 bijdrage" in page and NAME not in page and "Wie beheert" not in page
    cards = plain(client.get(f"/balans/{gone.slug}/bijdragen").text)
    assert cards.count(f"Bij een vraagstuk: {LOST}") == 2 and f"Wie ruimt het op? ; {LOST}" in cards
    assert "sindsdien ingetrokken" not in page, "no contribution was withdrawn"


def test_in_english_as_well(client, gone):
    page = plain(client.get(f"/en/balans/{gone.slug}").text)
    assert "1 question went from this stocktake since." in page and "Of which only at a question that went since 2 contributions" in page


def test_everybody_reads_what_they_would_read_of_a_question_that_only_members_read(app, gone, laid):
    """What others miss may be out of view for a while: that tells them nothing, and neither does this."""
    visitor = app.test_client()
    pages = [visitor.get(f"/balans/{gone.slug}{path}").text for path in ("", "/bijdragen")]
    assert not any("sindsdien uit deze balans" in page or "wegging" in page for page in pages)
    assert "Nog open betekent ook: bij een vraagstuk dat niet openbaar is." in pages[0]
    edition = queries.frozen(gone, Visitor(), whole=True)
    assert edition.questions_gone == 0 and not edition.without_question and len(edition.lying(Laid.OPEN)) == 2
    assert "questions_gone_since" not in json.loads(MAKERS[Form.JSON](edition, None))


def test_the_numbers_add_up_in_every_form(gone, laid):
    edition = queries.frozen(gone, laid.member, whole=True)
    assert edition.questions_gone == 1 and edition.withdrawn == 0
    assert sum(edition.laid.values()) == len(edition.contributions) == edition.n == 5
    at_questions = {c.source for q in edition.questions for c in edition.at(q)} | {c.source for c in edition.without_question}
    assert len(at_questions) == edition.laid[Laid.QUESTIONS] == 3
    with in_language("nl"):
        texts = {form: text_of(form, MAKERS[form](edition, None)) for form in Form}
        told = json.loads(MAKERS[Form.JSON](edition, None))
    for form, text in texts.items():
        assert "Vraagstukken die sindsdien weggingen" in text, form
    for form in (Form.DOCX, Form.PDF):
        assert "Waarvan alleen bij een vraagstuk dat sindsdien wegging: 2 bijdragen" in re.sub(r"\s+", " ", texts[form]), form
        assert "Een vraagstuk dat sindsdien wegging" in texts[form]
    assert told["questions_gone_since"] == 1 and sum(row["lost"] for row in told["contributions"]) == 3
    laid_at = [row["laid"] for row in told["contributions"]]
    assert laid_at.count("questions") == 3 and [row["contributions"] for row in told["questions"]] == [1]
    without = [row for row in told["contributions"] if row["laid"] == "questions" and not row["questions"]]
    assert len(without) == 2 and all(row["lost"] for row in without)


def test_where_nothing_went_nothing_is_said_of_it(client, frozen, laid):
    edition = queries.frozen(frozen, laid.member, whole=True)
    with in_language("nl"):
        texts = [text_of(form, MAKERS[form](edition, None)) for form in Form]
    assert not any("sindsdien wegging" in text for text in (*texts, client.get(f"/balans/{frozen.slug}").text))
    assert json.loads(MAKERS[Form.JSON](edition, None))["questions_gone_since"] == 0


def test_the_difference_calls_nothing_new_that_may_have_stood_there(app, client, gone, laid):
    later = frozen_later(laid, gone)
    address = f"/balans/{later.slug}/verschil?met={gone.slug}"
    page = plain(client.get(address).text)
    assert client.statements <= MOST_STATEMENTS
    assert "weggingen: 1 van de eerdere en 0 van de latere" in page and "1 vraagstuk staat in één van de twee" in page
    assert re.search(r"Vraagstukken: 0 nieuw, 0 ", page)
    assert "in één van de twee: de andere had het niet" in line_of(client, gone, later)
    found = difference(queries.frozen(gone, laid.member), queries.frozen(later, laid.member))
    assert found.moved == [] and {both.change for both in found.questions} == {"unsure", ""}
    visitor = plain(app.test_client().get(address).text)
    assert "weggingen" not in visitor and line_of(app.test_client(), gone, later).strip().endswith("nieuw")


def test_what_went_from_the_later_one_is_not_called_gone(client, laid, frozen):
    name_somebody(laid)
    later = frozen_later(laid, frozen)
    appeal = complain(laid.question)
    state_otherwise(laid.question.statements[0], "Iemand is eigenaar.", laid.member)
    decide(appeal)
    assert "weggingen: 0 van de eerdere en 1 van de latere" in plain(client.get(f"/balans/{later.slug}/verschil?met={frozen.slug}").text)
    assert "in één van de twee" in line_of(client, frozen, later)


def test_a_question_whose_address_went_is_told_the_same(client, laid):
    """Its old address stands nowhere, and that a story lay at it is told all the same."""
    laid.question.sentence, laid.question.slug = "Waarom doet Jansen niets?", "waarom-doet-jansen-niets"
    db.session.commit()
    frozen = freeze(laid)
    appeal = hide(complain(laid.question))
    ask_otherwise(laid.question, laid.member, sentence="Waarom gebeurt er niets?")
    decide(appeal)
    edition = queries.frozen(frozen, laid.member)
    assert edition.questions_gone == 1 and len(edition.without_question) == 3
    assert not db.session.scalars(select(Words).where(Words.content.contains("jansen"))).all()
    assert WENT in plain(client.get(f"/balans/{frozen.slug}").text)

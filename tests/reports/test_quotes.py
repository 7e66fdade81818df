"""Whatever a contributor writes, a quote of it is these very letters: stored, on the page, and in every file.

From what a member chooses or copies up to the export, with letters that are known for what they break: accents of their
own, families of emoji, directions, quotes, line ends and HTML.
"""

import html
import io
import json
import re

import pytest
from docx import Document
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.core.database import db
from app.core.forms import tidy
from app.core.spreadsheet import safe
from app.core.wording import in_language
from app.reports import queries
from app.reports.exports import MAKERS
from app.reports.models import Form
from app.stocktaking.models import Evidence
from app.stocktaking.queries import is_stale
from app.stocktaking.sentences import sentences
from app.workbench import operations as workbench
from app.workbench.queries import Wanted
from tests.databases import ONCE
from tests.factories import make_contribution, make_question, make_user
from tests.reports.made import freeze_now

HARD = (
    *("e\u0301", "\u0301", "n\u0303o", "👩‍👩‍👧", "🏳️‍🌈", "שלום", "\u202eomgekeerd\u202c", "\u200b", "\u00a0", "\ufeff", "\ufffe", "\uffff", "ﬁ", "İ"),
    *("<b>vet</b>", "&amp;", "</blockquote>", "{{ 7 }}", '"', "'", "“", "”", "=1+1", "\\", "%(num)s", "\t", "  ", "\n", "\r\n", "\n\n"),
    *(". ", "! ", "? ", ".\n", ".” ", "De put", "bleef liggen"),
)
LETTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.lists(st.sampled_from(HARD) | st.text(LETTERS, max_size=6), min_size=1, max_size=12).map("".join)
RELAXED = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}
BLOCK = re.compile(r"<blockquote[^>]*><p>(.*?)</p></blockquote>", re.DOTALL)


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER)
    sign_in(user)
    return user


def told(text):
    """A story as its contributor's form keeps it, and a question to quote it under."""
    return make_contribution(facts=tidy(text), lesson="", title="Het verhaal"), make_question()


def put(client, source, question, **chosen):
    data = {"sentence": "", "words": "", "stance": "supports", "statement": str(question.statements[0].id)}
    return client.post(f"/werkbank/bijdragen/{source.public_id}", data=data | chosen).status_code


def quotes_of(source):
    return db.session.scalars(select(Evidence).where(Evidence.contribution_id == source.id).order_by(Evidence.id)).all()


def shown(client, question):
    return {html.unescape(found) for found in BLOCK.findall(client.get(f"/vraagstukken/{question.slug}").text)}


@given(text=TEXTS, data=st.data())
@settings(max_examples=40, **RELAXED)
def test_what_is_chosen_or_copied_is_quoted_to_the_letter(app, client, member, text, data):
    source, question = told(text)
    kept, offered = source.facts, sentences(source.facts)
    assume(offered)
    chosen = data.draw(st.integers(0, len(offered) - 1))
    assert put(client, source, question, sentence=f"facts-{chosen}") == 302
    start = data.draw(st.integers(0, len(kept) - 1))
    copied = kept[start : data.draw(st.integers(start + 1, len(kept)))]
    put(client, source, question, words=copied.replace("\n", "\r\n"))  # as a browser sends it; it may be refused
    found = quotes_of(source)
    assert offered[chosen].text in {evidence.quote for evidence in found}
    for evidence in found:
        assert evidence.quote == kept[evidence.start : evidence.end] and not is_stale(evidence)
        assert evidence.quote in (offered[chosen].text, copied.strip())
    assert shown(client, question) == {evidence.quote for evidence in found}


@given(text=TEXTS, changed=TEXTS, data=st.data())
@settings(max_examples=25, **RELAXED)
def test_words_that_the_text_no_longer_has_stand_nowhere(app, client, member, text, changed, data):
    source, question = told(text)
    offered = sentences(source.facts)
    assume(offered)
    put(client, source, question, sentence="facts-0")
    at = data.draw(st.integers(0, len(source.facts)))
    now = tidy(data.draw(st.sampled_from([changed, source.facts[:at] + changed + source.facts[at:], source.facts[:at]])))
    source.facts = now
    db.session.commit()
    evidence = quotes_of(source)[0]
    stands = now[evidence.start : evidence.end] == evidence.quote
    assert is_stale(evidence) is not stands
    assert shown(client, question) == ({evidence.quote} if stands else set())


@ONCE
@given(texts=st.lists(TEXTS, min_size=4, max_size=6))
@settings(max_examples=8, **RELAXED)
def test_every_file_holds_the_quotes_to_the_letter(app, client, member, texts):
    question = make_question()
    for text in texts:
        source, _own = told(text)
        if sentences(source.facts):
            put(client, source, question, sentence="facts-0")
    pile = workbench.fix("Stapel", Wanted(), by=member)
    workbench.offer(pile, [question], by=member)
    made = freeze_now(pile, "Balans", by=member)
    db.session.commit()
    expected = sorted(evidence.quote for evidence in question.statements[0].evidence)
    assume(expected)
    with in_language("nl"):
        frozen = queries.frozen(made, Visitor())
        frozen = frozen.only(frozen.question(question.slug))
        content = {form: MAKERS[form](frozen, frozen.questions[0]) for form in (Form.JSON, Form.XLSX, Form.DOCX)}
    assert sorted(row["quote"] for row in json.loads(content[Form.JSON])["quotes"]) == expected
    rows = list(load_workbook(io.BytesIO(content[Form.XLSX]))["Citaten"].iter_rows(min_row=2, values_only=True))
    assert sorted(row[3] for row in rows) == sorted(str(safe(quote)) for quote in expected)
    lines = [p.text for p in Document(io.BytesIO(content[Form.DOCX])).paragraphs if p.style.name == "Quote"]
    assert sorted(lines) == sorted(line for quote in expected for line in quote.split("\n") if line.strip())

"""Finding a text on the workbench, and quoting from it: exact words, the way back, and what is chosen beforehand."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Audience, Kind, Status
from app.core.clock import today
from app.core.database import db
from app.stocktaking.models import Evidence, Stance
from tests.factories import Dimension, make_contribution, make_organisation, make_question, make_user, term

DITTO = "Het liep vast. Wij begonnen opnieuw. Het liep vast. Toen stopten we."


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def quoted(client, source, statement, address="", **changes):
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(statement.id), "words": ""} | changes
    return client.post(f"/werkbank/bijdragen/{source.public_id}{address}", data=data)


def titles(page):
    return re.findall(r'<h3 lang="nl"><a href="/werkbank/bijdragen/[^"]*">([^<]*)</a>', page)


def test_from_the_balance_to_the_quote(client, member):
    source = make_contribution(terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")])
    assert f'href="/bijdragen/{source.public_id}"' in client.get("/balans").text
    page = client.get(f"/bijdragen/{source.public_id}").text
    assert "Citeer dit in een vraagstuk" in page and f'href="/werkbank/bijdragen/{source.public_id}"' in page


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR])
def test_who_takes_no_stock_is_not_offered_to_quote(client, sign_in, role):
    source = make_contribution()
    if role:
        sign_in(make_user(role))
    assert "Citeer dit" not in client.get(f"/bijdragen/{source.public_id}").text


def test_the_workbench_is_searched_and_filtered(client, member):
    ground, dense = term(Dimension.THEME, "ondergrond"), term(Dimension.THEME, "verdichting")
    make_contribution(title="Bankjes weg", terms=[ground], kind=Kind.LEARNED)
    make_contribution(title="Bomen erbij", terms=[ground], kind=Kind.GOOD)
    make_contribution(title="Bankjes gebleven", terms=[dense], kind=Kind.GOOD)
    assert titles(client.get("/werkbank?q=bankje").text) == ["Bankjes gebleven", "Bankjes weg"]
    assert titles(client.get("/werkbank?thema=ondergrond").text) == ["Bankjes weg", "Bomen erbij"]
    assert titles(client.get("/werkbank?soort=goed&thema=ondergrond").text) == ["Bomen erbij"]
    assert titles(client.get("/werkbank?thema=ondergrond&thema=verdichting&soort=goed").text) == ["Bankjes gebleven", "Bomen erbij"]
    page = client.get("/werkbank?q=zonnepaneel").text
    assert titles(page) == [] and "Niets gevonden" in page and 'value="zonnepaneel"' in page


def test_the_filters_stay_on_every_page_of_the_workbench(client, member):
    used = make_contribution(title="Verhaal gebruikt", terms=[term(Dimension.THEME, "ondergrond")])
    make_question(used)
    for n in range(31):
        make_contribution(title=f"Verhaal {n:02}", terms=[term(Dimension.THEME, "ondergrond")])
    page = client.get("/werkbank?q=verhaal&thema=ondergrond").text
    assert len(titles(page)) == 30 and "Verhaal gebruikt" not in page
    assert "/werkbank?q=verhaal&amp;thema=ondergrond&amp;pagina=2" in page
    assert titles(client.get("/werkbank?q=verhaal&thema=ondergrond&pagina=2").text) == ["Verhaal 30"]
    assert len(titles(client.get("/werkbank?q=gebruikt&toon=alles").text)) == 1


@pytest.mark.parametrize("query", ["pagina=0", "pagina=99999999999", "pagina=x", "soort=onzin", "thema=", "uitspraak=x", "q=" + "a" * 5000])
def test_an_address_of_the_workbench_that_means_nothing_is_passed_over(client, member, query):
    make_contribution(title="Dit verhaal")
    assert client.get(f"/werkbank?{query}").status_code == 200


@pytest.mark.parametrize("way", [{"status": Status.RECEIVED}, {"visible_from": today() + timedelta(days=3)}])
def test_the_workbench_does_not_tell_of_what_members_may_not_read(client, member, way):
    make_contribution(title="Open verhaal")
    hidden = make_contribution(title="Geheim verhaal", **way)
    question = make_question()
    before = client.get("/werkbank?q=verhaal&toon=alles").text
    question.statements[0].evidence = [
        Evidence(contribution=hidden, stance=Stance.SUPPORTS, field="facts", start=0, end=5, quote=hidden.facts[:5])
    ]
    db.session.commit()
    assert client.get("/werkbank?q=verhaal&toon=alles").text == before
    assert titles(before) == ["Open verhaal"]


@pytest.mark.parametrize(("choice", "start"), [("facts-0", 0), ("facts-2", DITTO.rindex("Het liep"))])
def test_a_sentence_that_stands_there_twice_is_quoted_where_it_was_chosen(client, member, choice, start):
    source, question = make_contribution(facts=DITTO), make_question()
    assert quoted(client, source, question.statements[0], sentence=choice).status_code == 302
    evidence = db.session.scalars(select(Evidence)).one()
    assert (evidence.start, evidence.end) == (start, start + len("Het liep vast."))
    assert source.facts[evidence.start : evidence.end] == evidence.quote


def test_words_that_were_copied_take_the_first_place(client, member):
    source, question = make_contribution(facts=DITTO), make_question()
    quoted(client, source, question.statements[0], sentence="facts-2", words="liep vast. Wij")
    evidence = db.session.scalars(select(Evidence)).one()
    assert DITTO[evidence.start : evidence.end] == evidence.quote == "liep vast. Wij"


def test_the_same_words_of_another_place_move_the_quote(client, member):
    source, question = make_contribution(facts=DITTO), make_question()
    quoted(client, source, question.statements[0], sentence="facts-0")
    asked = quoted(client, source, question.statements[0], sentence="facts-2", stance="nuances")
    assert asked.status_code == 409 and db.session.scalars(select(Evidence)).one().start == 0
    stands = re.search(r'name="stands"[^>]*value="([^"]+)"', asked.text)[1]
    quoted(client, source, question.statements[0], sentence="facts-2", stance="nuances", stands=stands)
    evidence = db.session.scalars(select(Evidence)).one()
    assert evidence.start == DITTO.rindex("Het liep") and evidence.stance.value == "nuances"


def test_a_text_that_changed_while_it_was_read_is_looked_at_again(client, member):
    source, question = make_contribution(facts=DITTO), make_question()
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(f"/werkbank/bijdragen/{source.public_id}").text)[1]
    source.facts = f"Vooraf kwam dit. {DITTO}"
    db.session.commit()
    answer = quoted(client, source, question.statements[0], seen=seen, stance="contradicts")
    assert answer.status_code == 422 and "veranderde de tekst intussen" in answer.text
    assert db.session.scalars(select(Evidence)).all() == []
    now = re.search(r'name="seen" value="([^"]+)"', answer.text)[1]
    assert quoted(client, source, question.statements[0], seen=now).status_code == 302


def test_the_story_stands_on_the_page_to_the_letter(client, member):
    facts = "Eerst dit, zei hij: 'nee.' Toen  dat.\n\nEn & <toen> niets."
    source = make_contribution(facts=facts)
    page = client.get(f"/werkbank/bijdragen/{source.public_id}").text
    story = re.findall(r"<div class=\"zinnen\" data-story lang=\"nl\">(.*?)</div>", page, re.DOTALL)[1]
    text = re.sub(r"<[^>]+>", "", story)
    assert text.replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == facts


def test_the_statement_used_last_is_chosen_beforehand(client, member):
    first, second = make_question().statements[0], make_question().statements[0]
    source, other = make_contribution(), make_contribution()
    chosen = r'<option value="(\d+)" selected>'
    assert not re.search(chosen, client.get(f"/werkbank/bijdragen/{other.public_id}").text)
    for statement in (first, second):
        quoted(client, source, statement)
        page = client.get(f"/werkbank/bijdragen/{other.public_id}").text
        assert re.search(chosen, page)[1] == str(statement.id)
        assert not re.search(r'name="stance"[^>]* checked', page), "what a quote does is never chosen beforehand"
    page = client.get(f"/werkbank/bijdragen/{other.public_id}?uitspraak={first.id}").text
    assert re.search(chosen, page)[1] == str(first.id)


@pytest.mark.parametrize("way", ["/werkbank?q=put&thema=ondergrond&pagina=2", "/werkbank", "/werkbank/vraagstukken/wie", "/en/werkbank?q=a"])
def test_after_a_quote_one_is_back_where_one_came_from(client, member, way):
    source, question = make_contribution(), make_question(slug="wie")
    address = f"/werkbank/bijdragen/{source.public_id}"
    page = client.get(address, query_string={"van": way}).text
    assert f'href="{way.replace("&", "&amp;")}"' in page
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(question.statements[0].id), "words": ""}
    assert client.post(address, query_string={"van": way}, data=data).location == way


@pytest.mark.parametrize(
    "way", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "/werkbank\\..", "/werkbank@kwaad", "javascript:x", "/werkbank?q=\n", ""]
)
def test_the_way_back_leads_nowhere_else(client, member, way):
    source, question = make_contribution(), make_question(slug="wie")
    address = f"/werkbank/bijdragen/{source.public_id}"
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(question.statements[0].id), "words": ""}
    assert client.post(address, query_string={"van": way}, data=data).location == "/werkbank/vraagstukken/wie"


def test_the_list_of_a_statement_keeps_it_up_to_the_quote(client, member):
    source, question = make_contribution(audience=Audience.MEMBERS), make_question()
    statement = question.statements[0]
    page = client.get(f"/werkbank/vraagstukken/{question.slug}").text
    assert f'href="/werkbank?uitspraak={statement.id}"' in page
    page = client.get(f"/werkbank?uitspraak={statement.id}").text
    assert statement.text in page
    address = re.search(rf'href="(/werkbank/bijdragen/{source.public_id}[^"]*)"', page)[1].replace("&amp;", "&")
    assert f'<option value="{statement.id}" selected>' in client.get(address).text
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(statement.id), "words": ""}
    assert client.post(address, data=data).location == f"/werkbank?uitspraak={statement.id}"

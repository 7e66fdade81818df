"""The balance, and questions with exact quotes."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.models import Audience, Kind, Outcome
from app.core.database import db
from app.core.spreadsheet import guarded
from app.stocktaking import matrix
from app.stocktaking.models import Evidence, Question, Statement
from app.stocktaking.permissions import may_view
from app.stocktaking.queries import questions, questions_using
from app.stocktaking.sentences import sentences
from tests.factories import Dimension, make_contribution, make_organisation, make_question, make_user, term

ABOUT = {"kind": "", "state": "new", "route": "", "owner": "", "due_on": ""}


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def test_the_balance_counts_and_shows_gaps(client):
    theme, other = term(Dimension.THEME, "ondergrond"), term(Dimension.THEME, "verdichting")
    phase, later = term(Dimension.PHASE, "ontwerp"), term(Dimension.PHASE, "beheer")
    make_contribution(terms=[theme, phase], kind=Kind.GOOD)
    make_contribution(terms=[theme, other, phase, later], kind=Kind.LEARNED)
    lines = client.get("/balans.csv").text.splitlines()
    head = lines[0].split(";")
    row = next(line.split(";") for line in lines if line.startswith("Ondergrond"))
    assert row[head.index("Ontwerp")] == "2" and row[head.index("Beheer en gebruik")] == "1"
    assert row[head.index("Initiatief")] == "nog niet gevraagd" and row[-1] == "2"
    assert next(line for line in lines if line.startswith("Totaal")).split(";")[-1] == "2"
    assert "n;2" in lines and any(line.startswith("Geteld op;") for line in lines)
    filtered = client.get("/balans.csv?soort=vraag").text.splitlines()
    row = next(line.split(";") for line in filtered if line.startswith("Ondergrond"))
    assert row[head.index("Ontwerp")] == "0" and row[head.index("Initiatief")] == "nog niet gevraagd" and "Filters;Vraag" in filtered
    page = client.get("/balans?beeld=tabel").text
    assert "nog niet gevraagd" in page and "Dit is geen steekproef" in page


def test_the_paving_has_a_stone_for_each_and_counts_the_rest(client):
    theme, phase = term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")
    for _n in range(14):
        make_contribution(terms=[theme, phase])
    page = client.get("/balans").text
    assert page.count('<ul class="bed">') == 1 and page.split('<ul class="bed">')[1].split("</ul>")[0].count("<li>") == 11
    assert "en nog 3" in page


def test_with_very_many_a_stone_stands_for_several_and_none_is_lost(client, monkeypatch):
    monkeypatch.setattr(matrix, "MOST_OF_ALL", 10)
    theme, phase, later = term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp"), term(Dimension.PHASE, "beheer")
    for _n in range(30):
        make_contribution(terms=[theme, phase], kind=Kind.LEARNED)
    make_contribution(terms=[theme, later], kind=Kind.GOOD)
    page = client.get("/balans").text
    assert "Elke steen staat voor ongeveer 3 bijdragen" in page
    assert page.count('class="steen" aria-hidden="true" focusable="false"><use href="#s-leerzaam"') == 10 + 1  # and the filter
    address = "/bijdragen?thema=ondergrond&fase=ontwerp&soort=leerzaam"
    assert address.replace("&", "&amp;") in page and "30 bijdragen" in client.get(address).text
    assert "/bijdragen?thema=ondergrond&amp;fase=beheer&amp;soort=goed" in page


@pytest.mark.parametrize("address", ["?rij=onzin&kolom=onzin", "?rij=theme&kolom=theme", "?soort=onzin", "?beeld=onzin"])
def test_nonsense_in_the_address_shows_the_usual_balance(client, address):
    assert client.get(f"/balans{address}").status_code == 200


def test_the_balance_of_members_holds_what_members_read(client, member):
    terms = [term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "ontwerp")]
    make_contribution(terms=terms, audience=Audience.MEMBERS, outcome=Outcome.STOPPED)
    assert "1 bijdrage" in client.get("/balans").text
    assert "0 bijdragen" in client.application.test_client().get("/balans").text


def test_a_question_goes_from_the_workbench_to_everybody(client, member):
    source = make_contribution(facts="Niemand was eigenaar. De put bleef liggen.", lesson="Wijs een eigenaar aan.")
    answer = client.post("/werkbank/vraagstukken/nieuw", data={"sentence": "Wie is eigenaar van de put?", "explanation": ""})
    slug = answer.location.rsplit("/", 1)[1]
    stranger = client.application.test_client()
    assert stranger.get(f"/vraagstukken/{slug}").status_code == 404
    client.post(f"/werkbank/vraagstukken/{slug}/uitspraken", data={"text": "Zonder eigenaar blijft het liggen."})
    statement = db.session.scalars(select(Statement)).one()
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(statement.id), "words": ""}
    assert client.post(f"/werkbank/bijdragen/{source.public_id}", data=data).status_code == 302
    evidence = db.session.scalars(select(Evidence)).one()
    assert source.facts[evidence.start : evidence.end] == evidence.quote == "Niemand was eigenaar."
    client.post(f"/werkbank/vraagstukken/{slug}/publiceren")
    page = stranger.get(f"/vraagstukken/{slug}").text
    assert "Niemand was eigenaar." in page and "Steunt dit" in page
    assert "Wie is eigenaar van de put?" in stranger.get(f"/bijdragen/{source.public_id}").text


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "Dit staat er niet."}, {"words": "", "sentence": ""}, {"stance": "onzin"}, {"statement": "999999"},
        {"statement": ""}, {"stance": ""}, {"sentence": "facts-99", "words": ""}, {"sentence": "title-0", "words": ""},
        {"words": "W" * 3000},
    ],
)
def test_a_quote_that_cannot_be_is_refused(client, member, changes):
    source = make_contribution()
    question = make_question()
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(question.statements[0].id), "words": ""}
    answer = client.post(f"/werkbank/bijdragen/{source.public_id}", data=data | changes)
    assert answer.status_code in (404, 422)
    assert db.session.scalars(select(Evidence)).all() == []


def test_the_same_quote_twice_is_one_quote(client, member):
    source, question = make_contribution(), make_question()
    data = {"sentence": "facts-0", "stance": "supports", "statement": str(question.statements[0].id), "words": ""}
    for _press in range(2):
        client.post(f"/werkbank/bijdragen/{source.public_id}", data=data)
    assert len(db.session.scalars(select(Evidence)).all()) == 1


def test_a_quote_whose_source_changed_is_flagged(client, member):
    source = make_contribution()
    question = make_question(source)
    taken_out = question.statements[0].evidence[0].quote
    assert taken_out in client.get(f"/vraagstukken/{question.slug}").text
    source.facts = "Een heel ander verhaal over iets anders op een andere plek."
    db.session.commit()
    for page in (f"/vraagstukken/{question.slug}", f"/werkbank/vraagstukken/{question.slug}"):
        assert taken_out not in client.get(page).text, "what a contributor took out stands nowhere any more"
    assert "veranderd. Het citaat staat er zo niet meer in" in client.get(f"/vraagstukken/{question.slug}").text


def test_a_quote_of_a_hidden_text_leaves_no_trace(client):
    open_one, hidden = make_contribution(), make_contribution(audience=Audience.MEMBERS, facts="Alleen leden lezen dit verhaal.")
    question = make_question(open_one)
    before = client.get(f"/vraagstukken/{question.slug}").text
    question.statements[0].evidence.append(
        Evidence(contribution=hidden, stance="contradicts", field="facts", start=0, end=12, quote="Alleen leden")
    )
    db.session.commit()
    assert client.get(f"/vraagstukken/{question.slug}").text == before


@pytest.mark.parametrize("sentence", ["", "Geen vraag.", "Twee? Vragen?", "Vraag? En dan nog iets", "W" * 251 + "?"])
def test_a_question_is_one_sentence_with_one_question_mark(client, member, sentence):
    answer = client.post("/werkbank/vraagstukken/nieuw", data={"sentence": sentence, "explanation": "Wat erachter zit."})
    assert answer.status_code == 422 and "Wat erachter zit." in answer.text
    assert db.session.scalars(select(Question)).all() == []


def test_two_members_do_not_overwrite_each_other(client, member):
    question = make_question()
    old = str(question.version)
    question.explanation = "Van een ander"
    db.session.commit()
    data = ABOUT | {"sentence": "Mijn versie van de vraag?", "explanation": "Mijn tekst", "version": old}
    answer = client.post(f"/werkbank/vraagstukken/{question.slug}", data=data)
    assert answer.status_code == 409 and "Mijn tekst" in answer.text
    assert db.session.get(Question, question.id).explanation == "Van een ander"


def test_an_owner_is_proposed_until_that_organisation_accepts(client, sign_in):
    owner = make_organisation(is_partner=True)
    question = make_question(owner_id=owner.id)
    sign_in(make_user(Role.MEMBER, make_organisation()))
    assert client.post(f"/vraagstukken/{question.slug}/oppakken").status_code == 403
    assert "(voorgesteld)" in client.get(f"/vraagstukken/{question.slug}").text
    sign_in(make_user(Role.MEMBER, owner))
    assert client.post(f"/vraagstukken/{question.slug}/oppakken").status_code == 302
    assert "(voorgesteld)" not in client.get(f"/vraagstukken/{question.slug}").text


@pytest.mark.parametrize("role", [None, Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
def test_the_workbench_is_for_members(client, sign_in, role):
    question = make_question(is_public=False)
    if role:
        sign_in(make_user(role))
    assert client.get("/werkbank").status_code == (403 if role else 302)
    assert client.get(f"/vraagstukken/{question.slug}").status_code == 404
    assert client.post(f"/werkbank/vraagstukken/{question.slug}/publiceren").status_code in (401, 403)


def test_the_rule_and_its_sql_agree(app):
    made = [make_question(is_public=public) for public in (True, False)]
    for role in (None, *Role):
        person = make_user(role) if role else make_user()
        assert {q.id for q in questions(person)} == {q.id for q in made if may_view(person, q)}


def test_where_a_contribution_is_used_shows_public_questions_only(app):
    source = make_contribution()
    shown, hidden = make_question(source), make_question(source, is_public=False)
    assert [q.id for q in questions_using(source, make_user())] == [shown.id]
    assert {q.id for q in questions_using(source, make_user(Role.MEMBER))} == {shown.id, hidden.id}


@pytest.mark.parametrize(
    "text", ["Eerst dit. Dan dat!\nEn 'toen'? Klaar", "Hij zei: 'Nee.' Toen ging hij.\n\nEn toen?", "Dit. Dit.  Dit.", "", "  \n"]
)
def test_sentences_are_exact_ranges(text):
    found = sentences(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert "".join(sentence.before + sentence.text for sentence in found) == text.rstrip()


def test_sentences_end_where_a_reader_ends_them():
    found = [sentence.text for sentence in sentences("Eerst dit. Hij zei: 'Nee.' Dan dat!\nEn 'toen'? Klaar")]
    assert found == ["Eerst dit.", "Hij zei: 'Nee.'", "Dan dat!", "En 'toen'?", "Klaar"]


@pytest.mark.parametrize("cell", ["=1+1", "+31 6", "-5", "@x", "\tx", "\rx", " =1", "＝1"])
def test_a_spreadsheet_runs_nothing(cell):
    assert guarded(cell).startswith("'")
    assert guarded("gewoon") == "gewoon"


def test_a_question_that_needs_another_look_comes_back_as_it_was_typed(client, sign_in):
    question = make_question(slug="wie-beslist")
    sign_in(make_user(Role.MEMBER))
    typed = ABOUT | {"sentence": "Dit is geen vraag", "explanation": "Lang verhaal", "version": str(question.version)}
    answer = client.post("/werkbank/vraagstukken/wie-beslist", data=typed)
    assert answer.status_code == 422
    assert "Dit is geen vraag" in answer.text and "Lang verhaal" in answer.text
    assert client.post("/werkbank/vraagstukken/wie-beslist", data={}).status_code == 422

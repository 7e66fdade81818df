"""What members read of a question that is out of view: while somebody judges it, and when the desk decided so."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core import clock
from app.core.database import db
from app.stocktaking import operations
from app.stocktaking.models import Evidence, QuestionChange, QuestionNews, Statement
from tests.factories import make_contribution, make_organisation, make_question, make_user

WAITS, DECIDED = "Uit beeld zolang iemand het beoordeelt", "Uit beeld: dat besloot de redactie"
SENTENCE = "Wie veegt de stoep?"
PUBLISH = 'action="/werkbank/vraagstukken/wie-veegt/publiceren"'
states = pytest.mark.parametrize("state", ["waits", "decided"])


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def held(member, state, **changes):
    """A question with a statement that a story supports, out of view."""
    question = make_question(make_contribution(), **{"slug": "wie-veegt", "sentence": SENTENCE} | changes)
    operations.hold(question, by=member)
    if state == "decided":
        operations.keep_out(question, by=member)
    db.session.commit()
    return question


@pytest.mark.parametrize("is_held", [True, False])
def test_its_page_on_the_workbench_says_so_and_what_to_do(client, member, is_held):
    question = make_question(slug="wie-veegt", held_at=clock.now() if is_held else None)
    page = client.get(f"/werkbank/vraagstukken/{question.slug}").text
    assert ("Iedereen kan dit vraagstuk lezen." in page) is not is_held
    assert (WAITS in page) is is_held
    assert ("Nu lezen alleen leden het, tot een redacteur beslist." in page and "Haal dat er dan uit." in page) is is_held
    assert "Niet meer openbaar" in page, "it can be taken back either way"
    assert db.session.get(type(question), question.id).is_public


def test_once_the_desk_decided_its_page_says_that_and_the_way_on(client, member):
    held(member, "decided")
    page = client.get("/werkbank/vraagstukken/wie-veegt").text
    assert DECIDED in page and WAITS not in page.split("<summary>Wat is er veranderd?")[0]
    assert "tot een redacteur beslist" not in page and "Je maakt het zichtbaar als" not in page
    assert 'href="/werkbank/vraagstukken/nieuw"' in page and "Gebruik dan andere woorden" in page
    assert "Ben je het er niet mee eens? Mail ons:" in page and "mailto:hulp@straatwijs.example" in page
    assert "Blijft uit beeld: dat besloot de redactie" in page, "in its history"


@states
@pytest.mark.parametrize("is_public", [True, False])
def test_nobody_publishes_what_is_out_of_view(app, client, member, state, is_public):
    """Not from the page, which has no button for it, and not by the address of that button."""
    question = held(member, state, is_public=is_public)
    assert PUBLISH not in client.get("/werkbank/vraagstukken/wie-veegt").text
    before = len(question.changes)
    answer = client.post("/werkbank/vraagstukken/wie-veegt/publiceren")
    assert answer.status_code == 409 and SENTENCE in answer.text
    assert ("besloot dat dit vraagstuk uit beeld blijft" if state == "decided" else "als de redactie het teruggeeft") in answer.text
    assert PUBLISH not in answer.text
    db.session.expire_all()
    assert question.is_public is is_public and len(question.changes) == before
    assert not db.session.scalars(select(QuestionNews)).all(), "nobody hears that it is public"
    visitor = app.test_client()
    assert visitor.get("/vraagstukken/wie-veegt").status_code == 404
    for path in ("/", "/vraagstukken", "/sitemap.xml", "/zoeken?q=stoep"):
        text = visitor.get(path).text
        assert SENTENCE not in text and "wie-veegt" not in text, path


@states
def test_taken_back_while_it_is_out_of_view_it_has_no_button_to_publish(client, member, state):
    question = held(member, state)
    assert client.post("/werkbank/vraagstukken/wie-veegt/terughalen").status_code == 302
    page = client.get("/werkbank/vraagstukken/wie-veegt").text
    assert not question.is_public and PUBLISH not in page and "Niet meer openbaar</button>" not in page
    assert ("Je maakt het zichtbaar als de redactie het teruggeeft." in page) is (state == "waits")


def test_let_back_it_is_published_like_any_other(app, client, member):
    question = held(member, "decided", is_public=False)
    operations.let_back(question, by=member)
    db.session.commit()
    assert not question.stays_out and PUBLISH in client.get("/werkbank/vraagstukken/wie-veegt").text
    assert client.post("/werkbank/vraagstukken/wie-veegt/publiceren").status_code == 302
    assert SENTENCE in app.test_client().get("/vraagstukken/wie-veegt").text
    operations.hold(question, by=member)
    db.session.commit()
    assert WAITS in client.get("/vraagstukken/wie-veegt").text, "what was decided before says nothing of this time"


@states
def test_the_lists_of_members_say_who_does_not_read_it(client, member, state):
    held(member, state)
    for path in ("/vraagstukken", "/werkbank", "/vraagstukken/wie-veegt"):
        page = client.get(path).text.split("<summary>Wat is er veranderd?")[0]
        assert (DECIDED in page, WAITS in page) == (state == "decided", state == "waits"), path


@states
def test_the_same_words_are_refused_with_a_way_on(app, client, member, state):
    held(member, state)
    typed = {"sentence": "wie veegt de stoep?", "explanation": "Dat weet niemand."}
    answer = client.post("/werkbank/vraagstukken/nieuw", data=typed)
    assert answer.status_code == 409 and 'value="wie veegt de stoep?"' in answer.text and typed["explanation"] in answer.text
    way = "besloot dat het uit beeld blijft. Schrijf het jouwe in andere woorden" if state == "decided" else "Wacht daarop, of schrijf het jouwe in andere woorden."
    assert answer.text.count(way) >= 2, "beside what was typed, and in the advice"
    assert "Ga daarmee verder" not in answer.text
    assert way in client.post("/werkbank/advies", data=typed).json["html"]
    other = {"sentence": "Wie houdt de stoep schoon?", "explanation": ""}
    made = client.post("/werkbank/vraagstukken/nieuw", data=other)
    assert made.status_code == 302
    slug = made.location.rsplit("/", 1)[1]
    client.post(f"/werkbank/vraagstukken/{slug}/uitspraken", data={"text": "Het blijft liggen."})
    assert client.post(f"/werkbank/vraagstukken/{slug}/publiceren").status_code == 302
    assert "Wie houdt de stoep schoon?" in app.test_client().get(f"/vraagstukken/{slug}").text


@states
def test_who_rewords_another_one_to_the_same_is_told_as_much(client, member, state):
    held(member, state)
    other = make_question(slug="wie-harkt", sentence="Wie harkt er?")
    form = {"explanation": "", "kind": "", "route": "", "owner": "", "due_on": "", "state": other.status.value, "version": "1"}
    answer = client.post("/werkbank/vraagstukken/wie-harkt", data=form | {"sentence": SENTENCE})
    assert answer.status_code == 409 and f'value="{SENTENCE}"' in answer.text
    assert "Voeg de twee samen" not in answer.text, "what is out of view does not merge"
    assert ("besloot dat het uit beeld blijft" if state == "decided" else "Wacht daarop") in answer.text


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.ADMINISTRATOR])
def test_who_does_not_read_it_learns_of_it_at_no_door(app, sign_in, member, role):
    """Whoever may not word questions does not get as far as the words of one that is out of view."""
    held(member, "decided")
    browser = app.test_client()
    if role is not None:
        sign_in(make_user(role, make_organisation()), browser)
    for path, data in (("nieuw", {"sentence": SENTENCE}), ("wie-veegt/publiceren", {}), ("wie-veegt", {})):
        answer = browser.post(f"/werkbank/vraagstukken/{path}", data=data, follow_redirects=True)
        assert "uit beeld" not in answer.text.lower() and "is er al" not in answer.text, path
    assert browser.post("/werkbank/advies", data={"sentence": SENTENCE}).status_code != 200


def test_what_was_decided_is_not_merged_nor_split_and_says_why(client, member):
    question = held(member, "decided")
    question.statements.append(Statement(position=2, text="Iets heel anders."))
    make_question(slug="wie-harkt", sentence="Wie harkt er?")
    db.session.commit()
    fates = {f"uitspraak-{statement.id}": "moves" for statement in question.statements}
    merging = client.post("/werkbank/vraagstukken/wie-veegt/samenvoegen", data={"met": "wie-harkt", "sure": "y"} | fates)
    assert merging.status_code == 409 and "een van de twee uit beeld blijft" in merging.text
    chosen = {"sentence": "Wie is de eigenaar?", "explanation": "", "statements": [str(question.statements[0].id)]}
    splitting = client.post("/werkbank/vraagstukken/wie-veegt/splitsen", data=chosen)
    assert splitting.status_code == 409 and "Daarom splits je er niets van af." in splitting.text
    assert "Wie is de eigenaar?" in splitting.text and "Wacht daarop" not in merging.text + splitting.text


def test_what_comes_under_it_meanwhile_tells_nobody(member):
    question = held(member, "decided")
    assert db.session.scalars(select(Evidence)).all() and not db.session.scalars(select(QuestionNews)).all()
    steps = db.session.scalars(select(QuestionChange.what).where(QuestionChange.question_id == question.id)).all()
    assert steps == ["held", "kept_out"]
    operations.keep_out(question, by=member)
    assert len(question.changes) == 2, "decided twice is decided once"

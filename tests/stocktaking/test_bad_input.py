"""Whatever is sent to the workbench: a clear answer in the right status, and nothing typed is lost."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.stocktaking.models import Evidence, Question, Statement
from tests.factories import make_contribution, make_question, make_user

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"
QUESTION = {
    "sentence": "Wie beslist over de put?",
    "explanation": "",
    "kind": "",
    "state": "new",
    "route": "",
    "owner": "",
    "due_on": "",
}
BENCH = "/werkbank/vraagstukken"

# the address, what is sent, the status, words of the message
CASES = {
    "a question without words": (f"{BENCH}/nieuw", {"sentence": "  "}, 422, "eerst"),
    "a question that asks nothing": (f"{BENCH}/nieuw", {"sentence": "Dit is een mededeling"}, 422, "vraagteken"),
    "two questions in one": (f"{BENCH}/nieuw", {"sentence": "Wie? En wat?"}, 422, "vraagteken"),
    "a question that is too long": (f"{BENCH}/nieuw", {"sentence": "a" * 260 + "?"}, 422, "korter"),
    "an explanation that is too long": (
        f"{BENCH}/nieuw",
        {"sentence": "Wie?", "explanation": "a" * 2_001},
        422,
        "korter",
    ),
    "a status that does not exist": (f"{BENCH}/de-vraag", QUESTION | {"state": "weg"}, 422, ""),
    "a day that does not exist": (f"{BENCH}/de-vraag", QUESTION | {"due_on": "31-02-2027"}, 422, "Schrijf de dag zo"),
    "a day in words": (f"{BENCH}/de-vraag", QUESTION | {"due_on": "volgende week"}, 422, "Schrijf de dag zo"),
    "no version": (f"{BENCH}/de-vraag", QUESTION, 409, ""),
    "a version that is no number": (f"{BENCH}/de-vraag", QUESTION | {"version": "abc"}, 409, ""),
    "a statement without words": (f"{BENCH}/de-vraag/uitspraken", {"text": "\n\t "}, 422, "Schrijf in één zin"),
    "a statement that is too long": (
        f"{BENCH}/de-vraag/uitspraken",
        {"text": "a" * 301},
        422,
        "Maak dit 1 tekens korter",
    ),
    "a quote without words": ("story", {"stance": "supports", "statement": "its own"}, 422, "Kies een zin"),
    "a quote without a stance": (
        "story",
        {"words": "Meet eerst de hoogte.", "statement": "its own"},
        422,
        "Kies wat het citaat doet",
    ),
    "a quote without a statement": (
        "story",
        {"words": "Meet eerst de hoogte.", "stance": "supports"},
        422,
        "uitspraak",
    ),
    "words that do not stand there": (
        "story",
        {"words": "Dit staat er echt niet in.", "stance": "supports", "statement": "its own"},
        422,
        "staan zo niet",
    ),
    "a quote that is too long": (
        "story",
        {"words": "a" * 2_001, "stance": "supports", "statement": "its own"},
        422,
        "korter",
    ),
    "a statement that does not exist": (
        "story",
        {"words": "Meet eerst de hoogte.", "stance": "supports", "statement": "99"},
        422,
        "uitspraak",
    ),
}


@pytest.fixture
def addresses(app, sign_in):
    """A question with a statement, a story to quote, and a member who is signed in; the address of each case."""
    question = make_question(slug="de-vraag")
    story = make_contribution(lesson="Meet eerst de hoogte.")
    sign_in(make_user(Role.MEMBER))
    return {"story": f"/werkbank/bijdragen/{story.public_id}", "its own": str(question.statements[0].id)}


def filled_in(sent, addresses):
    return {name: addresses.get(value, value) for name, value in sent.items()}


@pytest.mark.parametrize("case", CASES)
def test_a_form_comes_back_with_words_that_help(client, addresses, case):
    address, sent, status, message = CASES[case]
    answer = client.post(addresses.get(address, address), data=filled_in(sent, addresses))
    assert answer.status_code == status
    assert message in answer.text
    for value in sent.values():
        if len(value.strip()) > 20:
            assert value in answer.text, "what was typed is lost"
    assert len(db.session.scalars(select(Question)).all()) == 1
    assert len(db.session.scalars(select(Statement)).all()) == 1
    assert db.session.scalars(select(Evidence)).all() == []


def test_mark_up_is_shown_as_the_letters_it_is(client, addresses):
    client.post(f"{BENCH}/nieuw", data={"sentence": f"{SCRIPT}?", "explanation": SCRIPT})
    client.post(f"{BENCH}/de-vraag/uitspraken", data={"text": SCRIPT})
    for page in ("/werkbank", f"{BENCH}/de-vraag", "/vraagstukken", "/vraagstukken/de-vraag"):
        text = client.get(page).text
        assert "<script>alert" not in text and "<img src=x" not in text, page


@pytest.mark.parametrize(
    "chosen", ["facts-99", "title-0", "facts--1", "organisation-0", "facts-", "-", "facts-0-0", "9" * 400]
)
def test_a_sentence_that_does_not_exist_is_not_found(client, addresses, chosen):
    sent = {"sentence": chosen, "stance": "supports", "statement": addresses["its own"]}
    answer = client.post(addresses["story"], data=sent)
    assert answer.status_code in (404, 422)
    assert db.session.scalars(select(Evidence)).all() == []


@pytest.mark.parametrize(
    "path",
    [
        "/werkbank?pagina=-1",
        "/werkbank?pagina=abc",
        "/werkbank?pagina=" + "9" * 400,
        "/werkbank?q=" + "a" * 5_000,
        "/werkbank?soort=x&thema=x&toon=x&uitspraak=x",
    ],
)
def test_nonsense_in_the_address_shows_the_workbench(client, addresses, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/werkbank/citaten/99/weghalen",
        "/werkbank/uitspraken/99/weghalen",
        "/werkbank/uitspraken/99",
        "/werkbank/bijdragen/x",
        f"{BENCH}/bestaat-niet",
        f"{BENCH}/bestaat-niet/publiceren",
    ],
)
def test_what_does_not_exist_is_not_found(client, addresses, path):
    assert client.post(path, data={"text": "x"}).status_code == 404

"""Use it, but do not quote it: the story counts, and none of its words stand anywhere but with the story itself."""

import ast
import re

import pytest
from sqlalchemy import select

from app.accounts.models import Role, Visitor
from app.contributions.models import Audience, Contribution, NewsAddress, Status
from app.contributions.permissions import may_quote, quotable_by
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import Refusal
from app.core.outbox import Email
from app.notifications.models import Notification
from app.stocktaking import operations
from app.stocktaking.models import Evidence, Stance
from tests.databases import ONCE, WALK
from tests.factories import Dimension, make_contribution, make_organisation, make_question, make_user, save, term
from tests.stocktaking.news import mail_of_the_day
from tests.test_every_door import doors
from tests.test_house import ROOT, name_of, tree_of

pytestmark = [ONCE, WALK]

FACTS = "Kanarie zat al een jaar in de put bij het plein. Niemand haalde hem eruit, ook de gemeente niet."
SENTENCE = "Kanarie zat al een jaar in de put bij het plein."
ASKS = "gebruik het wel, citeer het niet"
NOT_QUOTED = "Een inzender, niet geciteerd"


MAY_READ = {
    "app/stocktaking/queries/evidence.py",
    "app/stocktaking/queries/heap.py",
    "app/stocktaking/operations/quoting.py",
    "app/stocktaking/operations/removals.py",  # keeps only their fingerprint, and puts back what counts without words
    "app/woo/queries/stories.py",  # for a request under the law, of which every record is a part
}


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True))
    sign_in(user)
    return user


def story(**changes):
    return make_contribution(title="Titel met wielewaal", facts=FACTS, lesson="Les met merel.", **changes)


def under(question, source, stance=Stance.SUPPORTS, by=None):
    """A quote of its first sentence, as it was put there before."""
    end = len(SENTENCE)
    made = Evidence(contribution=source, stance=stance, field="facts", start=0, end=end, quote=SENTENCE, added_by_id=by and by.id)
    question.statements[0].evidence.append(made)
    db.session.commit()
    return made


def stop_quoting(client, code):
    assert client.post(f"/volg/{code}/strenger", data={"not_quoted": "y"}).status_code == 303


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("status", Status)
def test_the_rule_and_its_sql_agree(app, status, audience, quoted):
    source = make_contribution(status=status, audience=audience, not_quoted=not quoted)
    for person in (Visitor(), *(make_user(role) for role in Role)):
        found = db.session.scalars(select(Contribution).where(quotable_by(person))).all()
        assert (source in found) is may_quote(person, source)


def test_no_sentence_can_be_chosen_and_the_page_says_why(client, member):
    source = story(not_quoted=True)
    assert "Gebruik dit in een vraagstuk" in client.get(f"/bijdragen/{source.public_id}").text
    page = client.get(f"/werkbank/bijdragen/{source.public_id}").text
    assert ASKS in page and 'name="sentence"' not in page and 'name="words"' not in page and SENTENCE in page
    assert "Gebruik het, citeer het niet" in client.get("/werkbank").text
    source.not_quoted = False
    db.session.commit()
    assert "Gebruik het, citeer het niet" not in client.get("/werkbank").text
    assert 'name="sentence"' in client.get(f"/werkbank/bijdragen/{source.public_id}").text


@pytest.mark.parametrize("words", [{"sentence": "facts-0"}, {"words": "een jaar in de put"}])
def test_a_quote_that_was_chosen_before_is_refused_with_the_reason(client, member, words):
    """Somebody had the page open while the contributor decided."""
    source, question = story(not_quoted=True), make_question()
    chosen = {"stance": "supports", "statement": str(question.statements[0].id)} | words
    answer = client.post(f"/werkbank/bijdragen/{source.public_id}", data=chosen)
    assert answer.status_code == 422 and "wil niet geciteerd worden" in answer.text
    assert db.session.scalars(select(Evidence)).all() == []


def test_the_operation_refuses_as_well(app, member):
    source, question = story(not_quoted=True), make_question()
    with app.test_request_context(), pytest.raises(Refusal, match="niet geciteerd"):
        operations.quote(question.statements[0], source, member, "facts", SENTENCE, Stance.SUPPORTS)
    with app.test_request_context(), pytest.raises(Refusal, match="mag je citeren"):
        operations.use(question.statements[0], story(), member, Stance.SUPPORTS)


def test_it_counts_as_evidence_without_words(client, member):
    lever = term(Dimension.LEVER)
    source, question = story(not_quoted=True, terms=[lever]), make_question()
    address = f"/werkbank/bijdragen/{source.public_id}"
    chosen = {"stance": "supports", "statement": str(question.statements[0].id)}
    assert client.post(address, data=chosen).status_code == 302
    chosen["stance"] = "contradicts"
    answer = client.post(address, data=chosen)  # changes the first, for who has seen it
    assert answer.status_code == 409 and "Dit staat al onder de uitspraak: Steunt dit" in answer.text
    seen = re.search(r'name="stands" value="([^"]*)"', answer.text)[1]
    assert client.post(address, data=chosen | {"stands": seen}).status_code == 302
    assert client.post(address, data={"statement": "1"}).status_code == 422
    shown = db.session.scalars(select(Evidence)).one()
    assert (shown.quote, shown.start, shown.end, shown.stance) == ("", 0, 0, Stance.CONTRADICTS)
    page = client.get(f"/vraagstukken/{question.slug}").text
    assert NOT_QUOTED in page and "Spreekt dit tegen" in page and "1 geval" in page
    assert source.title not in page and source.public_id not in page
    assert source.title not in client.get("/werkbank").text, "it is used"
    assert question.sentence in client.get(f"/bijdragen/{source.public_id}").text


def test_what_was_quoted_is_out_of_view_at_once(app, client, member):
    code = "A" * 26
    source, question = story(code=code), make_question()
    under(question, source, by=member)
    under(question, source, Stance.NUANCES, by=member)
    under(question, source, Stance.NUANCES, by=member)
    paths = (f"/vraagstukken/{question.slug}", f"/en/vraagstukken/{question.slug}", f"/werkbank/vraagstukken/{question.slug}")
    assert all(SENTENCE in client.get(path).text for path in paths)
    stop_quoting(client, code)
    assert not any("Kanarie zat" in client.get(path).text for path in paths)
    page = client.get(paths[0]).text
    assert page.count(NOT_QUOTED) == 2, "once for each stance"
    assert source.title not in page and source.public_id not in page
    assert source.title in client.get(paths[2]).text, "who works on it sees which story it is"
    assert client.get(f"/bijdragen/{source.public_id}").text.count(SENTENCE) == 1


def test_who_works_on_the_question_hears_it_and_reads_no_word(client, member):
    code, other, gone = "A" * 26, make_user(Role.MEMBER), make_user()
    source, question = story(code=code), make_question(created_by_id=gone.id)
    under(question, source, by=member)
    stop_quoting(client, code)
    told = db.session.scalars(select(Notification)).one()
    assert told.user_id == member.id and told.path == f"/werkbank/vraagstukken/{question.slug}"
    mail = db.session.scalars(select(Email).where(Email.address == member.email)).one()
    assert "http" in mail.text and not re.search("kanarie|wielewaal|merel", f"{mail.subject} {mail.text}", re.IGNORECASE)
    stop_quoting(client, code)
    assert len(db.session.scalars(select(Notification)).all()) == 1, "once"
    assert other.email not in db.session.scalars(select(Email.address)).all()


def test_its_words_cannot_go_into_a_statement_or_a_question(client, member):
    story(not_quoted=True)
    question = make_question(is_public=False)
    statement = f"/werkbank/uitspraken/{question.statements[0].id}"
    was, says = question.statements[0].text, "Wij zien: kanarie zat al een jaar in de put"
    edit = f"/werkbank/vraagstukken/{question.slug}"
    asked = {"sentence": "Wie haalt hem eruit?", "explanation": f"{says}. Zo ging het.", "state": "new", "version": "1"}
    answers = [
        client.post(f"{edit}/uitspraken", data={"text": says}),
        client.post(statement, data={"text": says, "was": was}),
        client.post("/werkbank/vraagstukken/nieuw", data=asked),
        client.post(edit, data=asked),
    ]
    for answer in answers:
        assert answer.status_code == 409 and "Zeg het in je eigen woorden" in answer.text
        assert "kanarie zat al een jaar in de put" in answer.text, "what was typed is still there"
    question.statements[0].text = says
    db.session.commit()
    assert client.post(f"{edit}/publiceren").status_code == 409
    assert client.post(statement, data={"text": "Een put zonder eigenaar.", "was": says}).status_code == 302
    assert client.post(f"{edit}/publiceren").status_code == 302


def test_only_texts_that_one_may_read_are_looked_through(app, client, member):
    story(not_quoted=True, status=Status.READING)
    question = make_question()
    data = {"text": "Kanarie zat al een jaar in de put bij het plein"}
    assert client.post(f"/werkbank/vraagstukken/{question.slug}/uitspraken", data=data).status_code == 302


def test_the_contributor_hears_that_it_is_used(client, member):
    source, question = story(not_quoted=True), make_question()
    save(NewsAddress(contribution_id=source.id, email="a@b.example", token_hash="x", confirmed_at=now(), delete_on=today()))
    client.post(f"/werkbank/bijdragen/{source.public_id}", data={"stance": "supports", "statement": str(question.statements[0].id)})
    mail_of_the_day()
    mail = db.session.scalars(select(Email)).one()
    assert mail.subject == "Er is nieuws over je bijdrage" and "Je tekst is gebruikt in een vraagstuk" in mail.text


@pytest.mark.parametrize("role", [None, *Role])
def test_behind_every_door_its_words_stand_only_with_the_story_itself(app, client, sign_in, role):
    source = story(not_quoted=True, terms=[term(Dimension.THEME, "ondergrond"), term(Dimension.PHASE, "beheer")])
    question = make_question(slug="het-vraagstuk")
    under(question, source)
    if role:
        sign_in(make_user(role))
    of_itself = {"pages.contribution", "stocktaking.quote"}
    for endpoint, address in doors(app, "GET", [source, make_contribution()], role):
        if endpoint not in of_itself:
            assert "Kanarie zat" not in client.get(address).text, address
    assert ASKS in client.get(f"/bijdragen/{source.public_id}").text


def test_no_other_code_reads_the_words_of_a_quote():
    """So that a new page or file cannot forget who is not to be quoted: it asks `quotes_under`."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        found = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute) and node.attr == "quote"]
        reads = [node for node in found if not (isinstance(node.value, ast.Name) and node.value.id == "operations")]
        assert not reads or name_of(path) in MAY_READ, path

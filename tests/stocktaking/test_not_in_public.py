"""A story that not everybody may read stands nowhere word for word where everybody reads it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Membership, Role, Visitor
from app.contributions.models import Audience, Contribution, Reading, Status
from app.contributions.permissions import fields_at_the_desk, read_at_the_desk_by
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.stocktaking import operations
from app.stocktaking.models import Answer, Decision, Dissent, Question
from app.stocktaking.models import Statement as Said
from app.stocktaking.queries import words_not_to_quote
from app.stocktaking.verbatim import words_taken_over
from tests.factories import make_contribution, make_organisation, make_question, make_user, save

FACTS = "Kanarie zat al een jaar in de put bij het plein. Niemand haalde hem eruit."
SAYS = "Wij zien: kanarie zat al een jaar in de put"
REFUSED = "Zeg het in je eigen woorden"


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.COORDINATOR, make_organisation(is_partner=True))
    sign_in(user)
    return user


def for_members():
    return make_contribution(facts=FACTS, audience=Audience.MEMBERS)


def writings(client, question, office_id):
    """What a member writes with a question, each with these words."""
    base, statement = f"/werkbank/vraagstukken/{question.slug}", question.statements[0]
    reworded = {"sentence": question.sentence, "explanation": SAYS, "state": "new", "version": question.version}
    return {
        "statement": lambda: client.post(f"{base}/uitspraken", data={"text": SAYS}),
        "statement anew": lambda: client.post(f"/werkbank/uitspraken/{statement.id}", data={"text": SAYS, "was": statement.text}),
        "explanation": lambda: client.post(base, data=reworded),
        "answer": lambda: client.post(f"{base}/antwoorden/nieuw", data={"organisation": office_id, "reach": "part", "steps": SAYS}),
        "decision": lambda: client.post(f"{base}/besluiten/nieuw", data={"body": "De raad", "on": f"{today():%d-%m-%Y}", "reason": SAYS}),
        "view": lambda: client.post(f"{base}/standpunt/{office_id}", data={"text": SAYS, "was": ""}),
        "reason": lambda: client.post(f"/vraagstukken/{question.slug}/teruggeven", data={"reason": SAYS}),
    }


@pytest.mark.parametrize("name", ["statement", "statement anew", "explanation", "answer", "decision", "view", "reason"])
def test_it_is_not_written_with_a_public_question_and_is_with_one_for_members(client, member, name):
    for_members()
    office = member.memberships[0].organisation_id
    question = make_question(owner_id=office)
    answer = writings(client, question, office)[name]()
    assert answer.status_code == 409 and REFUSED in answer.text, answer.status_code
    assert SAYS in answer.text, "what was typed is still there"
    question.is_public = False
    db.session.commit()
    assert writings(client, question, office)[name]().status_code == 302


def beside(question, office_id, name):
    common = {"question_id": question.id}
    return {
        "sentence": lambda: setattr(question, "sentence", f"{SAYS}?"),
        "statement": lambda: question.statements.append(Said(position=2, text=SAYS)),
        "answer": lambda: db.session.add(Answer(organisation_id=office_id, reach="part", steps=SAYS, **common)),
        "decision": lambda: db.session.add(Decision(body="De raad", on=today(), reason=SAYS, **common)),
        "view": lambda: db.session.add(Dissent(organisation_id=office_id, text=SAYS, **common)),
    }[name]()


@pytest.mark.parametrize("name", ["sentence", "statement", "answer", "decision", "view"])
def test_a_question_that_says_it_is_not_published(client, member, name):
    question, story = make_question(is_public=False), for_members()
    beside(question, member.memberships[0].organisation_id, name)
    db.session.commit()
    publish = f"/werkbank/vraagstukken/{question.slug}/publiceren"
    answer = client.post(publish)
    assert answer.status_code == 409 and REFUSED in answer.text
    assert client.application.test_client().get(f"/vraagstukken/{question.slug}").status_code == 404
    story.audience = Audience.PUBLIC
    db.session.commit()
    assert client.post(publish).status_code == 302


def test_it_does_not_move_into_a_public_question(client, member):
    for_members()
    inside, public = make_question(is_public=False), make_question()
    inside.statements[0].text = SAYS
    db.session.commit()
    form = {"met": public.slug, "sure": "y", f"uitspraak-{inside.statements[0].id}": "moves"}
    answer = client.post(f"/werkbank/vraagstukken/{inside.slug}/samenvoegen", data=form)
    assert answer.status_code == 409 and REFUSED in answer.text


def test_a_question_for_members_is_asked_in_these_words(client, member):
    for_members()
    asked = {"sentence": "Wie haalt hem eruit?", "explanation": SAYS, "state": "new", "version": "1"}
    assert client.post("/werkbank/vraagstukken/nieuw", data=asked).status_code == 302
    assert not db.session.scalars(select(Question)).one().is_public


def taken(person):
    return words_taken_over([SAYS], words_not_to_quote(person, in_public=True))


def test_what_one_may_not_read_is_not_looked_through(app, member):
    """A refusal would tell that somebody wrote it."""
    make_contribution(facts=FACTS, visible_from=today() + timedelta(days=9))
    make_contribution(facts=FACTS, status=Status.READING)
    make_contribution(facts=FACTS, status=Status.HELD)
    assert taken(member) == "" and taken(make_user(Role.EDITOR)) == ""


@pytest.mark.parametrize("changes", [{"visible_from": today() + timedelta(days=9)}, {"status": Status.READING}, {"status": Status.HELD}])
def test_what_one_reads_at_the_desk_is(app, member, changes):
    """A member who is of the desk as well."""
    story = make_contribution(facts=FACTS, **changes)
    save(Membership(user=member, organisation=make_organisation(), role=Role.EDITOR))
    save(Reading(contribution_id=story.id, reader_id=member.id))
    db.session.refresh(member)
    assert taken(member) == "kanarie zat al een jaar in de put"
    story.status, story.visible_from = Status.PUBLISHED, None
    db.session.commit()
    assert taken(member) == "", "everybody reads it"


@pytest.mark.parametrize("status", Status)
def test_the_rule_of_the_desk_and_its_sql_agree(app, status):
    story, editor = make_contribution(status=status), make_user(Role.EDITOR)
    formerly, other = make_user(Role.MEMBER), make_user(Role.EDITOR)
    for reader in (editor, formerly):
        save(Reading(contribution_id=story.id, reader_id=reader.id))
    for person in (Visitor(), editor, formerly, other):
        found = db.session.scalars(select(Contribution).where(read_at_the_desk_by(person))).all()
        assert (story in found) is bool(fields_at_the_desk(person, story))


@pytest.mark.parametrize("write", [operations.state, operations.decline_ownership])
def test_what_is_written_while_another_publishes_is_looked_at_as_public(app, member, write):
    """The question was read before it was published, and is read anew before its words are looked through."""
    for_members()
    question = make_question(is_public=False, owner_id=member.memberships[0].organisation_id)
    db.session.refresh(question)
    db.session.execute(update(Question).values(is_public=True), execution_options={"synchronize_session": False})
    assert not question.is_public
    with app.test_request_context(), pytest.raises(Refusal, match="eigen woorden"):
        write(question, SAYS, member)


TEXTS = [
    ("een twee drie vier vijf zes zeven acht", "Een, twee. DRIE vier\nvijf zes zeven acht negen", "een twee drie vier vijf zes zeven acht"),
    ("nul een twee drie vier vijf zes zeven acht", "a b c d e f een twee drie vier vijf zes zeven acht", "een twee drie vier vijf zes zeven acht"),
    ("een twee drie vier vijf zes zeven acht", "een twee drie vier vijf zes zeven", ""),
    ("een twee drie vier vijf zes zeven acht", "een twee drie vier acht een twee drie vier vijf zes zeven", ""),
    ("a a a a a a a a a", "b a a a a a a a a", "a a a a a a a a"),
]


@pytest.mark.parametrize(("text", "source", "words"), TEXTS)
@pytest.mark.parametrize("before", range(9))
def test_eight_words_in_a_row_are_found_wherever_they_stand(text, source, words, before):
    assert words_taken_over(["kort", text], ["", "x " * before + source]) == words

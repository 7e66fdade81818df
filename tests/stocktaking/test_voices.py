"""Beside the quotes: counter-evidence, how ripe it is, notes of members, and the view of who sees it otherwise."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.appeals.queries.naming import naming
from app.contributions.models import Audience, Outcome, Status
from app.core.database import db
from app.stocktaking import queries
from app.stocktaking.maturity import Stage, maturity_of
from app.stocktaking.models import Dissent, Evidence, Memo, QuestionChange, Stance
from tests.factories import make_contribution, make_organisation, make_question, make_user

OTHERWISE = "Ken je een geval waar het anders ging?"


@pytest.fixture
def office(app):
    return make_organisation(name="Gemeente Zonnedorp", is_partner=True)


@pytest.fixture
def member(app, sign_in, office):
    user = make_user(Role.MEMBER, office, given_name="Noor", family_name="Bakker")
    sign_in(user)
    return user


def quoted(question, stance=Stance.SUPPORTS, **changes):
    source = make_contribution(**changes)
    question.statements[0].evidence.append(
        Evidence(contribution=source, stance=stance, field="facts", start=0, end=10, quote=source.facts[:10])
    )
    db.session.commit()
    return source


def read(client, question):
    return client.get(f"/vraagstukken/{question.slug}").text


def test_where_every_quote_supports_it_a_case_against_it_is_asked_for(client, member):
    question = make_question()
    assert OTHERWISE not in read(client, question), "without a quote, the first one is asked for"
    quoted(question)
    assert OTHERWISE in read(client, question)
    assert "Waar ging het anders?" in client.get(f"/werkbank/vraagstukken/{question.slug}").text
    quoted(question, Stance.NUANCES)
    assert OTHERWISE not in read(client, question)


def test_a_counter_case_that_one_may_not_read_changes_nothing(client):
    question = make_question(make_contribution())
    before = read(client, question)
    quoted(question, Stance.CONTRADICTS, audience=Audience.MEMBERS, outcome=Outcome.SUCCEEDED)
    quoted(question, Stance.CONTRADICTS, status=Status.WITHDRAWN, outcome=Outcome.SUCCEEDED)
    assert read(client, question) == before and OTHERWISE in before and "Eén geval" in before


def test_quotes_are_counted_by_what_they_do_over_what_the_reader_may_see(client, member, sign_in):
    question = make_question(make_contribution())
    for stance, audience in ((Stance.SUPPORTS, Audience.PUBLIC), (Stance.CONTRADICTS, Audience.PUBLIC), (Stance.NUANCES, Audience.MEMBERS)):
        quoted(question, stance, audience=audience)
    page = read(client, question)
    assert "2 citaten steunen dit, 1 spreekt het tegen, 1 nuanceert het." in page
    page = read(client.application.test_client(), question)
    assert "2 citaten steunen dit, 1 spreekt het tegen." in page and "nuanceert" not in page


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], [(Stage.NO_CASE, 0)]),
        ([(Stance.SUPPORTS, Outcome.STOPPED)], [(Stage.ONE_CASE, 1)]),
        ([(Stance.SUPPORTS, Outcome.PARTLY), (Stance.NUANCES, Outcome.RUNNING)], [(Stage.SEVERAL_CASES, 2)]),
        ([(Stance.CONTRADICTS, Outcome.STOPPED)], [(Stage.ONE_CASE, 1), (Stage.CONTRADICTED, 1)]),
        (
            [(Stance.SUPPORTS, Outcome.SUCCEEDED), (Stance.CONTRADICTS, Outcome.SUCCEEDED), (Stance.CONTRADICTS, Outcome.STOPPED)],
            [(Stage.SEVERAL_CASES, 3), (Stage.CONTRADICTED, 2), (Stage.ANSWERED_ELSEWHERE, 2)],
        ),
    ],
)  # fmt: skip
def test_the_ripeness_is_computed_from_the_cases(app, made, expected):
    question = make_question()
    for stance, outcome in made:
        quoted(question, stance, outcome=outcome)
    reader = make_user()
    seen = queries.seen_by(question, reader)
    assert maturity_of(seen, queries.told_and_helped(seen, reader)[0]).stages == expected


def test_a_contribution_that_is_quoted_twice_is_one_case(client):
    source = make_contribution()
    question = make_question(source)
    question.statements[0].evidence.append(
        Evidence(contribution=source, stance=Stance.SUPPORTS, field="facts", start=2, end=9, quote=source.facts[2:9])
    )
    db.session.commit()
    page = read(client, question)
    assert "Eén geval" in page and "Het is geen cijfer, en geen steekproef." in page


def test_notes_are_for_members_with_the_day_and_who_wrote_them(client, member, sign_in):
    question = make_question()
    address = f"/werkbank/vraagstukken/{question.slug}"
    assert client.post(f"{address}/notities", data={"memo": "Bel de beheerder nog."}).status_code == 302
    page = client.get(address).text
    assert "Bel de beheerder nog." in page and "Noor Bakker" in page
    assert "Bel de beheerder nog." not in read(client, question)
    memo = db.session.scalars(select(Memo)).one()
    colleague = client.application.test_client()
    sign_in(make_user(Role.COORDINATOR), colleague)
    assert "Bel de beheerder nog." in colleague.get(address).text
    assert colleague.post(f"/werkbank/notities/{memo.id}/weghalen").status_code == 409
    assert client.post(f"/werkbank/notities/{memo.id}/weghalen").status_code == 302
    assert db.session.scalars(select(Memo)).all() == []


@pytest.mark.parametrize("typed", ["", "W" * 2001])
def test_a_note_that_cannot_be_comes_back(client, member, typed):
    question = make_question()
    answer = client.post(f"/werkbank/vraagstukken/{question.slug}/notities", data={"memo": typed})
    assert answer.status_code == 422 and typed in answer.text


def test_a_view_that_differs_is_public_with_the_question_and_signed(client, member, office):
    question = make_question(is_public=False)
    address = f"/werkbank/vraagstukken/{question.slug}/standpunt/{office.id}"
    said = "Wij zien het anders:\n\nbij ons tekent de beheerder wel mee."
    assert client.post(address, data={"text": said, "was": ""}).status_code == 302
    stranger = client.application.test_client()
    assert stranger.get(f"/vraagstukken/{question.slug}").status_code == 404
    client.post(f"/werkbank/vraagstukken/{question.slug}/publiceren")
    page = read(stranger, question)
    assert "Gemeente Zonnedorp ziet het anders" in page and "bij ons tekent de beheerder wel mee." in page
    assert "Bakker" not in page, "an organisation signs, not a person"
    (view,) = queries.dissenting_views(question)
    assert (view.organisation, view.text) == ("Gemeente Zonnedorp", said)


def test_one_view_for_each_organisation_written_by_its_own_members(client, member, office, sign_in):
    question, other = make_question(), make_organisation(name="Een ander")
    address = f"/werkbank/vraagstukken/{question.slug}/standpunt"
    assert client.get(f"{address}/{other.id}").status_code == 403
    assert client.post(f"{address}/{other.id}", data={"text": "Namens hen.", "was": ""}).status_code == 403
    assert client.post(f"{address}/{office.id}", data={"text": "Eerst dit.", "was": ""}).status_code == 302
    assert "Eerst dit." in client.get(f"{address}/{office.id}").text
    assert client.post(f"{address}/{office.id}", data={"text": "Nu dit.", "was": "Eerst dit."}).status_code == 302
    assert db.session.scalars(select(Dissent.text)).all() == ["Nu dit."]
    assert client.post(f"{address}/{office.id}/intrekken", data={"was": "Nu dit."}).status_code == 302
    assert client.post(f"{address}/{office.id}/intrekken", data={"was": "Nu dit."}).status_code == 302, "pressed twice"
    assert db.session.scalars(select(Dissent)).all() == []
    steps = db.session.scalars(select(QuestionChange.what).order_by(QuestionChange.id)).all()
    assert steps == ["dissented", "dissented", "dissent_withdrawn"]


def test_two_colleagues_do_not_overwrite_each_other(client, member, office):
    question = make_question()
    address = f"/werkbank/vraagstukken/{question.slug}/standpunt/{office.id}"
    client.post(address, data={"text": "Van een collega.\r\nTwee regels.", "was": ""})
    answer = client.post(address, data={"text": "Van mij.", "was": ""})
    assert answer.status_code == 409 and "Van mij." in answer.text and "Van een collega." in answer.text
    assert client.post(f"{address}/intrekken", data={"was": "Iets ouds."}).status_code == 409
    again = {"text": "Van mij.", "was": "Van een collega.\r\nTwee regels."}
    assert client.post(address, data=again).status_code == 302, "pressed again after a look at theirs"
    assert db.session.scalars(select(Dissent.text)).all() == ["Van mij."]


def test_words_not_to_be_quoted_stand_in_no_note_and_no_view(client, member, office):
    make_contribution(not_quoted=True, facts="Kanarie zat al een jaar in de put bij het plein.")
    question, taken = make_question(is_public=False), "kanarie zat al een jaar in de put bij"
    base = f"/werkbank/vraagstukken/{question.slug}"
    for path, typed in ((f"{base}/notities", {"memo": taken}), (f"{base}/standpunt/{office.id}", {"text": taken, "was": ""})):
        answer = client.post(path, data=typed)
        assert answer.status_code == 409 and "Zeg het in je eigen woorden" in answer.text and taken in answer.text
    db.session.add(Dissent(question_id=question.id, organisation_id=office.id, text=taken))
    db.session.commit()
    assert client.post(f"{base}/publiceren").status_code == 409, "asked for after it was written"


def test_a_name_is_found_in_what_was_written_beside_a_question(app, office):
    """Somebody leaves: what still names them is flagged (app/appeals/queries/naming.py)."""
    question, other = make_question(), make_question()
    db.session.add(Memo(question_id=question.id, text="Vraag het Zwaluwstaart."))
    db.session.add(Dissent(question_id=other.id, organisation_id=office.id, text="Zoals Zwaluwstaart zei."))
    db.session.commit()
    assert {named.thing.id for named in naming("Zwaluwstaart", [])} == {question.id, other.id}

"""What a question and the things beside it said before is put back exactly, once, and never over what somebody did since."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.accounts.operations import erase_account
from app.appeals.operations import flag_mentions
from app.core.clock import now
from app.core.database import db
from app.schedule import run
from app.stocktaking.models import (
    Answer,
    Decision,
    Dissent,
    Memo,
    QuestionStatus,
    Removal,
    Replaced,
    ReplacedSource,
    Statement,
)
from tests.factories import make_contribution, make_organisation, make_user
from tests.stocktaking.said_before import (
    BASE,
    DEEDS,
    change_answer,
    change_decision,
    change_view,
    coordinator,
    done,
    drop_answer,
    each_deed,
    last,
    listed,
    office,
    put_back,
    question,
    reword,
    reword_statement,
    save_question,
    split,
    state,
    story,
    strike_out,
    the,
    view_address,
    withdraw_view,
)

__all__ = ["coordinator", "office", "question", "story"]  # the fixtures of that world


@each_deed
def test_it_says_exactly_what_it_said(client, question, do):
    before = state()
    removal = done(client, do)
    assert state() != before
    assert f"/werkbank/weggehaald/{removal}/terug" in listed(client)
    assert put_back(client, removal).status_code == 302
    assert state() == before
    assert f"/werkbank/weggehaald/{removal}/terug" not in listed(client)
    assert db.session.get(Removal, removal).replaced.was == {}, "no copy stays of what stands there again"


@each_deed
def test_twice_is_once(client, question, do):
    removal = done(client, do)
    put_back(client, removal)
    after = state()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "al teruggezet" in answer.text and state() == after


@each_deed
def test_after_thirty_days_it_is_gone_and_a_job_forgets_it(client, question, do):
    removal = done(client, do)
    db.session.get(Removal, removal).change.at = now() - timedelta(days=30, minutes=1)
    db.session.commit()
    assert "Zet terug" not in listed(client).replace("Zet terug wat", "")
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "meer dan dertig dagen" in answer.text
    run("forget-removals")
    assert [db.session.scalars(select(model)).all() for model in (Removal, Replaced, ReplacedSource)] == [[], [], []]


@pytest.mark.parametrize("role", [Role.HOST, Role.EDITOR, Role.ADMINISTRATOR])
@each_deed
def test_nobody_else_puts_anything_back(client, sign_in, question, do, role):
    removal, after = done(client, do), state()
    sign_in(make_user(role))
    assert put_back(client, removal).status_code == 403 and state() == after


OF_OTHERS = {change_decision: 404, strike_out: 404, change_view: 404, withdraw_view: 404}


@each_deed
def test_another_member_puts_back_what_they_may_do_anew_and_sees_no_more(client, sign_in, question, do):
    before, removal = state(), done(client, do)
    after, said = state(), db.session.get(Removal, removal).replaced.was
    words = next((said[name] for name in ("sentence", "text", "steps", "reason") if said.get(name)), "Wie snoeit er?")
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    assert (words in listed(client)) is (do not in OF_OTHERS)
    assert put_back(client, removal).status_code == OF_OTHERS.get(do, 302)
    assert state() == (after if do in OF_OTHERS else before)


@pytest.mark.parametrize(
    ("do", "since"),
    [
        (reword, lambda client: reword(client, sentence="Wie schoffelt er?")),
        (reword_statement, lambda client: reword_statement(client, "Weer anders.")),
        (change_answer, lambda client: change_answer(client, "Wij schreven.")),
        (change_answer, lambda client: change_answer(client, other_stories="")),
        (change_decision, lambda client: change_decision(client, "Nu wel.")),
        (change_view, lambda client: change_view(client, "Wij weten het niet.")),
        (withdraw_view, lambda client: client.post(view_address(), data={"text": "Nieuw.", "was": ""})),
    ],
)
def test_what_was_changed_since_stays(client, question, story, do, since):
    more = {"other_stories": f"/bijdragen/{story.public_id}"} if do is change_answer else {}
    removal = done(client, do, **more)
    assert since(client).status_code == 302
    after = state()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "intussen veranderd" in answer.text and state() == after


def test_one_after_another_it_goes_all_the_way_back(client, question):
    before = state()
    first = done(client, reword_statement, text="Anders.")
    between = state()
    second = done(client, reword_statement, text="Weer anders.")
    assert put_back(client, second).status_code == 302 and state() == between
    assert put_back(client, first).status_code == 302 and state() == before


def test_what_stood_there_last_can_be_had_again(client, question):
    removal = done(client, reword)
    after = state()
    put_back(client, removal)
    assert put_back(client, last()).status_code == 302 and state() == after


def test_only_what_was_changed_goes_back(client, question):
    removal = done(client, save_question, sentence="Wie snoeit de bomen?")
    assert save_question(client, explanation="Nu wel.").status_code == 302
    put_back(client, removal)
    assert (question.sentence, question.explanation) == ("Wie beheert het groen?", "Nu wel.")


def test_saving_without_a_change_leaves_nothing_to_put_back(client, question):
    assert save_question(client).status_code == 302
    assert last() is None


def test_a_day_that_an_owner_promised_since_stays(client, sign_in, question):
    removal = done(client, save_question, due_on="")
    question.owner, question.owner_accepted_at = make_organisation(is_partner=True), now()
    db.session.commit()
    sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)))
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "toegezegd" in answer.text and question.due_on is None


def test_a_status_does_not_go_back_to_answered_without_an_answer(client, question):
    question.status = QuestionStatus.ANSWERED
    db.session.commit()
    removal = done(client, save_question, state="new")
    assert put_back(client, removal).status_code == 409 and question.status is QuestionStatus.NEW


def test_the_words_of_a_statement_that_was_taken_away_wait_for_it(client, question):
    before = state()
    words = done(client, reword_statement)
    statement = db.session.scalars(select(Statement).where(Statement.position == 2)).one()
    client.post(f"/werkbank/uitspraken/{statement.id}/weghalen", data={"sure": "y"})
    taken = last()
    answer = put_back(client, words)
    assert answer.status_code == 409 and "Zet dat eerst terug" in answer.text
    put_back(client, taken)
    assert put_back(client, words).status_code == 302 and state() == before


def test_the_words_of_an_answer_that_was_dropped_wait_for_it(client, question):
    before = state()
    words = done(client, change_answer)
    taken = done(client, drop_answer)
    answer = put_back(client, words)
    assert answer.status_code == 409 and "Zet dat eerst terug" in answer.text
    put_back(client, taken)
    assert put_back(client, words).status_code == 302 and state() == before


def test_an_answer_that_was_signed_off_stays(client, question):
    removal = done(client, change_answer)
    client.post(f"/werkbank/antwoorden/{the(Answer).id}/aftekenen", data={"version": the(Answer).version})
    after = state()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "afgetekend" in answer.text and state() == after


def test_what_an_answer_rests_on_stays_where_this_member_may_not_read_it(client, question, story):
    """Somebody chose another source since, which this member may not read: it was not theirs to leave out."""
    hidden = make_contribution()
    removal = done(client, change_answer, other_stories=f"/bijdragen/{hidden.public_id}")
    hidden.status = "withdrawn"
    db.session.commit()
    assert put_back(client, removal).status_code == 302
    assert {source.contribution_id for source in the(Answer).sources} == {story.id, hidden.id}


@each_deed
def test_words_of_who_is_not_quoted_any_more_do_not_come_back(client, question, do):
    source = make_contribution(facts="Wij haalden de stoeptegels weg zonder dat iemand het had gevraagd.")
    said = "Wij haalden de stoeptegels weg zonder dat iemand het had gevraagd"
    question.explanation, question.statements[0].text, question.statements[1].text = said, f"{said}!", f"{said}."
    for model, name in ((Answer, "steps"), (Decision, "reason"), (Dissent, "text"), (Memo, "text")):
        setattr(the(model), name, said)
    db.session.commit()
    removal, after = done(client, do), state()
    source.not_quoted = True
    db.session.commit()
    answer = put_back(client, removal)
    assert answer.status_code == 409 and "niet mag citeren" in answer.text
    db.session.rollback()
    assert state() == after


def test_the_page_tells_what_it_was_in_words(client, question):
    reword(client)
    change_answer(client)
    change_decision(client)
    strike_out(client)
    withdraw_view(client)
    for language, said in (("", ("Het vraagstuk, zoals het was", "4 mei 2030", "Nieuw", "Een deel ervan", "niets")), ("/en", ("The question, as it was", "4 May 2030", "New", "A part of it"))):
        page = client.get(f"{language}{BASE}/weggehaald").text
        for words in (*said, "Wie beheert het groen?", "Niemand belt.", "Wij belden.", "Gemeente Putten", "Het kan.", "Vraag dit na.", "Wij zien het anders.", "Noor"):
            assert words in page or words == "niets", words
    assert "/weggehaald" in client.get(BASE).text and "/weggehaald" in client.get(f"{BASE}/antwoorden").text


def test_nothing_of_it_stands_where_others_read(app, client, question):
    question.is_public = True
    db.session.commit()
    for do in DEEDS[:2] + DEEDS[3:6]:
        done(client, do)
    page = app.test_client().get("/vraagstukken/wie-beheert").text
    for words in ("Wie beheert het groen?", "Niemand belt.", "Zin 2.", "Wij belden.", "Het kan."):
        assert words not in page


def test_a_note_goes_with_the_account_of_who_struck_it_out(client, question, coordinator):
    done(client, strike_out)
    erase_account(coordinator)
    db.session.commit()
    assert db.session.scalars(select(Replaced)).all() == []


@each_deed
def test_words_with_the_name_of_who_left_do_not_come_back(client, question, do):
    leaves = make_user(family_name="Coëlho", email="e.coelho@voorbeeld.example")
    said = "Vraag het aan Coëlho"
    question.explanation, question.statements[0].text, question.statements[1].text = said, f"{said}!", f"{said}."
    for model, name in ((Answer, "steps"), (Decision, "reason"), (Dissent, "text"), (Memo, "text")):
        setattr(the(model), name, said)
    db.session.commit()
    removal = done(client, do)
    flag_mentions(leaves)
    db.session.commit()
    assert (db.session.get(Removal, removal) is None) is (do is not split), "of a split nothing is kept but its place"


def test_other_words_can_still_be_put_back_when_somebody_left(client, question):
    before, removal = state(), done(client, reword)
    flag_mentions(make_user(family_name="Beheer"))
    db.session.commit()
    assert put_back(client, removal).status_code == 302 and state() == before


def test_all_of_the_thirty_days_can_be_reached(client, question):
    removals = [done(client, reword, explanation=f"Uitleg {n}.") for n in range(43)]
    pages = [client.get(f"{BASE}/weggehaald{there}").text for there in ("", "?pagina=2", "?pagina=3")]
    there = [[removal for removal in reversed(removals) if f"/weggehaald/{removal}/terug" in page] for page in pages]
    assert list(map(len, there)) == [20, 20, 3] and sum(there, []) == removals[::-1]
    assert 'rel="next"' in pages[0] and 'href="/werkbank/vraagstukken/wie-beheert/weggehaald?pagina=3"' in pages[1]
    assert f"/weggehaald/{removals[0]}/terug" in client.get(f"{BASE}/weggehaald?pagina=99").text
    assert client.get(f"{BASE}/weggehaald?pagina=x").status_code == 200

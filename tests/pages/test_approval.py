"""The contributor decides about the text: what is proposed, beside the own text; and what silence does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import schedule
from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import CallbackAddress, Contribution, Proposal, Status
from app.core import clock
from app.core.clock import now, today
from app.core.database import db
from app.core.deal import deal
from app.core.outbox import Email
from tests.contributions.followed import NEW, fresh, is_listed, propose, read_by_two, say_yes, waiting
from tests.factories import make_contribution, make_user, save, seen_text

OWN, THEIRS = "De put lag hoog in de straat.", "De put lag laag in de straat."


@pytest.fixture
def later(monkeypatch):
    """Lets days pass: `later(8)`. The night job runs each time."""
    began = now()

    def pass_by(days):
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(days=days))
        schedule.JOBS["mind-silence"][0]()
        schedule.JOBS["forget-ended-stories"][0]()
        db.session.commit()

    return pass_by


def subjects():
    return sorted(db.session.scalars(select(Email.subject).where(Email.key.like("callback-%"))))


def steps(story):
    return [step.what for step in fresh(story).steps]


def sides(page):
    """The two texts of the facts as they stand beside each other, with their marks."""
    beside = re.search(r'<div class="naast">(.*?)</section>|<div class="naast">(.*?)<details', page, re.DOTALL)[0]
    return re.findall(r'<p class="verhaal" lang="nl">(.*?)</p>', beside, re.DOTALL)[:2]


def test_the_proposed_text_stands_beside_the_own_text_with_the_difference_marked(client, code):
    propose(code)
    own, theirs = sides(client.get(f"/volg/{code}").text)
    assert own == "De put lag <del>hoog</del> in de straat."
    assert theirs == "De put lag <ins>laag</ins> in de straat."


def test_both_texts_are_whole_and_what_stays_is_said_to_stay(client, code):
    story = propose(code)
    page = client.get(f"/volg/{code}").text
    bare = [re.sub(r"</?(ins|del)>", "", side) for side in sides(page)]
    assert bare == [OWN, THEIRS]
    assert page.count("Hier verandert niets.") == 2 and page.count(story.lesson) >= 2


def test_the_difference_is_in_words_and_lines_not_in_colour_alone(app):
    css = (app.config["DEALS_DIR"].parent / "static" / "css" / "straatwijs.css").read_text()
    for element, line, word in (("ins", "underline", "nieuw"), ("del", "line-through", "weggehaald")):
        assert re.search(rf"\t{element} {{[^}}]*text-decoration: {line}", css)
        assert re.search(rf'{element}:lang\(nl\)::before {{ content: " \[{word}', css)


def test_approving_takes_the_proposed_text_over(client, code):
    story = propose(code)
    assert say_yes(client, code).status_code == 303
    assert fresh(story).facts == THEIRS and is_listed(story)


def test_changing_is_read_again_and_the_own_words_win(client, code):
    story = propose(code)
    page = client.get(f"/volg/{code}/tekst").text
    assert THEIRS in page, "the form begins with the text that is proposed"
    client.post(f"/volg/{code}/tekst", data=NEW)
    assert fresh(story).facts == NEW["facts"] and fresh(story).status is Status.READING and not is_listed(story)


def test_changing_back_to_the_own_text_is_a_no_to_the_proposal(client, code):
    story = propose(code)
    own = {"title": story.title, "facts": OWN, "lesson": story.lesson, "opinion": ""}
    assert client.post(f"/volg/{code}/tekst", data=own).status_code == 303
    assert fresh(story).facts == OWN and fresh(story).status is Status.READING
    assert db.session.scalars(select(Proposal)).one().approved is False
    assert all(reading.accepted_at is None for reading in fresh(story).readings)


def test_refusing_with_a_reason_keeps_the_own_text(client, code):
    story = propose(code)
    client.post(f"/volg/{code}/niet-akkoord", data={"why": "Hij lag echt hoog."})
    assert fresh(story).facts == OWN and fresh(story).status is Status.READING and not is_listed(story)
    assert "Hij lag echt hoog." in client.get(f"/volg/{code}").text


@pytest.mark.parametrize(("deed", "form"), [("akkoord", {}), ("niet-akkoord", {"why": "Dit is te scherp gezegd."})])
def test_an_answer_to_a_proposal_that_changed_after_the_page_was_opened_is_refused(client, code, deed, form):
    story = propose(code)
    seen = re.search(r'name="seen" value="(\w+)"', client.get(f"/volg/{code}").text)[1]
    proposal = db.session.scalars(select(Proposal)).one()
    proposal.facts = "De put lag nergens."
    db.session.commit()
    answer = client.post(f"/volg/{code}/{deed}", data=form | {"seen": seen})
    assert answer.status_code == 409 and "Lees hem nog een keer" in answer.text
    assert form.get("why", "") in answer.text
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL and fresh(story).facts == OWN


def test_said_beforehand_and_unchanged_it_appears_without_another_word(app):
    story = make_contribution(status=Status.RECEIVED, unchanged_is_fine=True)
    read_by_two(story)
    assert fresh(story).status is Status.PUBLISHED and is_listed(story)


def test_said_beforehand_but_changed_it_waits(code):
    story = propose(code, unchanged_is_fine=True)
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL and not is_listed(story)


def test_silence_keeps_it_unpublished_for_ever(client, code, later):
    story = propose(code, unchanged_is_fine=True)
    for days in (1, 8, 30, deal().closing_days - 1, deal().closing_days, deal().closing_days + 20):
        later(days)
        assert not is_listed(story) and client.get(f"/bijdragen/{story.public_id}").status_code == 404
    assert fresh(story).facts == OWN


def test_reminders_come_on_their_days_once_and_hold_no_text(client, code, later):
    story = propose(code)
    save(CallbackAddress(contribution_id=story.id, email="bel@x.example", delete_on=today() + timedelta(days=90)))
    first, second = deal().remind_days
    for days, mails in ((first - 1, 0), (first, 1), (first, 1), (first + 1, 1), (second - 1, 1), (second, 2), (second + 9, 2)):
        later(days)
        assert subjects() == ["De redactie wacht nog op jou"] * mails, days
    assert not any(OWN in mail or THEIRS in mail for mail in db.session.scalars(select(Email.text)))
    assert "We herinnerden je eraan" in client.get(f"/volg/{code}").text


def test_days_that_were_missed_give_one_reminder(code, later):
    story = propose(code)
    later(deal().remind_days[1] + 3)
    later(deal().remind_days[1] + 4)
    assert steps(story).count("reminded") == 1


def test_the_end_is_named_on_the_page_and_true(client, code, later):
    story = propose(code)
    save(CallbackAddress(contribution_id=story.id, email="bel@x.example", delete_on=today() + timedelta(days=90)))
    page = client.get(f"/volg/{code}").text
    closing = today() + timedelta(days=deal().closing_days)
    assert f"Op {closing.day} " in page and "Zolang je niets zegt, ziet niemand het." in page
    later(deal().closing_days - 1)
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL
    later(deal().closing_days)
    assert fresh(story).status is Status.WITHDRAWN and steps(story)[-1] == "lapsed"
    assert "Je bijdrage is gesloten, omdat er geen antwoord kwam" in subjects()
    page = client.get(f"/volg/{code}").text
    assert "Gesloten, omdat er geen antwoord kwam" in page and "Ga verder met mijn verhaal" in page
    later(deal().closing_days + deal().ended_days)
    assert db.session.scalars(select(Contribution)).all() == [] and client.get(f"/volg/{code}").status_code == 404


def test_after_the_end_the_contributor_can_go_on_where_it_stood(client, code, later):
    story = propose(code)
    later(deal().closing_days)
    for _press in range(2):
        assert client.post(f"/volg/{code}/verder").status_code == 303
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL and steps(story).count("taken_up") == 1
    later(deal().closing_days + 1)
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL, "the days count anew"
    assert say_yes(client, code).status_code == 303
    assert fresh(story).facts == THEIRS and is_listed(story)


def test_what_was_handed_back_ends_the_same_way(client, code, later):
    story = make_contribution(code=code, status=Status.RECEIVED)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    operations.hand_back(story, editor, "Schrijf erbij wanneer het was.")
    db.session.commit()
    assert "dan sluiten we je verhaal op" in client.get(f"/volg/{code}").text
    later(deal().closing_days)
    assert fresh(story).status is Status.WITHDRAWN
    client.post(f"/volg/{code}/verder")
    assert fresh(story).status is Status.RETURNED


def test_a_question_alone_reminds_and_closes_nothing(code, later):
    story = make_contribution(code=code, status=Status.RECEIVED)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    operations.ask(story, editor, "Wanneer was dit?")
    db.session.commit()
    later(deal().remind_days[0])
    assert steps(story)[-1] == "reminded"
    later(deal().closing_days * 3)
    assert fresh(story).status is Status.READING


def test_while_the_desk_is_to_move_nobody_is_reminded(code, later):
    story = make_contribution(code=code, status=Status.RECEIVED)
    later(deal().closing_days * 2)
    assert fresh(story).status is Status.RECEIVED and steps(story) == []


def test_what_is_frozen_is_not_closed(client, code, later):
    story = waiting(code)
    operations.freeze([story.id], "Woo-7", today(), by=make_user(Role.ADMINISTRATOR))
    db.session.commit()
    later(deal().closing_days + 1)
    assert fresh(story).status is Status.WAITING_FOR_APPROVAL


def test_who_took_it_back_cannot_take_it_up(client, code):
    story = waiting(code)
    client.post(f"/volg/{code}/intrekken", data={"sure": "y"})
    assert "Ga verder met mijn verhaal" not in client.get(f"/volg/{code}").text
    assert client.post(f"/volg/{code}/verder").status_code == 409
    assert fresh(story).status is Status.WITHDRAWN


def test_the_mark_in_the_form_is_that_of_the_text_on_the_page(client, code):
    story = propose(code)
    assert f'name="seen" value="{seen_text(story)}"' in client.get(f"/volg/{code}").text

"""A note becomes a draft by its writer's tap alone; a note taker may ask for it, and learns no more than yes, asked or no."""

import re
from datetime import timedelta

import pytest

from app.challenges.models import ChallengeStatus
from app.contributions.models import Draft
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.gatherings.models import BegunHere, Gathering, NoteQuestion, Task, TurnedNote
from app.taxonomy.models import Term
from tests.candour.normal import received
from tests.factories import (
    make_user,
    save,
)
from tests.gatherings.made import give
from tests.gatherings.signing_up import job
from tests.gatherings.turned import TEXT, draft, noted, rows, sent, tap, walk_to_turn, with_photo
from tests.gatherings.walked import CODE, all_notes, leave, make_note


@pytest.fixture
def walk(app):
    return walk_to_turn()


def ask(desk, note):
    """A note taker asks the writer of a note."""
    slug = db.session.get(Gathering, note.gathering_id).slug
    return desk.post(f"/bijeenkomsten/{slug}/schrijvers/{note.public_id}/vraag")


def test_one_tap_opens_the_story_with_the_words_the_kind_the_challenge_and_the_theme(client, walk):
    note = noted(client, walk)
    assert "Maak hier een bijdrage van" in client.get(f"/lopen/{CODE}").text
    answer = tap(client, note)
    assert answer.status_code == 303 and answer.location.endswith("/verhaal")
    page = client.get(answer.location).text
    assert TEXT in page and "De put" in page and "herkent misschien je verhaal" in page
    made = draft()
    assert made.typed["kind"] == {"kind": ["learned"]} and made.typed["where"] == {"themes": ["ondergrond"]}
    assert made.challenge.slug == "de-uitdaging" and made.sent_as_id is None
    assert [(row.gathering_id, row.stop_id) for row in rows(BegunHere)] == [(walk.gathering_id, walk.gathering.stops[0].id)]
    assert all_notes(walk)[0].text == TEXT, "the note stays as it is"


def test_pressed_twice_it_is_one_draft(client, walk):
    note = noted(client, walk)
    first = tap(client, note).location
    assert tap(client, note).location == first and "Verder met je bijdrage" in client.get(f"/lopen/{CODE}").text
    assert len(rows(Draft)) == len(rows(TurnedNote)) == 1


def test_another_phone_with_the_note_learns_nothing_of_what_was_begun_or_sent(app, client, sign_in, walk):
    note, other = with_photo(client, walk), app.test_client()
    code = re.search(r'<p class="code">([^<]+)<', client.post(f"/lopen/{CODE}/meenemen/code", follow_redirects=True).text)
    assert other.post(f"/lopen/{CODE}/meenemen", data={"phone_code": code[1]}).status_code == 303
    other.get(f"/lopen/{CODE}")  # says once that the notes are here
    before = received(other.get(f"/lopen/{CODE}"))
    there = tap(client, note).location
    assert received(other.get(f"/lopen/{CODE}")) == before
    refused = tap(other, note)
    assert refused.status_code == 409 and "Ga daar verder" in refused.text and other.get(there).status_code == 404
    assert client.get(there).status_code == 200, "it stays where it began"
    sent(client, there.rsplit("/", 1)[0])
    for page in (f"/lopen/{CODE}", f"/lopen/{CODE}/1"):
        assert "Je maakte een bijdrage van deze notitie" in client.get(page).text and "Je maakte" not in other.get(page).text
    assert received(other.get(f"/lopen/{CODE}")) == before and received(tap(other, note)) == received(refused)
    assert "met de code die je toen kreeg" in tap(client, note).text


def test_who_is_signed_in_goes_on_elsewhere_with_their_own_draft_only(app, client, sign_in, walk):
    note, other = noted(client, walk), app.test_client()
    owner = make_user()
    sign_in(owner, client)
    there = tap(client, note).location
    other.set_cookie(app.config["WALKER_COOKIE_NAME"], client.get_cookie(app.config["WALKER_COOKIE_NAME"]).value)
    sign_in(make_user(), other)
    assert tap(other, note).status_code == 409
    other.get("/uitloggen")
    sign_in(owner, other)
    assert tap(other, note).location == there and len(rows(Draft)) == 1


def test_without_a_kind_the_first_screen_asks_for_it(client, walk):
    note = noted(client, walk, kind="")
    answer = tap(client, note)
    assert answer.location.endswith("/soort") and client.get(answer.location).status_code == 200
    assert "kind" not in draft().typed and draft().typed["story"]["facts"] == [TEXT]


@pytest.fixture
def gone(walk):
    """The theme of the first stop can be chosen no longer; the vocabulary is that of all tests, so it comes back."""
    theme = walk.gathering.stops[0].theme
    theme.until = walk.gathering.on
    db.session.commit()
    yield theme
    db.session.rollback()
    db.session.get(Term, theme.id).until = None
    db.session.commit()


def test_a_closed_challenge_and_a_theme_that_went_are_left_out(client, walk, gone):
    walk.gathering.stops[0].challenge.status = ChallengeStatus.CLOSED
    db.session.commit()
    tap(client, noted(client, walk))
    assert draft().challenge is None and "where" not in draft().typed


def test_nobody_but_the_writer_turns_a_note(app, client, sign_in, walk):
    note = noted(client, walk)
    phone = app.test_client()
    leave(phone)
    sign_in(give(walk.gathering).user, phone)
    for other in (phone, app.test_client()):
        assert tap(other, note).status_code == 404 and tap(other, note, what="liever-niet").status_code == 404
    assert tap(client, note, code="geraden222").status_code == 404
    assert not rows(Draft)


def test_a_note_that_was_taken_back_becomes_nothing_and_a_draft_of_it_stays(client, walk):
    note = noted(client, walk)
    tap(client, note)
    tap(client, note, what="terug")
    assert tap(client, note).status_code == 404
    assert draft().typed["story"]["facts"] == [TEXT] and not rows(TurnedNote)


def test_a_draft_that_was_thrown_away_can_be_begun_again(client, walk):
    note = noted(client, walk)
    first = tap(client, note).location
    client.post(first.replace("/verhaal", "/weg"))
    assert not rows(BegunHere) and not rows(TurnedNote)
    assert tap(client, note).location != first and len(rows(Draft)) == 1


def test_after_the_walk_the_writer_still_can(client, walk):
    note = noted(client, walk)
    walk.gathering.on = walk.gathering.on.replace(year=walk.gathering.on.year - 1)
    db.session.commit()
    assert "Maak hier een bijdrage van" in client.get(f"/lopen/{CODE}").text
    assert tap(client, note).status_code == 303


def test_a_note_taker_asks_once_and_the_writer_declines(app, client, sign_in, walk):
    note, desk = noted(client, walk), app.test_client()
    sign_in(give(walk.gathering, Task.NOTE_TAKER, make_user()).user, desk)
    page = f"/bijeenkomsten/{walk.gathering.slug}/notities"
    assert "Vraag of de schrijver" in desk.get(page).text
    for _press in range(2):
        assert ask(desk, note).status_code == 303
    assert len(rows(NoteQuestion)) == 1 and "Gevraagd op" in desk.get(page).text
    own = client.get(f"/lopen/{CODE}").text
    assert "Een notulist vraagt" in own and "Nee, liever niet" in own
    assert tap(client, note, what="liever-niet").status_code == 303
    assert "liever geen bijdrage" in desk.get(page).text and "Vraag of de schrijver" not in desk.get(page).text
    own = client.get(f"/lopen/{CODE}").text
    assert "Nee, liever niet" not in own and "Maak hier een bijdrage van" in own, "they can still change their mind"


def test_the_note_taker_does_not_read_whether_it_was_done(app, client, sign_in, walk):
    note, desk = noted(client, walk), app.test_client()
    sign_in(give(walk.gathering).user, desk)
    page = f"/bijeenkomsten/{walk.gathering.slug}/notities"
    ask(desk, note)
    desk.get(page)  # says once that it was asked
    before = received(desk.get(page))
    tap(client, note)
    assert received(desk.get(page)) == before
    assert "Een notulist vraagt" not in client.get(f"/lopen/{CODE}").text, "it is being done"


def test_there_is_no_question_to_decline_and_none_on_paper(client, sign_in, walk):
    note = noted(client, walk)
    assert tap(client, note, what="liever-niet").status_code == 409
    on_paper = make_note(walk, text="Van papier")
    on_paper.walker_id = None
    db.session.commit()
    sign_in(give(walk.gathering).user, client)
    page = f"/bijeenkomsten/{walk.gathering.slug}/notities"
    assert client.get(page).text.count("Vraag of de schrijver") == 1
    assert ask(client, on_paper).status_code == 409 and not rows(NoteQuestion)


@pytest.mark.parametrize("who", [None, Task.HELPER])
def test_only_note_takers_ask(app, client, sign_in, walk, who):
    note, other = noted(client, walk), app.test_client()
    if who:
        sign_in(give(walk.gathering, who, make_user()).user, other)
    answer = ask(other, note)
    assert answer.status_code == (403 if who else 401) and not rows(NoteQuestion)


def test_many_notes_take_no_more_statements_than_one(client, walk):
    taken = []
    for number in range(9):
        leave(client, text=f"Notitie {number}")
        client.get(f"/lopen/{CODE}")
        taken.append(client.statements)
    assert taken[-1] <= taken[0]


def test_all_of_it_goes_with_the_note_and_with_the_draft(client, walk, monkeypatch):
    note = noted(client, walk)
    tap(client, note)
    save(NoteQuestion(note_id=note.id, asked_by_id=make_user().id))
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=deal().draft_days + 1))
    job("forget-drafts")
    assert not rows(Draft) and not rows(BegunHere) and not rows(TurnedNote) and rows(NoteQuestion)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=92))
    job("forget-walk-notes")
    assert not rows(NoteQuestion)

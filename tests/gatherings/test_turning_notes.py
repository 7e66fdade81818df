"""A note becomes a draft by its writer's tap alone; a note taker may ask for it, and learns no more than yes, asked or no."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.challenges.models import ChallengeStatus
from app.contributions.models import Draft, DraftPhoto, Photo, PhotoState, Seen, Status
from app.contributions.queries import names_of_photo_files
from app.core import clock, storage
from app.core.database import db
from app.core.deal import deal
from app.gatherings.models import BegunHere, Gathering, NoteQuestion, Stop, Task, TurnedNote
from app.taxonomy.models import Term
from tests.candour.normal import received
from tests.contributions.sharing import CHECK, SHARE, STORY, WHERE
from tests.factories import Dimension, make_challenge, make_municipality, make_organisation, make_user, save, term
from tests.gatherings.made import give
from tests.gatherings.signing_up import job
from tests.gatherings.walked import CODE, all_notes, leave, make_note, make_walk
from tests.photographs import jpeg

TEXT = "De put ligt op het hoogste punt van het plein."


@pytest.fixture
def walk(app):
    about = {"challenge": make_challenge(slug="de-uitdaging"), "theme": term(Dimension.THEME, "ondergrond")}
    return make_walk(stops=[Stop(number=1, title="De put", **about), Stop(number=2, title="Het plein")])


def noted(client, walk, **typed):
    """What this phone noted: the one note that there is."""
    assert leave(client, **{"text": TEXT, "kind": "learned"} | typed).status_code == 303
    return all_notes(walk)[0]


def tap(client, note, code=CODE, what="bijdrage"):
    return client.post(f"/lopen/{code}/notities/{note.public_id}/{what}")


def ask(desk, note):
    """A note taker asks the writer of a note."""
    slug = db.session.get(Gathering, note.gathering_id).slug
    return desk.post(f"/bijeenkomsten/{slug}/schrijvers/{note.public_id}/vraag")


def draft():
    db.session.expire_all()
    return db.session.scalars(select(Draft)).one()


def rows(table):
    db.session.expire_all()
    return db.session.scalars(select(table)).all()


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


def test_without_a_kind_the_first_screen_asks_for_it(client, walk):
    note = noted(client, walk, kind="")
    answer = tap(client, note)
    assert answer.location.endswith("/soort") and client.get(answer.location).status_code == 200
    assert "kind" not in draft().typed and draft().typed["story"]["facts"] == [TEXT]


def with_photo(client, walk):
    return noted(client, walk, photo=(io.BytesIO(jpeg()), "x.jpg"), alt="Een put")


def stored():
    return set(storage.names("photos"))


def test_the_photo_comes_along_in_files_of_its_own_and_only_its_browser_sees_it(app, client, walk):
    note = with_photo(client, walk)
    assert "De foto gaat mee" in client.get(f"/lopen/{CODE}").text
    there = tap(client, note).location
    tap(client, note)
    made = draft()
    shown = f"/deel/{made.public_id}/foto"
    assert shown in client.get(there).text and "Een put" in client.get(there).text
    assert client.get(shown).mimetype == "image/jpeg" and app.test_client().get(shown).status_code == 404
    kept = made.photo.files()
    assert stored() == set(kept), "pressed twice it is one copy"
    assert client.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 303
    assert client.get(shown).status_code == 200 and set(kept) <= names_of_photo_files(), "it outlives the note, and no sweep takes it"


@pytest.mark.parametrize("how", ["left out", "thrown away", "too old"])
def test_a_photo_that_is_not_sent_leaves_nothing_behind(client, walk, how):
    tap(client, with_photo(client, walk))
    public_id = draft().public_id
    if how == "left out":
        assert client.post(f"/deel/{public_id}/verhaal", data={"facts": TEXT, "action": "photo_out"}).status_code == 303
        assert "Je foto gaat mee" not in client.get(f"/deel/{public_id}/verhaal").text and draft().typed["story"]["facts"] == [TEXT]
    elif how == "thrown away":
        assert client.post(f"/deel/{public_id}/weg").status_code == 303
    else:
        draft().changed_at = clock.now() - timedelta(days=400)
        db.session.commit()
        job("forget-drafts")
        db.session.expire_all()
        assert not names_of_photo_files(), "the sweep takes what nobody names"
        return
    assert not stored() and not rows(DraftPhoto) and client.get(f"/deel/{public_id}/foto").status_code == 404
    assert all_notes(walk)[0].photo is not None


def test_once_sent_it_is_a_photo_as_any_other_that_nobody_else_sees_yet(client, walk):
    note = with_photo(client, walk)
    there = tap(client, note).location
    made = draft()
    made.photo.is_scanned = False
    db.session.commit()
    assert "virusscanner" in client.get(there).text and client.get(f"/deel/{made.public_id}/foto").status_code == 404
    kept = set(made.photo.files())
    page = sent(client, there.rsplit("/", 1)[0])
    db.session.expire_all()
    photo = db.session.scalars(select(Photo)).one()
    assert set(photo.files()) == kept == stored() and not rows(DraftPhoto)
    assert (photo.state, photo.seen, photo.alt, photo.is_complete) == (PhotoState.WAITING, Seen.TEXT, "Een put", False)
    assert "Je foto ging mee" in page and photo.contribution.status is Status.RECEIVED
    assert [step.what for step in photo.contribution.steps] == ["submitted", "photo_added"]


def sent(client, base):
    """The page after sending the story."""
    for name, make in (("Ede", make_municipality), ("Bureau Kijk", make_organisation)):
        make(name=name)
    for word, data in (("verhaal", STORY), ("waar", WHERE), ("delen", SHARE)):
        client.post(f"{base}/{word}", data=data)
    assert "Je foto gaat mee" in client.get(f"{base}/controle").text
    answer = client.post(f"{base}/controle", data=CHECK)
    assert answer.status_code == 303, answer.text
    return client.get(f"{base}/verstuurd").text


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

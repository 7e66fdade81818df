"""Walking along without an account: opening the walk, leaving a note, and seeing and taking back one's own."""

import io
from datetime import timedelta

import pytest

from app.accounts.models import Visitor
from app.accounts.operations.throttling import GUESSES
from app.challenges.models import ChallengeStatus
from app.core import clock, storage
from app.core.clock import now, today
from app.core.database import db
from app.gatherings import operations, queries
from app.gatherings.models import FieldNote, GatheringStatus, Stop
from app.gatherings.operations.walking import LEGIBLE, LETTERS, new_code
from tests.factories import make_challenge
from tests.gatherings.walked import CODE, all_notes, leave, make_note, make_walk, own_ids
from tests.photographs import SECRET, jpeg


def test_a_code_can_be_read_aloud_and_not_guessed():
    codes = {new_code() for _n in range(500)}
    assert len(codes) == 500 and all(len(code) == LETTERS and set(code) <= set(LEGIBLE) for code in codes)
    assert not set(LEGIBLE) & set("01oli") and len(LEGIBLE) ** LETTERS > 10**14


@pytest.mark.parametrize(
    ("days", "said"), [(2, "gaat open op"), (1, "Noteer bij elke halte"), (0, "Noteer bij elke halte"), (-7, "Noteer bij elke halte"), (-8, "nam notities aan tot")]
)
def test_the_walk_opens_the_day_before_and_closes_after_a_week(client, days, said):
    walk = make_walk(on=today() + timedelta(days))
    assert said in client.get(f"/lopen/{CODE}").text
    assert client.get(f"/lopen/{CODE}/1").status_code == (200 if "Noteer" in said else 302)
    answer = leave(client)
    assert answer.status_code == (303 if "Noteer" in said else 409)
    assert len(all_notes(walk)) == ("Noteer" in said)
    if answer.status_code == 409:
        assert "De put ligt op het hoogste punt." in answer.text, "nothing typed is lost"


def test_a_draft_has_no_walk_and_a_cancelled_one_says_so(client):
    make_walk(status=GatheringStatus.DRAFT)
    assert client.get(f"/lopen/{CODE}").status_code == 404
    make_walk(code="afgelast23", status=GatheringStatus.CANCELLED)
    assert "gaat niet door" in client.get("/lopen/afgelast23").text
    assert leave(client, code="afgelast23").status_code == 409


def test_who_guesses_codes_has_to_wait(client):
    make_walk()
    for number in range(GUESSES):
        assert client.get(f"/lopen/geraden{number}").status_code == 404
    assert client.get(f"/lopen/{CODE}").status_code == 429
    assert client.get(f"/lopen/{CODE}", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 200


def test_no_page_of_the_walk_tells_where_one_came_from(client):
    make_walk()
    for path in (f"/lopen/{CODE}", f"/lopen/{CODE}/1"):
        assert client.get(path).headers["Referrer-Policy"] == "no-referrer"


def test_a_new_link_stops_the_old_one_and_keeps_everybodys_notes(client, app):
    walk = make_walk()
    leave(client)
    operations.renew_code(db.session.merge(walk))
    db.session.commit()
    code = queries.walk_of(walk.gathering).code
    assert client.get(f"/lopen/{CODE}").status_code == 410
    assert "De put ligt" in client.get(f"/lopen/{code}").text


def test_a_stop_shows_its_question_and_nothing_that_a_visitor_may_not_see(client, sign_in):
    draft = make_challenge(title="Dit is een concept?", status=ChallengeStatus.DRAFT)
    seen = make_challenge(title="Dit ziet iedereen?")
    stops = [Stop(number=1, title="Put", challenge=draft, step_free="Via de helling"), Stop(number=2, title="Hof", challenge=seen)]
    make_walk(stops=0)
    make_walk(stops, "metopgave2")
    assert "De haltes zijn nog niet bekend" in client.get(f"/lopen/{CODE}").text
    sign_in(draft.hosts[0].user)
    first, second = client.get("/lopen/metopgave2/1"), client.get("/lopen/metopgave2/2")
    assert "Dit is een concept?" not in first.text and "Via de helling" in first.text
    assert "Dit ziet iedereen?" in second.text and "Halte 2 van 2" in second.text
    assert client.get("/lopen/metopgave2/3").status_code == 404


def test_a_note_is_kept_with_what_was_tapped_and_nothing_more(client):
    walk = make_walk(groups=3)
    client.post(f"/lopen/{CODE}/groep", data={"group": "2"})
    answer = leave(client, number=2, kind="learned", signed="Kees de Wandelaar")
    assert answer.status_code == 303
    (note,) = all_notes(walk)
    assert (note.stop.number, note.kind.value, note.group_number, note.signed) == (2, "learned", 2, "Kees de Wandelaar")
    page = client.get(f"/lopen/{CODE}/2")
    assert "Verstuurd" in page.text and "Groep 2" in page.text and own_ids(page) == [note.public_id]
    leave(client)
    assert [(note.kind, note.signed) for note in all_notes(walk) if note.stop.number == 1] == [(None, "")]


def test_an_empty_note_and_one_that_is_too_long_come_back_with_what_was_typed(client):
    walk = make_walk()
    empty = leave(client, text="  ", signed="Kees")
    assert empty.status_code == 422 and "Schrijf één zin, of kies een foto." in empty.text and "Kees" in empty.text
    long = leave(client, text="put " * 600)
    assert long.status_code == 422 and long.text.count("put put") > 100
    assert not all_notes(walk)


def test_only_the_phone_that_wrote_a_note_sees_it_and_takes_it_back(app):
    walk = make_walk()
    mine, other = app.test_client(), app.test_client()
    leave(mine, text="Van mij alleen")
    (note,) = all_notes(walk)
    for path in (f"/lopen/{CODE}", f"/lopen/{CODE}/1"):
        assert "Van mij alleen" in mine.get(path).text
        assert "Van mij alleen" not in other.get(path).text
    leave(other)
    assert other.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 404
    assert mine.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 303
    assert "Van mij alleen" not in mine.get(f"/lopen/{CODE}").text
    assert "Van mij alleen" not in str(db.session.connection().exec_driver_sql("SELECT * FROM field_note").all())


def test_own_notes_can_be_taken_back_after_the_walk_has_closed(client):
    walk = make_walk()
    leave(client, text="Nog van mij")
    walk.gathering.on = today() - timedelta(20)
    db.session.commit()
    page = client.get(f"/lopen/{CODE}")
    (note,) = own_ids(page)
    assert "Nog van mij" in page.text
    assert client.post(f"/lopen/{CODE}/notities/{note}/terug").status_code == 303
    assert not all_notes(walk)


def test_a_photo_is_drawn_anew_shown_to_its_maker_and_gone_when_taken_back(app):
    walk = make_walk()
    mine, other = app.test_client(), app.test_client()
    sent = {"text": "", "alt": "Een put", "photo": (io.BytesIO(jpeg()), f"{SECRET}.jpg")}
    assert leave(mine, **sent).status_code == 303
    (note,) = all_notes(walk)
    files = note.photo.files()
    assert len(files) == 2 and all(SECRET.encode() not in storage.get(name) for name in files)
    path = f"/lopen/{CODE}/notities/{note.public_id}/klein"
    assert mine.get(path).data == storage.get(files[1]) and other.get(path).status_code == 404
    assert 'alt="Een put"' in mine.get(f"/lopen/{CODE}").text
    mine.post(f"/lopen/{CODE}/notities/{note.public_id}/terug")
    assert mine.get(path).status_code == 404
    assert not list(storage.names("walk"))


def test_what_is_no_photo_is_refused_and_the_words_stay(client):
    walk = make_walk()
    answer = leave(client, text="Mijn zin blijft", photo=(io.BytesIO(b"%PDF-1.7"), "x.jpg"))
    assert answer.status_code == 422 and "Mijn zin blijft" in answer.text and "document" in answer.text
    assert not all_notes(walk)


def test_the_clock_of_a_phone_is_believed_but_for_the_future(client):
    walk = make_walk()
    before = now() - timedelta(hours=2)
    leave(client, text="toen", written_at=str(int(before.timestamp() * 1000)))
    leave(client, text="straks", written_at=str(int((now() + timedelta(days=3)).timestamp() * 1000)))
    leave(client, text="onzin", written_at="gisteren")
    notes = {note.text: note.written_at for note in all_notes(walk)}
    assert abs((notes["toen"] - before).total_seconds()) < 1
    assert all(notes[text] <= now() for text in ("straks", "onzin"))


def test_a_stop_that_goes_leaves_its_notes(app):
    walk = make_walk()
    note = make_note(walk, number=2)
    db.session.delete(note.stop)
    db.session.commit()
    assert [found.stop for found in all_notes(walk)] == [None]


def test_notes_go_ninety_days_after_the_gathering_with_photos_and_keys(client, monkeypatch):
    walk = make_walk()
    leave(client, photo=(io.BytesIO(jpeg()), "x.jpg"))
    later = clock.now() + timedelta(89)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert operations.forget_notes() == 0
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(1))
    assert operations.forget_notes() == 1
    db.session.commit()
    assert not list(storage.names("walk")) and not db.session.query(FieldNote).all()
    assert queries.walker_by_key(walk.gathering, "x") is None


def test_the_public_page_shows_no_note(client):
    walk = make_walk()
    make_note(walk, text="Kanarie in de put")
    assert "Kanarie" not in client.get(f"/bijeenkomsten/{walk.gathering.slug}").text
    assert not queries.notes_of(None) and Visitor().id is None

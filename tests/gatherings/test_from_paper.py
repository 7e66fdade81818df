"""Typing sheets over: several notes at once, exactly once, put right and removed, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest

from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.security import random_id
from app.gatherings import operations, queries
from app.gatherings.models import FieldNote, GatheringStatus, PaperNote, Task
from app.gatherings.sheets import sheet_code
from tests.at_once import at_once
from tests.factories import make_municipality, make_user
from tests.gatherings.made import give
from tests.gatherings.people import TAKE_NOTES, every_kind_of_person
from tests.gatherings.walked import CODE, all_notes, leave, make_note, make_paper_note, make_walk


def place(walk):
    return f"/bijeenkomsten/{walk.gathering.slug}/notities/overnemen"


def sheet(stop, *texts, rows=5, **more):
    """What the form sends of these texts."""
    lines = {f"n{n}-text": text for n, text in enumerate(texts, 1)}
    return {"sheet": sheet_code(stop), "key": random_id(), "rows": str(rows)} | lines | more


@pytest.fixture
def walk(app, client, sign_in):
    made = make_walk(groups=3)
    sign_in(give(made.gathering, Task.NOTE_TAKER, make_user()).user)
    return made


def test_a_whole_sheet_goes_in_at_once(client, walk):
    stop = walk.gathering.stops[1]
    form = sheet(stop, "De put ligt hoog.", "", "Wie maait hier?", group="2") | {"n1-kind": "learned", "n3-signed": "Kees"}
    answer = client.post(place(walk), data=form)
    assert answer.status_code == 303
    first, second = all_notes(walk)
    assert (first.text, first.kind.value, first.signed, first.stop.number, first.group_number) == ("De put ligt hoog.", "learned", "", 2, 2)
    assert (second.text, second.kind, second.signed, second.walker) == ("Wie maait hier?", None, "Kees", None)
    page = client.get(answer.location).text
    assert "2 notities bewaard bij halte 2." in page and "Halte 2: <span" in page and "2 notities</li>" in page


def test_the_link_of_a_sheet_fills_its_code_in(client, walk):
    stop = walk.gathering.stops[1]
    page = client.get(f"{place(walk)}?blad={sheet_code(stop)}").text
    assert f'value="{sheet_code(stop)}"' in page and f"Halte 2: <span lang=\"nl\">{stop.title}" in page
    assert "autofocus" in page


def test_the_same_form_pressed_many_times_makes_its_notes_once(app, walk, sign_in):
    form, address, taker = sheet(walk.gathering.stops[0], "Een.", "Twee.", "Een."), place(walk), walk.gathering.holders[0].user
    browsers = [app.test_client() for _press in range(6)]
    for browser in browsers:
        sign_in(taker, browser)
    presses = [lambda browser=browser: browser.post(address, data=form).status_code for browser in browsers]
    assert at_once(app, *presses) == [303] * 6
    assert [note.text for note in all_notes(walk)] == ["Een.", "Twee.", "Een."]


def test_a_form_that_is_sent_again_with_other_words_loses_none(client, walk):
    form = sheet(walk.gathering.stops[0], "Eerst dit.")
    client.post(place(walk), data=form)
    client.post(place(walk), data=form)
    client.post(place(walk), data=form | {"n1-text": "Terug gegaan, en dit getypt."})
    assert [note.text for note in all_notes(walk)] == ["Eerst dit.", "Terug gegaan, en dit getypt."]


def test_what_was_removed_is_not_brought_back_by_a_repeat(client, walk):
    form = sheet(walk.gathering.stops[0], "Toch niet.")
    client.post(place(walk), data=form)
    (note,) = all_notes(walk)
    assert client.post(f"/bijeenkomsten/{walk.gathering.slug}/notities/{note.public_id}/weg").status_code == 303
    client.post(place(walk), data=form)
    assert not all_notes(walk)
    assert "Toch niet." not in str(db.session.connection().exec_driver_sql("SELECT * FROM field_note").all())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sheet": ""}, "Schrijf de code die op het blad staat"),
        ({"sheet": "9999"}, "Geen blad heeft deze code"),
        ({"group": "4"}, "Schrijf een getal van 1 tot en met 3"),
        ({"group": "twee"}, "Schrijf een getal van 1 tot en met 3"),
        ({"n2-kind": "good"}, "Schrijf wat op het papier staat"),
        ({"n2-signed": "Kees"}, "Schrijf wat op het papier staat"),
        ({"n2-text": "lang " * 500}, "tekens korter"),
        ({"n2-signed": "K" * 90, "n2-text": "Ja."}, "tekens korter"),
    ],
)
def test_what_cannot_be_kept_comes_back_whole_with_what_to_mend(client, walk, wrong, said):
    answer = client.post(place(walk), data=sheet(walk.gathering.stops[0], "Mijn eerste regel.") | wrong)
    assert answer.status_code == 422 and said in answer.text and "Mijn eerste regel." in answer.text
    assert all(str(value).strip() in answer.text for value in wrong.values())
    assert not all_notes(walk)


def test_an_empty_sheet_is_asked_for_a_note(client, walk):
    answer = client.post(place(walk), data=sheet(walk.gathering.stops[0]))
    assert answer.status_code == 422 and "Neem minstens één notitie" in answer.text


def test_more_lines_keep_what_was_typed_and_save_nothing(client, walk):
    form = sheet(walk.gathering.stops[0], "Een.", "Twee.")
    more = client.post(place(walk), data=form | {"more": "1"})
    assert more.status_code == 200 and "Notitie 10" in more.text and "Twee." in more.text and not all_notes(walk)
    assert re.search(rf'name="key"[^>]*value="{form["key"]}"', more.text), "the same form, so still once"
    full = client.post(place(walk), data=sheet(walk.gathering.stops[0], "Een.", rows=40) | {"more": "1"}).text
    assert full.count("<fieldset") == 40 and "Meer regels" not in full
    assert client.post(place(walk), data=sheet(walk.gathering.stops[0], "Een.", rows=0)).status_code == 303
    kept = client.post(place(walk), data=sheet(walk.gathering.stops[0], rows=7) | {"n7-text": "De zevende."})
    assert kept.status_code == 303 and {note.text for note in all_notes(walk)} == {"Een.", "De zevende."}


@pytest.mark.parametrize(("days", "status"), [(2, 409), (1, 303), (0, 303), (-8, 303), (-14, 303)])
def test_it_goes_on_after_the_phones_are_shut_out(client, walk, days, status):
    walk.gathering.on = today() + timedelta(days)
    db.session.commit()
    answer = client.post(place(walk), data=sheet(walk.gathering.stops[0], "Laat overgenomen."))
    assert answer.status_code == status
    assert status == 303 or "Laat overgenomen." in answer.text
    assert leave(client).status_code == (303 if -7 <= days <= 1 else 409)


def test_it_goes_on_for_organisers_until_the_notes_go(client, walk, sign_in):
    sign_in(give(walk.gathering).user)
    for days, status in ((-89, 303), (-90, 409)):
        walk.gathering.on = today() + timedelta(days)
        db.session.commit()
        assert client.post(place(walk), data=sheet(walk.gathering.stops[0], f"{days}")).status_code == status
    page = client.get(place(walk))
    assert page.status_code == 200 and "zijn gewist" in page.text and "<textarea" not in page.text


def test_a_stop_that_was_taken_out_meanwhile_is_refused(client, walk):
    stop, note = walk.gathering.stops[1], make_paper_note(walk)
    db.session.delete(stop)
    db.session.flush()
    for deed in (
        lambda: operations.type_over(walk.gathering, stop, None, [operations.Line("Te laat.")], "x"),
        lambda: operations.mend(walk.gathering, note, stop, None, operations.Line("Te laat."), 1),
    ):
        with pytest.raises(Refusal, match="uit de wandeling"):
            deed()
    db.session.rollback()
    assert [found.text for found in all_notes(walk)] == [note.text]


def test_a_cancelled_gathering_takes_none(client, walk):
    walk.gathering.status = GatheringStatus.CANCELLED
    db.session.commit()
    answer = client.post(place(walk), data=sheet(walk.gathering.stops[0], "Nee."))
    assert answer.status_code == 409 and "afgezegd" in answer.text and "Nee." in answer.text


def test_it_needs_no_link_for_phones(client, walk):
    stop, slug = walk.gathering.stops[0], place(walk)
    gathering = walk.gathering
    db.session.delete(walk)
    db.session.commit()
    assert client.post(slug, data=sheet(stop, "Zonder telefoons.")).status_code == 303
    assert client.post(slug, data=sheet(stop, "Met groep.", group="1")).status_code == 422
    assert [note.text for note in queries.notes_at(gathering)] == ["Zonder telefoons."]


def test_each_page_is_for_those_with_the_task(app, client, sign_in):
    walk = make_walk(cohosts=[make_municipality()])
    note = make_paper_note(walk, text="Kanarie")
    here = f"/bijeenkomsten/{walk.gathering.slug}/notities"
    paths = f"{here}/overnemen", f"{here}/{note.public_id}/verbeteren"
    for name, person in every_kind_of_person(walk.gathering).items():
        if person.id is None:
            continue
        sign_in(person)
        for path in paths:
            answer = client.get(path)
            assert (answer.status_code == 200) is (name in TAKE_NOTES), (name, path)
            assert "Kanarie" not in answer.text or name in TAKE_NOTES
    sign_in(make_user())
    for path in (*paths, f"{here}/{note.public_id}/weg"):
        assert client.post(path, data=sheet(walk.gathering.stops[0], "x")).status_code == 403
    assert [found.text for found in all_notes(walk)] == ["Kanarie"]


def test_a_note_from_paper_says_so_and_is_put_right(client, walk):
    note = make_paper_note(walk, signed="Kes")
    notes = f"/bijeenkomsten/{walk.gathering.slug}/notities"
    mend = f"{notes}/{note.public_id}/verbeteren"
    assert "van papier" in client.get(notes).text and mend in client.get(notes).text
    form = {"sheet": "2", "group": "3", "kind": "question", "text": "Wie maait?", "signed": "Kees", "version": "1"}
    assert client.get(mend).text.count("Van papier: de put ligt hoog.") == 1
    assert client.post(mend, data=form | {"text": " "}).status_code == 422
    assert client.post(mend, data=form).status_code == 303
    (found,) = all_notes(walk)
    assert (found.text, found.signed, found.kind.value, found.stop.number, found.group_number) == ("Wie maait?", "Kees", "question", 2, 3)
    late = client.post(mend, data=form | {"text": "Mijn andere woorden."})
    assert late.status_code == 409 and "Mijn andere woorden." in late.text and "Wie maait?" in late.text
    assert all_notes(walk)[0].text == "Wie maait?"


def test_a_note_whose_stop_went_can_still_be_put_right(client, walk):
    note = make_paper_note(walk, number=2)
    db.session.delete(note.stop)
    db.session.commit()
    mend = f"/bijeenkomsten/{walk.gathering.slug}/notities/{note.public_id}/verbeteren"
    form = {"sheet": "", "text": "Zonder halte.", "version": "1"}
    assert client.post(mend, data=form).status_code == 303
    assert all_notes(walk)[0].text == "Zonder halte."


def test_nobody_changes_a_note_of_a_phone(client, walk, sign_in):
    note = make_note(walk, text="Van een telefoon")
    sign_in(give(walk.gathering).user)
    here = f"/bijeenkomsten/{walk.gathering.slug}/notities/{note.public_id}"
    assert here not in client.get(f"/bijeenkomsten/{walk.gathering.slug}/notities").text
    assert client.get(f"{here}/verbeteren").status_code == 404
    assert client.post(f"{here}/verbeteren", data={"sheet": "1", "text": "Anders", "version": "1"}).status_code == 404
    assert client.post(f"{here}/weg").status_code == 404
    other = make_walk(code="eenander22")
    elsewhere = make_paper_note(other)
    assert client.post(f"/bijeenkomsten/{walk.gathering.slug}/notities/{elsewhere.public_id}/weg").status_code == 404
    assert [found.text for found in all_notes(walk)] == ["Van een telefoon"] and all_notes(other)


def test_no_phone_sees_or_takes_back_what_was_on_paper(app, walk):
    note, phone = make_paper_note(walk, text="Kanarie van papier"), app.test_client()
    leave(phone)
    assert "Kanarie" not in phone.get(f"/lopen/{CODE}").text
    assert "Kanarie" not in phone.get(f"/bijeenkomsten/{walk.gathering.slug}").text
    assert phone.post(f"/lopen/{CODE}/notities/{note.public_id}/terug").status_code == 404


def test_it_goes_with_the_other_notes(app, walk, monkeypatch):
    make_paper_note(walk, signed="Kees")
    later = clock.now() + timedelta(91)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert operations.forget_notes() == 1
    db.session.commit()
    assert not db.session.query(FieldNote).all() and not db.session.query(PaperNote).all()


def test_many_lines_and_notes_take_no_more_statements_than_one(client, walk):
    client.get(place(walk))
    few = client.statements
    for number in range(9):
        make_paper_note(walk, number=number % 2 + 1, text=f"Notitie {number}")
    client.get(place(walk))
    assert client.statements <= few

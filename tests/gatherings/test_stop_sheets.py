"""The walk on paper: one page for each stop that can be written on and typed over, and one for who leads the group."""

import pytest

from app.challenges.models import ChallengeStatus
from app.core.database import db
from app.gatherings.models import Stop, Task
from app.gatherings.sheets import LETTERS, sheet_code, stop_of_sheet
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_municipality, make_user, term
from tests.gatherings.made import give
from tests.gatherings.pdf import beside_the_paper, is_for_everybody, millimetres, read, words_of
from tests.gatherings.people import TAKE_NOTES, every_kind_of_person
from tests.gatherings.walked import CODE, make_walk

LONG = dict.fromkeys(("question", "step_free"), "Een hele lange zin die niet ophoudt. " * 8)


def sheets(client, walk, start=""):
    return client.get(f"{start}/bijeenkomsten/{walk.gathering.slug}/wandeling/haltebladen.pdf")


def test_each_stop_has_a_page_with_all_that_is_needed_there(client, sign_in):
    stops = [
        Stop(number=1, title="Put", question="Waar gaat het water heen?", place="Cederstraat 14", step_free="Via de helling",
             challenge=make_challenge(title="Hoe blijft het droog?"), theme=term(Dimension.THEME, "ondergrond")),
        Stop(number=2, title="Hof", challenge=make_challenge(title="Dit is een concept?", status=ChallengeStatus.DRAFT)),
    ]
    walk = make_walk(stops, title="Zomertour")
    sign_in(give(walk.gathering).user)
    answer = sheets(client, walk)
    assert answer.headers["Cache-Control"] == "no-store"
    reader = read(answer)
    first, put, hof = map(words_of, reader.pages)
    for words in ("Voor wie de groep leidt", "De route", "Halte 1: Put", "Via de helling", f"http://localhost/lopen/{CODE}"):
        assert words in first
    for words in ("Halte 1: Put", "Waar gaat het water heen?", "Hoe blijft het droog?", "Thema:", "Cederstraat 14", "Zonder trappen: Via de helling", f"Blad {sheet_code(stops[0])}"):
        assert words in put
    assert put.count("1 Gaat goed 2 Leerzaam 3 Valt me op 4 Vraag") == put.count("Naam (mag leeg):") == 5
    assert "Notitie 5" in put and "wissen we alle notities" in put
    assert sheet_code(stops[1]) in hof and "concept" not in first + put + hof, "only what everybody may know of"
    assert {millimetres(page) for page in reader.pages} == {(210, 297)}


@pytest.mark.parametrize(("start", "language", "title"), [("", "nl", "Haltebladen: Zomertour"), ("/en", "en", "Stop sheets: Zomertour")])
def test_a_screen_reader_reads_the_sheets_in_both_languages(client, sign_in, start, language, title):
    walk = make_walk(title="Zomertour")
    sign_in(give(walk.gathering).user)
    tags = is_for_everybody(read(sheets(client, walk, start)), title, language)
    assert tags.count("/H1") == 2 + 2 and {"/Title", "/L", "/Figure"} <= set(tags)


def test_long_words_and_odd_letters_stay_on_the_page_of_their_stop(client, sign_in):
    stops = [Stop(number=n, title="Heel lange naam van een halte " * 6, place="Een plek " * 22, **LONG) for n in (1, 2)]
    stops[1].title, stops[1].question = "Put 💧 #import \"x\" $x$", "漢字 en <b>haken</b> & {{ 7*7 }}"
    walk = make_walk(stops)
    sign_in(give(walk.gathering).user)
    reader = read(sheets(client, walk))
    pages = [words_of(page) for page in reader.pages]
    of_stops = [page for page in pages if "Notitie 5" in page]
    assert len(of_stops) == 2 and '#import "x" $x$' in of_stops[1] and "<b>haken</b> & {{ 7*7 }}" in of_stops[1]


def test_a_word_that_is_longer_than_a_line_goes_on_below(client, sign_in):
    word = "w" * 100
    fields = dict.fromkeys(("title", "question", "place", "step_free"), word)
    walk = make_walk([Stop(number=1, challenge=make_challenge(title=word), **fields)], title=word, place=word)
    sign_in(give(walk.gathering).user)
    answer = sheets(client, walk)
    assert beside_the_paper(answer) == []
    text = "".join(page.extract_text() for page in read(answer).pages)
    assert text.count("w") >= 100 * 11, "nothing of it is lost"
    is_for_everybody(read(answer), f"Haltebladen: {word}")


def test_a_walk_without_stops_says_so(client, sign_in):
    walk = make_walk(stops=0)
    sign_in(give(walk.gathering).user)
    (page,) = read(sheets(client, walk)).pages
    assert "De haltes zijn nog niet bekend" in words_of(page)


def test_only_who_takes_notes_gets_them_and_the_link_only_who_may_show_it(app, client, sign_in):
    walk = make_walk(cohosts=[make_municipality()])
    for name, person in every_kind_of_person(walk.gathering).items():
        if person.id is not None:
            sign_in(person)
            assert (sheets(client, walk).status_code == 200) is (name in TAKE_NOTES), name
    assert sheets(app.test_client(), walk).status_code == 302
    sign_in(give(walk.gathering, Task.NOTE_TAKER, make_user()).user)
    assert CODE not in words_of(read(sheets(client, walk)).pages[0])


def test_they_are_found_where_organisers_and_note_takers_look(client, sign_in):
    walk = make_walk()
    here = f"/bijeenkomsten/{walk.gathering.slug}"
    sign_in(give(walk.gathering).user)
    for path in (here, f"{here}/wandeling", f"{here}/notities"):
        page = client.get(path).text
        assert f"{here}/wandeling/haltebladen.pdf" in page and f"{here}/notities/overnemen" in page, path


def test_a_code_is_short_and_stays_with_its_stop(app):
    walk = make_walk(stops=9)
    stops = walk.gathering.stops
    codes = {sheet_code(stop): stop for stop in stops}
    assert len(codes) == 9 and all(len(code) == LETTERS for code in codes)
    for code, stop in codes.items():
        assert stop_of_sheet(f" {code[:2].upper()}-{code[2:]} ", stops) is stop
        assert stop_of_sheet(str(stop.number), stops) is stop
    assert [stop_of_sheet(typed, stops) for typed in ("", "0", "99", "zzzz", "123")] == [None] * 5
    first = stops[0]
    first.number = 40
    db.session.commit()
    assert codes[sheet_code(first)] is first

"""The pure calculations of this feature: titles, differences, names of places, themes in a text, the calendar."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.models import Organisation
from app.contributions.difference import difference
from app.contributions.exports import calendar, folded
from app.contributions.models import Contribution, Status
from app.contributions.municipality_names import MunicipalityNames
from app.contributions.suggestions import suggested_themes
from app.contributions.titles import MOST, proposed_title, words_in
from app.contributions.track import ENDED, first_reaction_by, track
from app.core.clock import workday_after
from app.taxonomy.models import Dimension
from app.taxonomy.queries import terms_of

TEXT = st.text(alphabet=st.sampled_from("ab c.,\n'é-1"), max_size=80)


@given(TEXT, TEXT)
def test_a_difference_holds_both_texts_whole(old, new):
    found = difference(old, new)
    assert "".join(s.text for s in found if s.what != "new") == old
    assert "".join(s.text for s in found if s.what != "gone") == new
    assert all(s.text for s in found)


def test_a_difference_is_by_word():
    assert [(s.what, s.text) for s in difference("De put lag hoog.", "De put lag laag.")] == [
        ("same", "De put lag "), ("gone", "hoog"), ("new", "laag"), ("same", "."),
    ]


def test_a_very_long_text_is_compared_in_one_piece():
    old, new = "a b " * 9_000, "c d " * 9_000
    assert [s.what for s in difference(old, new)] == ["gone", "new"]


@given(TEXT, TEXT)
def test_a_proposed_title_always_fits(lesson, facts):
    assert len(proposed_title(lesson, facts)) <= MOST


@pytest.mark.parametrize(
    ("lesson", "facts", "title"),
    [
        ("Vraag het eerst. Dan de rest.", "", "Vraag het eerst"),
        ("", "De put lag hoog. En toen?", "De put lag hoog"),
        ("Waarom vroeg niemand het?", "", "Waarom vroeg niemand het?"),
        ("", "", ""),
        ("woord " * 40, "", "woord " * 12 + "woord…"),
    ],
)
def test_the_title_comes_from_the_own_words(lesson, facts, title):
    assert proposed_title(lesson, facts) == title


@pytest.mark.parametrize(("text", "words"), [("", 0), ("één twee-drie", 2), ("a, b. c!", 3), ("in 2018 was 't", 4)])
def test_words_are_counted_as_people_do(text, words):
    assert words_in(text) == words


def places():
    names = (("Ede", ""), ("'s-Gravenhage", "Den Haag"), ("Súdwest-Fryslân", ""), ("Bergen (NH.)", ""))
    return MunicipalityNames(Organisation(name=name, other_names=others) for name, others in names)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("EDE", "Ede"), ("gemeente ede", "Ede"), ("den haag", "'s-Gravenhage"), ("’s-Gravenhage", "'s-Gravenhage"),
     ("sudwest fryslan", "Súdwest-Fryslân"), ("Bergen NH", "Bergen (NH.)")],
)
def test_a_place_is_meant_however_it_is_written(typed, name):
    assert places().meant(typed).name == name


def test_a_place_that_is_none_gives_names_like_it():
    assert places().meant("Edde") is None
    assert places().close_to("Edde") == ["Ede"] and places().close_to("Parijs") == []


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("De wadi liep over en het regenwater stond in de straat.", "klimaatadaptatie"),
        ("De laadpalen stonden er te vroeg, het stroomnet was vol.", "energietransitie"),
        ("Er was veel overlast van jongeren en mensen voelden zich onveilig.", "sociale-veiligheid"),
    ],
)
def test_themes_are_read_from_the_words_of_the_vocabulary(app, text, theme):
    found = suggested_themes(text, terms_of(Dimension.THEME))
    assert found[0].code == theme and len(found) <= 3
    assert all(term.parent_id is None for term in found)


def test_a_text_about_nothing_suggests_nothing(app):
    assert suggested_themes("Hallo, dit is een zin.", terms_of(Dimension.THEME)) == []


def test_five_working_days_pass_over_a_weekend():
    assert workday_after(date(2026, 11, 24), 5) == date(2026, 12, 1)


def test_the_calendar_is_as_the_standard_has_it(app):
    with app.test_request_context():
        text = calendar(date(2026, 12, 1), "http://localhost/volg")
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR" and lines[-1] == ""
    assert "DTSTART;VALUE=DATE:20261201" in lines and "DTEND;VALUE=DATE:20261202" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


@given(st.text(alphabet=st.sampled_from("aé🚲"), max_size=200))
def test_a_long_line_is_folded_without_breaking_a_letter(line):
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


def story_of(**changes):
    usual = {"status": Status.RECEIVED, "submitted_at": datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "clock_days": 0,
             "clock_since": date(2026, 11, 24), "unchanged_is_fine": False}
    return Contribution(**usual | changes)


def test_the_day_of_the_reaction_moves_on_while_the_contributor_is_to_move():
    assert first_reaction_by(story_of(), 5) == date(2026, 12, 1)
    assert first_reaction_by(story_of(clock_since=date(2026, 12, 7), clock_days=3), 5) == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("changes", "done", "says"),
    [
        ({}, 1, "dinsdag 1 december 2026"),
        ({"status": Status.READING, "clock_since": None}, 1, "Hun tijd staat stil"),
        ({"status": Status.WAITING_FOR_APPROVAL, "clock_since": None}, 2, "Jij bent aan de beurt"),
        ({"status": Status.PUBLISHED, "published_at": datetime(2026, 12, 2, tzinfo=UTC)}, 4, "Sinds 2 december 2026"),
        ({"status": Status.WITHDRAWN, "clock_since": None}, 1, "Dit is gestopt"),
        ({"status": Status.REFUSED, "clock_since": None}, 1, "Dit is gestopt"),
        ({"status": Status.WITHDRAWN, "published_at": datetime(2026, 12, 2, tzinfo=UTC)}, 3, "sinds 2 december 2026. Nu niet meer."),
    ],
)
def test_the_track_says_where_it_stands(app, changes, done, says):
    with app.test_request_context():
        steps = track(story_of(**changes), 5, used_in=(), answered=False)
    assert sum(step.is_done for step in steps) == done and len(steps) == 6
    assert says in " ".join(step.note for step in steps)
    assert sum(step.is_now for step in steps) == (0 if changes.get("status") in ENDED else 1)


@pytest.mark.parametrize("status", ENDED)
@pytest.mark.parametrize("published_at", [None, datetime(2026, 11, 25, tzinfo=UTC)])
def test_the_track_promises_nothing_of_what_ended(app, status, published_at):
    story = story_of(status=status, published_at=published_at, clock_since=None)
    with app.test_request_context():
        steps = track(story, 5, used_in=["Wie beheert de put?"], answered=True)
        promised = {step.note for step in track(story_of(clock_since=None), 5, used_in=(), answered=False)[1:]}
    assert not promised & {step.note for step in steps}
    assert [step.note for step in steps[4:]] == ["Nu niet meer", "Dit is gestopt"]
    assert not any(step.is_done for step in steps[3:])

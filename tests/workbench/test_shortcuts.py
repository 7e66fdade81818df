"""One's own keys at the sorting table."""

import json
import re

import pytest

from app.core.database import db
from app.workbench.keys import BINS, OURS, SORTING, clashes, keys_of
from app.workbench.models import Shortcuts


def sent(**changes):
    shown = {action: "spatie" if key == " " else key for action, key in OURS.items()}
    return shown | {"are_on": "y"} | changes


def on_the_table(client, pile):
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    return page, json.loads(re.search(r"data-keys='([^']*)'", page)[1])


def test_ours_do_not_clash():
    assert not clashes(OURS) and set(BINS.values()) == set("123456789")
    assert clashes(keys_of({"next": "k"})) == {"next": "previous", "previous": "next"}
    assert clashes(keys_of({"next": "1"})) == {"next": "bin_1", "bin_1": "next"}
    assert clashes(keys_of({"bin_1": "b", "next": "B"})) == {"next": "bin_1", "bin_1": "next"}, "Shift is how one stays with the card"
    assert not clashes(keys_of({"star": "S", "filter": "s"})), "of other actions a capital is another key"
    assert not clashes(keys_of({"bin_1": "q", "next": "1", "bin_2": "0", "one_case": "o"})), "a figure that is free can be anything"


def test_a_key_is_chosen_and_everything_goes_back(client, member, pile):
    assert client.post("/werkbank/toetsen", data=sent(next="d", text="t")).status_code == 302
    page, keys = on_the_table(client, pile)
    assert keys["next"] == "d" and keys["text"] == "t" and keys["previous"] == "k" and "<kbd aria-hidden=\"true\">d</kbd>" in page
    assert db.session.query(Shortcuts).one().chosen == {"next": "d", "text": "t"}
    client.post("/werkbank/toetsen/terug")
    assert on_the_table(client, pile)[1] == SORTING


def test_the_keys_of_questions_are_chosen_and_stand_at_them(client, member, pile):
    assert "<kbd>1</kbd>–<kbd>9</kbd>" in on_the_table(client, pile)[0]
    assert client.post("/werkbank/toetsen", data=sent(bin_1="Q", bin_2="w")).status_code == 302
    assert db.session.query(Shortcuts).one().chosen == {"bin_1": "q", "bin_2": "w"}
    page, keys = on_the_table(client, pile)
    assert keys["bin_1"] == "q" and keys["bin_3"] == "3" and "<kbd>1</kbd>–" not in page
    assert re.search(r'data-place="1"[^>]*><kbd aria-hidden="true">q</kbd>', page)
    assert 'value="q"' in client.get("/werkbank/toetsen").text
    client.post("/werkbank/toetsen/terug")
    assert on_the_table(client, pile)[1] == SORTING


def test_without_keys_no_question_shows_one(client, member, pile):
    off = {name: value for name, value in sent(bin_1="q").items() if name != "are_on"}
    assert client.post("/werkbank/toetsen", data=off).status_code == 302
    page = client.get(f"/werkbank/stapels/{pile.slug}/sorteren").text
    assert 'data-place="1"' in page and "<kbd" not in page


def test_two_pages_may_share_a_key_but_one_page_may_not():
    assert not clashes(keys_of({"together": "j"})), "j is the next card at the sorting table, which is another page"
    assert set(clashes(keys_of({"together": "n"}))) == {"together", "apart"}


def test_the_keys_for_two_texts_are_chosen_too(client, member, alike):
    client.post("/werkbank/toetsen", data=sent(together="spatie", later="w"))
    page = client.get("/werkbank/dubbel").text
    assert 'data-key="Space"' in page and 'data-key="w ArrowRight"' in page and 'data-key="n"' in page
    assert re.search(r'Leg bij elkaar <kbd aria-hidden="true">spatie</kbd>', page)


def test_keys_are_switched_off(client, member, pile):
    client.post("/werkbank/toetsen", data={k: v for k, v in sent().items() if k != "are_on"})
    page, _keys = on_the_table(client, pile)
    assert 'data-shortcuts="off"' in page and "<kbd" not in page and "Losse toetsen staan uit" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"next": "k"}, "‘Vorige kaart’ heeft deze toets ook"),
        ({"next": "5"}, "‘Vraagstuk 5’ heeft deze toets ook"),
        ({"bin_5": "x"}, "‘Past nergens’ heeft deze toets ook"),
        ({"bin_5": "5", "bin_6": "5"}, "‘Vraagstuk 6’ heeft deze toets ook"),
        ({"bin_5": ";"}, "Typ één letter of cijfer"),
        ({"bin_5": ""}, "Typ één letter of cijfer"),
        ({"bin_5": "qw"}, "Typ één letter of cijfer"),
        ({"next": "abc"}, "Typ één letter"),
    ],
)
def test_a_key_that_cannot_be_comes_back_as_it_was_typed(client, member, changes, said):
    answer = client.post("/werkbank/toetsen", data=sent(**changes))
    assert answer.status_code == 422 and said in answer.text and all(f'value="{typed}"' in answer.text for typed in changes.values())
    assert db.session.query(Shortcuts).count() == 0

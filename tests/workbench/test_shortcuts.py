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
    assert not clashes(OURS) and not set(OURS.values()) & set(BINS)
    assert clashes(keys_of({"next": "k"})) == {"next", "previous"} and clashes(keys_of({"next": "1"})) == {"next"}


def test_a_key_is_chosen_and_everything_goes_back(client, member, pile):
    assert client.post("/werkbank/toetsen", data=sent(next="d", text="t")).status_code == 302
    page, keys = on_the_table(client, pile)
    assert keys["next"] == "d" and keys["text"] == "t" and keys["previous"] == "k" and "<kbd aria-hidden=\"true\">d</kbd>" in page
    assert db.session.query(Shortcuts).one().chosen == {"next": "d", "text": "t"}
    client.post("/werkbank/toetsen/terug")
    assert on_the_table(client, pile)[1] == SORTING


def test_two_pages_may_share_a_key_but_one_page_may_not():
    assert not clashes(keys_of({"together": "j"})), "j is the next card at the sorting table, which is another page"
    assert clashes(keys_of({"together": "n"})) == {"together", "apart"}


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
        ({"next": "k"}, "Deze toets heeft al een taak"),
        ({"next": "5"}, "Deze toets heeft al een taak"),
        ({"next": "abc"}, "Typ één letter"),
    ],
)
def test_a_key_that_cannot_be_comes_back_as_it_was_typed(client, member, changes, said):
    answer = client.post("/werkbank/toetsen", data=sent(**changes))
    assert answer.status_code == 422 and said in answer.text and f'value="{changes["next"]}"' in answer.text
    assert db.session.query(Shortcuts).count() == 0

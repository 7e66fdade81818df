"""A judge who is no member reads of what members keep to themselves only the words that were complained of."""

import pytest

from app.core.database import db
from tests.appeals.test_where_words_went import SAID, judge, member, merge, question, read, split, two

__all__ = ["member", "two"]  # the fixtures of that world
INSIDE = "Onder ons: de wethouder van Putten wil dit niet."


def stated(member, slug):
    form = {"text": INSIDE}
    assert member.post(f"/werkbank/vraagstukken/{slug}/uitspraken", data=form).status_code == 302
    assert INSIDE in member.get(f"/werkbank/vraagstukken/{slug}").text


def test_of_what_was_split_off_only_what_was_split_off(client, sign_in, member, two):
    made = split(member)
    stated(member, made)
    page = read(client, judge(sign_in, client))
    assert SAID in page and INSIDE not in page and "Wie is dat?" not in page


def test_of_one_for_members_that_it_went_up_in_only_what_moved(client, sign_in, member, two):
    """It was for members again before it went up there."""
    for slug in ("de-ene", "de-andere"):
        assert member.post(f"/werkbank/vraagstukken/{slug}/terughalen").status_code == 302
    stated(member, "de-andere")
    merge(member)
    page = read(client, judge(sign_in, client))
    assert SAID in page and INSIDE not in page


@pytest.mark.parametrize("reworded", ["Meneer Jansen betaalt te laat.", SAID])
def test_it_reads_what_moved_as_it_is_worded_by_now(client, sign_in, member, two, reworded):
    made = split(member)
    question(made).statements[0].text = reworded
    db.session.commit()
    assert reworded in read(client, judge(sign_in, client))

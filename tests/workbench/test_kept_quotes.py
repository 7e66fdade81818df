"""The card of the sorting table says how many sentences of its text are kept, as far as they still stand there."""

import html
import re

from sqlalchemy import delete

from app.contributions.models import Status
from app.contributions.operations import relist
from app.core.database import db
from app.stocktaking.models import Star
from tests.factories import make_contribution
from tests.workbench.test_sorting import star


def lines(client, pile, prefix=""):
    """The line of each card, in the order of the pile; nothing where it is not shown."""
    page = client.get(f"{prefix}/werkbank/stapels/{pile.slug}/sorteren?toon=alles").text
    found = re.findall(r"<p [^>]*data-has-kept( hidden)?>(.*?)</p>", page)
    return ["" if hidden else html.unescape(re.sub("<[^>]+>", "", words)) for hidden, words in found]


def test_it_is_there_after_the_star_and_gone_after_it_is_let_go(client, pile, stories):
    assert lines(client, pile) == ["", "", ""]
    star(client, pile, stories[1], zin="facts-0")
    assert lines(client, pile) == ["", "1 citaat bewaard.", ""]
    star(client, pile, stories[1], zin="lesson-0")
    assert lines(client, pile) == ["", "2 citaten bewaard.", ""]
    assert lines(client, pile, "/en") == ["", "2 quotes kept.", ""]
    for made in db.session.query(Star).all():
        star(client, pile, stories[1], ster=made.id)
    assert lines(client, pile) == ["", "", ""]


def test_what_was_changed_or_is_not_to_be_quoted_any_more_is_not_counted(client, pile, stories):
    for story in stories:
        star(client, pile, story, zin="facts-0")
    stories[0].facts = "Heel iets anders gebeurde er."
    stories[1].not_quoted = True
    db.session.commit()
    assert lines(client, pile) == ["", "", "1 citaat bewaard."]


def test_the_page_is_the_same_where_somebody_else_kept_a_hidden_text(client, pile, stories):
    """Two worlds: with a star on a text that went out of view, and without it."""
    star(client, pile, stories[2], zin="facts-0")
    stories[2].status = Status.WITHDRAWN
    relist(stories[2])
    db.session.commit()
    with_it = lines(client, pile)
    db.session.execute(delete(Star))
    db.session.commit()
    assert lines(client, pile) == with_it == ["", ""]


def test_many_stars_ask_no_more_of_the_database(client, member, pile, stories):
    """The client counts the statements of each page."""
    more = [make_contribution(title=f"Steen {number}") for number in range(30)]
    client.post(f"/werkbank/stapels/{pile.slug}/aanvullen")
    for story in (*stories, *more):
        db.session.add(Star(contribution_id=story.id, field="facts", start=0, end=4, words_hash="x" * 64, by_id=member.id))
    star(client, pile, stories[0], zin="lesson-0")
    assert [line for line in lines(client, pile) if line] == ["1 citaat bewaard."], "a star of other words is out"

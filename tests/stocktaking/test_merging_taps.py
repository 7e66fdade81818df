"""What a browser said of a question goes along when that goes up in another one, counts there once, and goes home."""

import pytest
from sqlalchemy import select

from app.accounts.models import Recognised
from app.core.database import db
from app.stocktaking.models import Merge, Recognition
from app.stocktaking.queries import recognition_of
from tests.factories import make_contribution, make_question, make_user
from tests.stocktaking.test_merging import member, merge, two, undo

__all__ = ["member", "two"]  # the fixtures of that world
YES, NO, UNKNOWN = Recognised
CHOSEN = 'aria-pressed="true"'


def tap(browser, slug, answer="yes"):
    said = browser.post(f"/vraagstukken/{slug}/herkennen", data={"answer": answer})
    assert said.status_code == 303, said.text


def said(question):
    wanted = select(Recognition.answer).where(Recognition.question_id == question.id).order_by(Recognition.id)
    return db.session.scalars(wanted).all()


@pytest.fixture
def visitor(app):
    return app.test_client()


def test_it_counts_at_the_one_that_stays_is_changed_there_and_goes_home(app, client, visitor, two):
    gone, kept = two
    tap(visitor, "de-ene")
    tap(app.test_client(), "de-andere", "no")
    merge(client, gone, kept)
    assert (said(gone), said(kept)) == ([], [YES, NO])
    assert own(visitor) == YES and own(app.test_client()) is None
    tap(visitor, "de-andere", "unknown")
    assert said(kept) == [UNKNOWN, NO], "once, and not beside what it said before"
    assert own(visitor) == UNKNOWN
    undo(client)
    assert (said(gone), said(kept)) == ([UNKNOWN], [NO])
    tap(visitor, "de-ene", "no")
    assert said(gone) == [NO]


def own(browser):
    """What this browser reads that it said."""
    page = browser.get("/vraagstukken/de-andere").text.split('id="herkennen"')[1].split("</section>")[0]
    found = [answer for answer in Recognised if f'name="answer" value="{answer.value}" {CHOSEN}' in page]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_browser_that_answered_both_counts_once_from_its_next_answer_on(client, visitor, two):
    """Until then nobody can know: of each question it has another mark, so that nobody follows it."""
    gone, kept = two
    tap(visitor, "de-ene")
    tap(visitor, "de-andere", "no")
    merge(client, gone, kept)
    assert sorted(said(kept)) == sorted([YES, NO]) and own(visitor) == NO
    tap(visitor, "de-andere", "unknown")
    assert (said(gone), said(kept)) == ([YES], [UNKNOWN])
    undo(client)
    assert (said(gone), said(kept)) == ([YES], [UNKNOWN])


def test_what_was_taken_back_is_gone(client, visitor, two):
    gone, kept = two
    tap(visitor, "de-ene")
    merge(client, gone, kept)
    tap(visitor, "de-andere", "take-back")
    assert said(kept) == []
    undo(client)
    assert said(gone) == []


def test_who_signs_in_later_is_still_counted_once(client, visitor, sign_in, two):
    gone, kept = two
    tap(visitor, "de-ene")
    merge(client, gone, kept)
    sign_in(make_user(), visitor)
    tap(visitor, "de-andere", "no")
    assert said(kept) == [NO]


def test_it_goes_along_into_a_third(client, visitor, two):
    gone, kept = two
    third = make_question(make_contribution(), slug="de-derde", sentence="Wie ruimt de put op?")
    tap(visitor, "de-ene")
    merge(client, gone, kept)
    merge(client, kept, third)
    assert said(third) == [YES]
    tap(visitor, "de-derde", "no")
    assert said(third) == [NO] and len(db.session.scalars(select(Recognition)).all()) == 1
    for made in db.session.scalars(select(Merge).order_by(Merge.id.desc())).all():
        assert client.post(f"/werkbank/samenvoegingen/{made.id}/ongedaan").status_code == 302
    assert (said(gone), said(kept), said(third)) == ([NO], [], [])


def test_a_small_group_has_no_number_together_either(app, client, two):
    gone, kept = two
    fewest = recognition_of(kept).fewest
    for number in range(fewest - 1):
        tap(app.test_client(), ("de-ene", "de-andere")[number % 2])
    merge(client, gone, kept)
    assert recognition_of(kept).others is None
    tap(app.test_client(), "de-andere")
    others = recognition_of(kept).others
    assert others is not None and others.yes == fewest
    undo(client)
    assert recognition_of(kept).others is None and recognition_of(gone).others is None

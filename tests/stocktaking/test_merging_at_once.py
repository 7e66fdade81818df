"""Two members who merge, split or undo at one moment: one of them is told so, and nothing stands in between.

With connections of their own, on both databases; and who tells contributors something waits for no one who waits back.
"""

from threading import Barrier

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db, is_sqlite
from app.core.security import random_id
from app.stocktaking import queries
from app.stocktaking.models import Merge, Question, Statement
from app.workbench import operations as workbench
from app.workbench.operations import sorting
from app.workbench.queries import Wanted
from tests.at_once import InBetween, at_once, posts, two_members
from tests.factories import make_contribution, make_question, make_user
from tests.stocktaking.test_merging_what_came import with_news

WORDS = {"de-ene": ["Zin een.", "Zin twee."], "de-andere": ["Zin drie."], "de-derde": ["Zin vier."]}  # the second stays where it is


@pytest.fixture
def questions(app):
    found = {}
    for number, (slug, words) in enumerate(WORDS.items(), start=1):
        made = make_question(make_contribution(title=f"Bron {number}"), slug=slug, sentence=f"Wie beheert put {number}?")
        made.statements[0].text = words[0]
        made.statements += [Statement(position=place, text=text) for place, text in enumerate(words[1:], start=2)]
        found[slug] = made
    db.session.commit()
    return found


@pytest.fixture
def browsers(app, sign_in, monkeypatch):
    return two_members(app, sign_in, monkeypatch)


def merges(browser, gone, into):
    said = db.session.scalars(select(Statement).join(Question).where(Question.slug == gone)).all()
    form = {"met": into, "sure": "y"} | {f"uitspraak-{one.id}": "moves" for one in said if one.text != "Zin twee."}
    return told(browser, f"/werkbank/vraagstukken/{gone}/samenvoegen", form)


def splits(browser, slug, text):
    said = db.session.scalars(select(Statement.id).where(Statement.text == text)).one()
    form = {"statements": str(said), "sentence": "Wie is dat dan?"}
    return told(browser, f"/werkbank/vraagstukken/{slug}/splitsen", form)


def undoes(browser, merge_id):
    return told(browser, f"/werkbank/samenvoegingen/{merge_id}/ongedaan", {"question": "de-ene"})


def told(browser, path, form):
    """The status of the answer, and what the page says."""
    def deed():
        answer = browser.post(path, data=form)
        return answer.status_code, answer.text

    return deed


def is_whole(questions):
    """Every statement stands once, in its place, where somebody reads it; nothing went up in what went up in it."""
    db.session.expire_all()
    into = dict(db.session.execute(select(Merge.question_id, Merge.into_id)).tuples().all())
    for key in into:
        seen, at = {key}, key
        while at in into:
            at = into[at]
            assert at not in seen, "two that went up in each other stand nowhere"
            seen.add(at)
    for question in db.session.scalars(select(Question)):
        places = [one.position for one in question.statements]
        assert places == (sorted(set(places)) if question.id in into else list(range(1, len(places) + 1)))
        assert question.statements or question.id in into, "a public question without a statement"
    every = db.session.scalars(select(Statement.text)).all()
    assert sorted(every) == sorted(text for texts in WORDS.values() for text in texts)
    return into


def statuses(found):
    assert all(not isinstance(one, Exception) for one in found), found
    return sorted(status for status, _page in found)


def test_the_one_in_the_other_while_the_other_goes_up_in_the_one(app, browsers, questions):
    found = at_once(app, merges(browsers[0], "de-ene", "de-andere"), merges(browsers[1], "de-andere", "de-ene"))
    assert set(statuses(found)) <= {301, 302, 409} and statuses(found)[0] != 409
    assert len(is_whole(questions)) == 1
    assert all("intussen op in een ander" in page or "staat er niet meer los" in page for status, page in found if status == 409)


def test_each_of_two_lets_the_one_go_up_in_another(app, browsers, questions):
    found = at_once(app, merges(browsers[0], "de-ene", "de-andere"), merges(browsers[1], "de-ene", "de-derde"))
    assert statuses(found)[-1] in (302, 409) and 302 in statuses(found)
    assert len(is_whole(questions)) == 1
    if 301 in statuses(found):  # the second came when the first was done: the way leads on, with word of it
        second = [status for status, _page in found].index(301)
        page = browsers[second].get("/werkbank/vraagstukken/de-ene", follow_redirects=True).text
        assert "Een collega liet dat vraagstuk al opgaan in dit vraagstuk" in page


@pytest.mark.parametrize("first", ["merge", "split"])
def test_a_split_while_it_goes_up_in_another(app, browsers, questions, monkeypatch, first):
    deeds = merges(browsers[0], "de-ene", "de-andere"), splits(browsers[1], "de-ene", "Zin twee.")
    found = between(app, monkeypatch, *(deeds if first == "merge" else deeds[::-1]))
    assert statuses(found)[0] == 302 and statuses(found)[1] in (302, 404, 409)
    is_whole(questions)
    assert found[0][0] == 302, "who was first did it"


def test_undone_while_the_other_goes_up_further(app, browsers, questions, monkeypatch):
    merges(browsers[0], "de-ene", "de-andere")()
    key = db.session.scalars(select(Merge.id)).one()
    db.session.rollback()
    deeds = undoes(browsers[0], key), merges(browsers[1], "de-andere", "de-derde")
    for _turn in range(2):  # and pressed once more
        found = at_once(app, *deeds)
        assert set(statuses(found)) <= {301, 302, 404, 409} and statuses(found)[0] < 404
        into, one, other = is_whole(questions), questions["de-ene"].id, questions["de-andere"].id
        assert into.pop(other) == questions["de-derde"].id and into in ({}, {one: other})


def test_two_that_undo_at_once_do_so_once(app, browsers, questions):
    merges(browsers[0], "de-ene", "de-andere")()
    key = db.session.scalars(select(Merge.id)).one()
    found = at_once(app, *[undoes(browser, key) for browser in browsers])
    assert set(statuses(found)) <= {302, 409} and 302 in statuses(found)
    assert is_whole(questions) == {}


def between(app, monkeypatch, first, second):
    """The answers of two deeds of which the second begins while the first has read what it needs."""
    db.session.rollback()
    held_up = InBetween(app, second)
    monkeypatch.setattr(queries, "hold_question", held_up.after(queries.hold_question))
    answer = first()
    return [answer, held_up.finish()]


def parked(question):
    form = {"sentence": "Wie ruimt het op?", "explanation": "", "kind": "", "route": "", "owner": "", "due_on": "", "state": "parked"}
    return f"/werkbank/vraagstukken/{question.slug}", form | {"version": str(question.version)}


@pytest.mark.parametrize("deed", ["parked", "split"])
def test_who_words_a_question_waits_for_no_one_who_lays_a_card_at_a_new_one(app, browsers, questions, monkeypatch, deed):
    """The one holds the card and waits for its words; the other has those, and tells the contributor of the card."""
    question = questions["de-ene"]
    card = question.statements[0].evidence[0].contribution
    with_news(card)
    pile = workbench.fix("Tour", Wanted(), by=make_user(Role.MEMBER))
    db.session.commit()
    other = posts(browsers[1], *parked(question)) if deed == "parked" else splits(browsers[1], "de-ene", "Zin een.")
    form = {"sentence": "Wie veegt er?", "card": card.public_id, "seen": "0", "key": random_id()}
    path = f"/werkbank/stapels/{pile.slug}/vraagstukken"
    db.session.rollback()
    held_up = InBetween(app, other)
    monkeypatch.setattr(sorting, "bins_of", held_up.after(sorting.bins_of))
    assert browsers[0].post(path, data=form).status_code == 302
    answer = held_up.finish()
    assert (answer if deed == "parked" else answer[0]) == 302


def test_of_two_that_wait_for_each_other_one_is_told_that_it_was_overtaken(app, browsers, questions, monkeypatch):
    """Should it happen all the same: a page that says so, and nothing of it is kept."""
    if is_sqlite():
        pytest.skip("there only one writes at a time")
    one, other = questions["de-ene"], questions["de-andere"]
    forms = {slug: parked(found)[1] | {"sentence": f"Wie veegt {slug}?"} for slug, found in questions.items()}
    before = {found.slug: found.sentence for found in (one, other)}
    looked = queries.hold_question

    def holds_two(question):
        looked(question)
        pause.wait(5)
        looked(*(found for found in db.session.scalars(select(Question).where(Question.id.in_((one_id, other_id)))).all() if found is not question))

    one_id, other_id, pause = one.id, other.id, Barrier(2)
    monkeypatch.setattr(queries, "hold_question", holds_two)
    found = at_once(app, *[told(browser, f"/werkbank/vraagstukken/{slug}", forms[slug]) for browser, slug in zip(browsers, before, strict=True)])
    assert statuses(found) == [302, 409]
    page = next(page for status, page in found if status == 409)
    assert "op hetzelfde moment" in page
    after = dict(db.session.execute(select(Question.slug, Question.sentence)).tuples().all())
    assert sum(after[slug] != before[slug] for slug in before) == 1

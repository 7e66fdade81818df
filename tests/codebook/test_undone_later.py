"""Taking back a change of a term that very many texts carry: asked on the page, done by the job."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.codebook.models import Deed, State, TermChange
from app.codebook.operations import do_what_waits, planning, take_back
from app.contributions.models import Audience
from app.core.database import db
from app.core.errors import Refusal
from app.taxonomy.models import Dimension
from tests.codebook.made import change, codes, words
from tests.factories import make_contribution, make_user, term

OLD, HEIR = "ondergrond", "verdichting"


@pytest.fixture
def administrator(app, sign_in):
    user = make_user(Role.ADMINISTRATOR, given_name="Ada")
    sign_in(user)
    return user


@pytest.fixture
def few(monkeypatch):
    """More than one text is very many."""
    monkeypatch.setattr(planning, "AT_ONCE", 1)


def merged(number, **story):
    """So many texts, of which the term went up in another at once."""
    stories = [make_contribution(terms=[term(Dimension.THEME, OLD)], **story) for _n in range(number)]
    db.session.commit()
    return change(Deed.MERGE, OLD, heir=HEIR), stories


def press(client, made):
    return client.post(f"/beheer/begrippen/wijzigingen/{made.id}/terug", follow_redirects=True)


def run_the_job():
    number = do_what_waits()
    db.session.commit()
    return number


def test_what_very_many_texts_carry_is_taken_back_by_the_job(client, administrator, few):
    made, stories = merged(2)
    page = press(client, made)
    assert "binnen tien minuten teruggedraaid" in page.text and "Wordt teruggedraaid: " in page.text
    assert made.state is State.UNDOING and codes(stories[0]) == [HEIR]
    assert f"wijzigingen/{made.id}/terug" not in page.text, "there is nothing more to press"
    assert run_the_job() == 1
    assert made.state is State.UNDONE and made.ended_at and made.ended_by_id == administrator.id
    assert [codes(story) for story in stories] == [[OLD], [OLD]] and run_the_job() == 0


def test_few_texts_and_texts_that_nobody_finds_are_taken_back_at_once(client, administrator, few):
    made, stories = merged(1)
    hidden = make_contribution(terms=[term(Dimension.THEME, HEIR)], audience=Audience.MEMBERS)
    press(client, made)
    assert made.state is State.UNDONE and codes(stories[0]) == [OLD] and codes(hidden) == [HEIR]
    again, members_only = merged(3, audience=Audience.MEMBERS)
    press(client, again)
    assert again.state is State.UNDONE, "how long it takes tells nothing of what an administrator may not find"
    assert {tuple(codes(story)) for story in members_only} == {(OLD,)}


def test_other_words_for_what_many_carry_are_taken_back_by_the_job_too(client, administrator, few):
    for _n in range(2):
        make_contribution(terms=[term(Dimension.THEME, OLD)])
    db.session.commit()
    made = change(Deed.RENAME, OLD, **words("Onder de grond"))
    press(client, made)
    assert made.state is State.UNDOING and term(Dimension.THEME, OLD).name_nl == "Onder de grond"
    run_the_job()
    assert made.state is State.UNDONE and term(Dimension.THEME, OLD).name_nl == "Ondergrond"


def test_pressing_twice_does_it_once(client, administrator, few):
    made, _stories = merged(2)
    press(client, made)
    again = press(client, made)
    assert again.status_code == 409 and "wordt al teruggedraaid" in again.text
    assert run_the_job() == 1 and made.state is State.UNDONE


def test_what_came_in_between_stands_in_the_way_and_is_told(client, administrator, few):
    for _n in range(2):
        make_contribution(terms=[term(Dimension.THEME, OLD)])
    db.session.commit()
    made = change(Deed.RENAME, OLD, **words("Onder de grond"))
    press(client, made)
    later = change(Deed.RENAME, OLD, **words("Bodem"))
    run_the_job()
    assert made.state is State.DONE and made.ended_by_id is None and f"nummer {later.id}" in made.fault
    page = client.get(f"/beheer/begrippen/{made.term_id}")
    assert "Terugdraaien lukte niet:" in page.text and f"wijzigingen/{made.id}/terug" in page.text
    for one in (later, made):
        press(client, one)
        run_the_job()
    assert made.state is State.UNDONE and made.fault == ""
    assert "lukte niet" not in client.get(f"/beheer/begrippen/{made.term_id}").text


def test_a_later_change_that_waits_stands_in_the_way_of_an_earlier_one(administrator, few):
    made = change(Deed.RENAME, OLD, **words("Onder de grond"))
    for _n in range(2):
        make_contribution(terms=[term(Dimension.THEME, OLD)])
    db.session.commit()
    later = change(Deed.RENAME, OLD, **words("Bodem"))
    take_back(later, administrator, may_wait=True)
    assert later.state is State.UNDOING
    with pytest.raises(Refusal, match=f"nummer {later.id}"):
        take_back(made, administrator, may_wait=True)
    run_the_job()
    take_back(made, administrator, may_wait=True)
    assert made.state is State.UNDOING and len(db.session.scalars(select(TermChange)).all()) == 2
    run_the_job()
    assert term(Dimension.THEME, OLD).name_nl == "Ondergrond"

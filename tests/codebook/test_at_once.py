"""Two people at the very same moment: one of them is first, the other reads so, and nothing is done twice."""

from sqlalchemy import func, select

from app.accounts.models import Role
from app.accounts.operations import begin_session
from app.codebook.models import Deed, Retag, State, TermChange
from app.core.clock import today
from app.core.database import db
from app.taxonomy.models import Dimension
from tests.at_once import at_once
from tests.codebook.made import change, codes
from tests.factories import make_contribution, make_user, term

OLD = "ondergrond"


def browser_of(app, role):
    token, browser = begin_session(make_user(role), "a test"), app.test_client()
    db.session.commit()
    with browser.session_transaction() as session:
        session["sid"] = token
    return browser


def presses(browser, address, data):
    return lambda: browser.post(address, data=data).status_code


def test_two_administrators_change_one_term(app):
    found = term(Dimension.THEME, OLD)
    usual = {"reason": "Om.", "on": today().isoformat(), "version": str(found.version), "action": "doe"}
    deeds = [
        presses(browser_of(app, Role.ADMINISTRATOR), f"/beheer/begrippen/{found.id}/{word}", usual | more)
        for word, more in (("hernoemen", {"name_nl": "Onder de grond"}), ("samenvoegen", {"heir": "verdichting"}))
    ]
    assert sorted(at_once(app, *deeds)) in ([302, 409], [302, 404])  # who comes after the merge finds no such form
    assert db.session.scalars(select(TermChange.state)).all() == [State.DONE]


def test_two_editors_choose_for_one_text(app):
    story = make_contribution(terms=[term(Dimension.THEME, OLD)])
    split = change(Deed.SPLIT, OLD, parts=[{"code": "verdichting"}, {"code": "deelmobiliteit"}])
    deeds = [
        presses(browser_of(app, Role.EDITOR), f"/redactie/begrippen/{split.id}/{story.public_id}", {"kies": "begrippen", "term": code})
        for code in ("verdichting", "deelmobiliteit")
    ]
    assert sorted(at_once(app, *deeds)) == [302, 409]
    assert db.session.scalar(select(func.count()).select_from(Retag)) == 1 and len(codes(story)) == 1


def test_two_administrators_take_one_change_back(app):
    make_contribution(terms=[term(Dimension.THEME, OLD)])
    made = change(Deed.MERGE, OLD, heir="verdichting")
    address = f"/beheer/begrippen/wijzigingen/{made.id}/terug"
    deeds = [presses(browser_of(app, Role.ADMINISTRATOR), address, {}) for _n in range(2)]
    assert sorted(at_once(app, *deeds)) == [302, 409]
    assert term(Dimension.THEME, OLD).is_in_use and made.state is State.UNDONE

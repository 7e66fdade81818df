"""Two who change what stands under one question at the same moment: never more statements than three, nor two at a place."""

import pytest
from sqlalchemy import select

from app.accounts.models import Role
from app.core.database import db
from app.stocktaking.models import Removal, Statement
from app.stocktaking.operations import removals, remove_statement
from tests.at_once import InBetween, posts
from tests.factories import make_organisation, make_question, make_user


@pytest.fixture
def question(app):
    """Two statements that stand there, and two that were taken away."""
    made, by = make_question(slug="wie-beheert"), make_user(Role.MEMBER)
    made.statements += [Statement(position=n, text=f"Zin {n}.") for n in (2, 3)]
    db.session.flush()
    for text in ("Zin 2.", "Zin 3."):
        remove_statement(next(s for s in made.statements if s.text == text), by)
    made.statements.append(Statement(position=2, text="Zin 4."))
    db.session.commit()
    return made


@pytest.mark.parametrize("beside", ["put back", "state"])
def test_two_that_come_at_once_leave_three(app, sign_in, monkeypatch, question, beside):
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    browsers = [app.test_client(), app.test_client()]
    for browser in browsers:
        sign_in(make_user(Role.MEMBER, make_organisation(is_partner=True)), browser)
    first, second = [f"/werkbank/weggehaald/{key}/terug" for key in db.session.scalars(select(Removal.id).order_by(Removal.id))]
    path, form = (second, {}) if beside == "put back" else ("/werkbank/vraagstukken/wie-beheert/uitspraken", {"text": "Zin 5."})
    db.session.rollback()
    between = InBetween(app, posts(browsers[1], path, form))
    monkeypatch.setattr(removals, "in_own_words", between.after(removals.in_own_words))
    assert posts(browsers[0], first, {})() == 302
    assert between.finish() == 409
    found = db.session.scalars(select(Statement.position).order_by(Statement.position)).all()
    assert found == [1, 2, 3]

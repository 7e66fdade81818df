"""A member with a pile of three cards and one question to lay them at."""

import pytest

from app.accounts.models import Role
from app.core.database import db
from app.workbench import operations
from app.workbench.queries import Wanted
from tests.factories import make_contribution, make_organisation, make_question, make_user


@pytest.fixture
def member(app, sign_in):
    user = make_user(Role.MEMBER, make_organisation(is_partner=True), given_name="Noor")
    sign_in(user)
    return user


@pytest.fixture
def stories(app):
    """Three, in the order of the pile."""
    return [make_contribution(title=f"{letter} stenen lagen los", lesson=f"Les {letter}.") for letter in "ABC"]


@pytest.fixture
def question(app):
    return make_question(slug="wie-beheert", sentence="Wie beheert het groen?", is_public=False)


@pytest.fixture
def pile(member, stories, question):
    made = operations.fix("Zomertour", Wanted(), by=member)
    operations.offer(made, question)
    db.session.commit()
    return made

"""A member with a pile of three cards and one question to lay them at; and two texts that are alike."""

import pytest

from app.accounts.models import Role
from app.contributions.jobs import compare_texts
from app.contributions.models import Audience
from app.core.database import db
from app.workbench import operations
from app.workbench.queries import Wanted
from tests.factories import make_contribution, make_organisation, make_question, make_user

TOLD = {"facts": "Elke ochtend zetten vrijwilligers een hek neer voor de school.", "lesson": "Neem een paal die zakt."}


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
    operations.offer(made, [question], by=member)
    db.session.commit()
    return made


@pytest.fixture
def alike(app):
    """A text with a name and one without that tell the same case, compared."""
    one = make_contribution(title="Een hek voor de school", names_organisation=True, **TOLD)
    other = make_contribution(title="Het schoolhek", **TOLD, audience=Audience.MEMBERS)
    compare_texts()
    db.session.commit()
    return one, other

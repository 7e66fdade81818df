"""A quote that a member took away just now, for tests that walk through what is kept."""

from app.accounts.models import Role
from app.stocktaking.operations import remove_quote
from tests.factories import make_contribution, make_question, make_user


def taken_away():
    question = make_question(make_contribution())
    return remove_quote(question.statements[0].evidence[0], by=make_user(Role.MEMBER))

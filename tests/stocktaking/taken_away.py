"""What a member took away or worded otherwise just now, for tests that walk through what is kept."""

from app.accounts.models import Role
from app.stocktaking.models import Reach
from app.stocktaking.operations import answer, drop_answer, note_down, remove_quote, strike_out
from tests.factories import make_contribution, make_organisation, make_question, make_user


def taken_away():
    question = make_question(make_contribution())
    return remove_quote(question.statements[0].evidence[0], by=make_user(Role.MEMBER))


def dropped_answer(by=None):
    """An answer with a source, and a note of whoever dropped it."""
    question, by = make_question(), by or make_user(Role.MEMBER)
    made = answer(question, by, make_organisation(), Reach.PART, None, "Zo deden wij het eerst.", [make_contribution()])
    drop_answer(made, by)
    strike_out(note_down(question, "Dit klopt niet.", by), by)

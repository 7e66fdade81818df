"""The buttons of whoever at the desk judges a request about a person."""

from app.accounts.models import Role
from app.appeals import operations
from app.appeals.models import Part, Wish
from app.appeals.operations.receiving import Asked
from tests.answering.made import answered, marked
from tests.factories import make_user
from tests.faults.pressing import TYPED, button

DESK = "/redactie/meldingen/<public_id>"


def reported(part=Part.TEXT):
    """A request about an answer of which a municipality said why it does not fit; and who judges it."""
    challenge, (story,) = answered()
    marked(challenge, story, verdict="no", reason="De opzichter wil het niet.", turn=1, by_id=challenge.hosts[0].user_id)
    for _number in range(3):
        make_user(Role.EDITOR)
    appeal = operations.report(story, Wish.NAME_OUT, part, Asked("Dat ben ik."), by=make_user())
    return challenge, appeal, appeal.judges[0].user


def at(rule, appeal):
    return rule.replace("<public_id>", appeal.public_id)


@button("hide what a request is about", f"{DESK}/verberg")
def hide():
    _challenge, appeal, judge = reported()
    return at(f"{DESK}/verberg", appeal), {"verberg-reason": TYPED}, judge


@button("decide about a request", f"{DESK}/besluit")
def decide():
    _challenge, appeal, judge = reported()
    return at(f"{DESK}/besluit", appeal), {"decision": "let_back", "answer": TYPED}, judge


@button("take a reason away", f"{DESK}/reden-weg", mails=True)
def take_reason_away():
    challenge, appeal, judge = reported(Part.REASON)
    return at(f"{DESK}/reden-weg", appeal), {"challenge": challenge.public_id, "seen": "1"}, judge


@button("give a request to somebody else", f"{DESK}/overdragen", mails=True)
def pass_on():
    _challenge, appeal, judge = reported()
    return at(f"{DESK}/overdragen", appeal), {}, judge

"""A process that sends mail is killed with SIGKILL between two writes, and started again: nothing lost, nothing twice."""

import signal
from datetime import datetime, time, timedelta

import pytest

from app.core.clock import AMSTERDAM, today
from app.core.database import db
from tests.factories import make_challenge
from tests.faults.mailing import sent_by_a_process
from tests.mail_server import open_mailbox

DAY = today() + timedelta(days=28 + 3 - today().weekday())  # a Thursday: it leaves in no weekend
AT_TEN = datetime.combine(DAY, time(10), AMSTERDAM)
MAIL = ("MAIL_SERVER", "MAIL_PORT", "MAIL_STARTTLS")


@pytest.fixture
def receivers(app):
    """The hosts of three challenges that passed their last day: they hear it in one mail each."""
    challenges = [make_challenge(closes_on=DAY - timedelta(days=1), slug=f"over-{number}") for number in range(3)]
    found = sorted(host.user.email for challenge in challenges for host in challenge.hosts)
    db.session.commit()
    return found


@pytest.mark.parametrize(
    ("dies", "taken_again"),
    [
        ("between two mails that it writes", 0),
        ("between its note and the mail server", 0),
        ("between the mail server and its note", 1),  # nobody can tell that from a mail that was lost: it has the same id
    ],
)
def test_killed_between_two_writes_and_started_again(app, settings, receivers, monkeypatch, dies, taken_again):
    with open_mailbox(app, monkeypatch) as box:
        known = settings | {name: app.config[name] for name in MAIL}
        assert sent_by_a_process(known, AT_TEN, dies) == -signal.SIGKILL
        assert len(box.envelopes) == taken_again
        for minutes in (0, 20, 40):
            assert sent_by_a_process(known, AT_TEN + timedelta(minutes=minutes)) == 0
        letters = [(to, message_id(text)) for tos, text in box.taken for to in tos]
    assert len(letters) == len(receivers) + taken_again
    assert sorted(to for to, _id in set(letters)) == receivers, "each once, by the id that a mail program looks at"
    assert len({one for _to, one in letters}) == len(receivers)


def message_id(text):
    return next(line for line in text.splitlines() if line.lower().startswith("message-id"))

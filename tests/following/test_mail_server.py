"""Mail of what people follow, against a real mail server that refuses, delays and drops: nothing lost, nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock, mail
from app.core.database import db
from app.core.outbox import Email, deliver_mail, has_bounced
from tests.factories import make_challenge
from tests.following.made import at, follows, make_follower, round_of_mail
from tests.mail_server import open_mailbox


@pytest.fixture
def written(app, monkeypatch):
    """Six mails that wait to leave."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    for n in range(6):
        follows(make_follower(f"{n}@b.example"), "west")
    make_challenge()
    assert len(round_of_mail()) == 6


def delivered(monkeypatch, rounds=30):
    """Rounds of the job, with time passing between them, until nothing waits."""
    moment = clock.now()
    for _round in range(rounds):
        deliver_mail()
        moment += timedelta(minutes=20)
        monkeypatch.setattr(clock, "now", lambda there=moment: there)
    return db.session.scalars(select(Email)).all()


def test_a_server_that_refuses_delays_and_drops_loses_nothing_and_repeats_nothing(app, monkeypatch, written):
    whole, seen = mail.hand_over, Counter()

    def troubled(message, to):
        """The first time it is refused, the second time the line falls silent, then it goes through."""
        seen[to] += 1
        if seen[to] == 2:
            raise TimeoutError("the server fell silent")
        whole(message, to)

    monkeypatch.setattr(mail, "hand_over", troubled)
    with open_mailbox(app, monkeypatch) as box:
        box.refuses = True
        deliver_mail()
        assert box.envelopes == [] and sum(seen.values()) == 6, "each was tried once, and each waits"
        box.refuses = False
        kept = delivered(monkeypatch)
    assert sorted(to for envelope in box.envelopes for to in envelope.rcpt_tos) == [f"{n}@b.example" for n in range(6)]
    assert all(mail.sent_at and mail.address == mail.text == "" for mail in kept)


def test_a_server_that_takes_a_mail_and_drops_before_it_says_so_gets_the_same_one_again(app, monkeypatch, written):
    """Then whoever receives it can see that it is the same mail, by its id: nothing is lost, and nothing looks new."""
    whole, dropped = mail.hand_over, set()

    def drops(message, to):
        whole(message, to)
        if to not in dropped:
            dropped.add(to)
            raise ConnectionResetError("gone before the answer")

    monkeypatch.setattr(mail, "hand_over", drops)
    with open_mailbox(app, monkeypatch) as box:
        delivered(monkeypatch)
        ids = Counter(line for _to, text in box.taken for line in text.splitlines() if line.startswith("Message-ID"))
    assert len(ids) == 6 and set(ids.values()) == {2}


def test_mail_has_the_button_of_mail_programs_and_stops_where_nobody_reads_it(app, monkeypatch, written):
    with open_mailbox(app, monkeypatch) as box:
        box.unknown = {"3@b.example": "550 no such user"}
        delivered(monkeypatch, 3)
        assert len(box.envelopes) == 5 and has_bounced("3@b.example")
        assert all("List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text and "/volgen/stoppen/" in text for _to, text in box.taken)
    at(monkeypatch, 2026, 12, 2, 10, 0)
    make_challenge()
    assert [address for address, _s, _t in round_of_mail()] == [f"{n}@b.example" for n in (0, 1, 2, 4, 5)]

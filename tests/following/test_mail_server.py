"""Mail of what people follow, against a real mail server that refuses, delays and drops: nothing lost, nothing twice."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import schedule
from app.core import clock, mail
from app.core.database import db, writing
from app.core.outbox import Email, has_bounced, take_back
from app.following.messages import KIND
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


@pytest.fixture
def box(app, monkeypatch):
    """A server that is silent longer than we wait: a second for an answer, and six for that to a letter."""
    monkeypatch.setitem(app.config, "MAIL_TIMEOUT", 1)
    with open_mailbox(app, monkeypatch) as box:
        box.silence = 1.6
        yield box


def delivered(monkeypatch, rounds=30):
    """Rounds of the job, with time passing between them, until nothing waits."""
    moment = clock.now()
    db.session.rollback()  # the job begins a transaction of its own
    for _round in range(rounds):
        schedule.run("deliver-mail")
        moment += timedelta(minutes=20)
        monkeypatch.setattr(clock, "now", lambda there=moment: there)
    return db.session.scalars(select(Email)).all()


def taken(box):
    """How many times each address got its mail, and how many messages there are by their ids."""
    messages = box.taken
    ids = {line for _to, text in messages for line in text.splitlines() if line.startswith("Message-ID")}
    return Counter(to for tos, _text in messages for to in tos), len(ids)


BEFORE = ("drops at once", "drops before the greeting", "silent before the letter", "drops in the middle")
AFTER = ("unkind at the end", "silent at the end", "silent after the letter")  # the last one within our patience


BETWEEN = ("had enough", "drops between two letters", "silent between two letters")  # letters on one line


def test_a_server_that_refuses_delays_and_drops_loses_nothing_and_repeats_nothing(monkeypatch, written, box):
    monkeypatch.setattr(mail, "MOST_ON_ONE_LINE", 1)  # so that each trouble comes
    box.refuses = True
    schedule.run("deliver-mail")
    assert box.envelopes == [] and {mail.tries for mail in db.session.scalars(select(Email))} == {1}, "each waits"
    box.refuses, box.troubles = False, [*BEFORE, *AFTER, "drops in the middle"]
    kept = delivered(monkeypatch)
    assert box.troubles == []
    assert taken(box) == ({f"{n}@b.example": 1 for n in range(6)}, 6)
    assert all(mail.sent_at and mail.address == mail.text == "" for mail in kept)


def test_all_mail_of_a_round_leaves_over_one_line(monkeypatch, written, box):
    delivered(monkeypatch, 1)
    assert (len(box.envelopes), box.lines) == (6, 1)


@pytest.mark.parametrize("trouble", BETWEEN)
def test_a_server_that_ends_the_line_between_two_letters_costs_no_try(monkeypatch, written, box, trouble):
    box.troubles = [trouble]
    kept = delivered(monkeypatch, 1)
    assert taken(box) == ({f"{n}@b.example": 1 for n in range(6)}, 6) and box.lines == 2
    assert all(mail.sent_at and mail.tries == 1 for mail in kept)


def test_a_line_that_breaks_again_and_again_is_not_called_without_end(monkeypatch, written, box):
    box.troubles = ["drops between two letters", "drops at once", "drops at once"]
    kept = delivered(monkeypatch, 1)
    assert (len(box.envelopes), box.lines) == (1, 2), "the others wait as well, as when nobody answers"
    assert sorted(mail.tries for mail in kept) == [0, 0, 0, 0, 1, 1]
    delivered(monkeypatch)
    assert taken(box) == ({f"{n}@b.example": 1 for n in range(6)}, 6)


def test_a_letter_that_breaks_off_half_way_is_not_sent_again_at_once(monkeypatch, written, box):
    """Nobody knows what the server has of it: it waits its turn, and the next leaves over a new line."""
    box.troubles = ["drops after the letter"]
    kept = delivered(monkeypatch, 1)
    assert (len(box.envelopes), box.lines) == (1, 1) and sorted(mail.tries for mail in kept) == [0, 0, 0, 0, 0, 1]


def test_one_address_that_is_refused_leaves_the_line_to_the_others(monkeypatch, written, box):
    box.unknown = {"3@b.example": "550 5.1.1 no such user"}
    delivered(monkeypatch, 1)
    assert len(box.envelopes) == 5 and box.lines <= 2


@pytest.mark.parametrize("trouble", ["drops after the letter", "silent after the letter"])
def test_a_server_that_takes_a_mail_and_never_says_so_gets_the_same_one_again(monkeypatch, written, box, trouble):
    """Nobody can tell that from a mail that was lost. By its id whoever receives it sees that it is the same one."""
    monkeypatch.setattr(mail, "PATIENCE", 1)
    box.troubles = [trouble] * 2
    kept = delivered(monkeypatch)
    times, messages = taken(box)
    assert sorted(times.values()) == [1, 1, 1, 1, 2, 2] and messages == 6
    assert all(mail.sent_at for mail in kept)


def test_others_write_while_the_server_makes_us_wait_and_what_is_taken_back_meanwhile_is_gone(app, monkeypatch, written, box):
    def meanwhile():
        with app.app_context():
            token = writing.set(True)
            take_back(KIND)
            db.session.commit()
            db.session.remove()
            writing.reset(token)

    box.meanwhile = meanwhile
    assert delivered(monkeypatch, 2) == []
    assert len(box.envelopes) == 1, "the one that was under way"


def test_a_worker_that_is_killed_in_between_leaves_the_mail_to_the_next_one(monkeypatch, written, box):
    class Killed(BaseException):
        pass

    def kill(_message, _to):
        raise Killed

    with monkeypatch.context() as here:
        here.setattr(mail, "hand_over", kill)
        with pytest.raises(Killed):
            schedule.run("deliver-mail")
    schedule.run("deliver-mail")
    assert len(box.envelopes) == 5, "whoever had it may still be at it"
    delivered(monkeypatch, 1)
    delivered(monkeypatch, 1)
    assert taken(box) == ({f"{n}@b.example": 1 for n in range(6)}, 6)


def test_mail_has_the_button_of_mail_programs_and_stops_where_nobody_reads_it(monkeypatch, written, box):
    box.unknown = {"3@b.example": "550 no such user"}
    delivered(monkeypatch, 3)
    assert len(box.envelopes) == 5 and has_bounced("3@b.example")
    assert all("List-Unsubscribe-Post: List-Unsubscribe=One-Click" in text and "/volgen/stoppen/" in text for _to, text in box.taken)
    at(monkeypatch, 2026, 12, 2, 10, 0)
    make_challenge()
    assert [address for address, _s, _t in round_of_mail()] == [f"{n}@b.example" for n in (0, 1, 2, 4, 5)]


@pytest.mark.parametrize("said", ["554 5.7.1 Relay access denied", "550 5.7.26 not authenticated", "550 5.1.8 bad sender", "554 go away", "552 5.2.2 mailbox full"])
def test_a_server_that_will_not_have_us_costs_nobody_their_mail(monkeypatch, written, box, said):
    """It says nothing of who reads mail at the address: the mail waits and leaves once the server takes it."""
    box.unknown = {"3@b.example": said}
    delivered(monkeypatch, 1)
    assert len(box.envelopes) == 5 and not has_bounced("3@b.example")
    box.unknown = {}
    delivered(monkeypatch, 3)
    assert taken(box) == ({f"{n}@b.example": 1 for n in range(6)}, 6)


@pytest.mark.parametrize("said", ["550 5.1.1 no such user", "553 no mailbox here", "550 5.1.10 null mx"])
def test_of_an_address_that_nobody_reads_the_server_says_so(monkeypatch, written, box, said):
    box.unknown = {"3@b.example": said}
    delivered(monkeypatch, 1)
    assert has_bounced("3@b.example")

"""Many followers of one theme: in batches, with memory that does not grow with them, and nothing added to a request.

`FOLLOWERS=10000` in the environment measures what the issue asks; without it a few hundred, so that CI stays fast.
"""

import logging
import os
import re
import time
import tracemalloc

from sqlalchemy import func, insert, select

from app.accounts.models import Role
from app.contributions.models import Status
from app.core import clock
from app.core.clock import now
from app.core.database import db
from app.core.outbox import Email, deliver_mail
from app.core.sealing import Private
from app.core.security import random_id
from app.following.jobs import tell_followers
from app.following.models import Follow, Follower, Pace, Telling
from app.following.operations.following import mark_of
from app.taxonomy.models import Dimension
from tests.factories import make_challenge, make_contribution, make_user
from tests.following.made import at, make_term, round_of_mail
from tests.mail_server import open_mailbox
from tests.review.desk import desk_of, read_by_both, say_yes

MANY = int(os.environ.get("FOLLOWERS", "400"))
SENT = min(MANY, int(os.environ.get("SENT", "40")))
MEGABYTES = 60  # at the peak, however many followers there are


def crowd(theme, number):
    """Light rows: their links are random, as nobody opens them here."""
    for start in range(0, number, 500):
        addresses = [f"{n}@b.example" for n in range(start, min(start + 500, number))]
        hours = {"quiet_from": 0, "quiet_until": 0, "quiet_weekend": False, "spoken": "nl", "began_at": now()}
        rows = [{"public_id": random_id(), "sealed_address": Private(a), "address_mark": mark_of(a), "own_hash": random_id(), "stop_hash": random_id(), **hours} for a in addresses]
        db.session.execute(insert(Follower), rows)
    ids = db.session.scalars(select(Follower.id)).all()
    wish = {"term_id": theme.id, "pace": Pace.AT_ONCE, "asked_at": clock.now(), "confirmed_at": clock.now()}
    db.session.execute(insert(Follow), [{"public_id": random_id(), "follower_id": i, **wish} for i in ids])
    db.session.commit()


def publish(theme, editors, sign_in):
    """A real publication: the second yes at the desk. Returns the statements and the seconds of that request."""
    story = make_contribution(status=Status.RECEIVED, unchanged_is_fine=True, names_organisation=True, terms=[theme])
    read_by_both(story, editors, sign_in)
    say_yes(editors[0][1], story)
    last = editors[1][1]
    seen = re.search(r'name="seen" value="(\w+)"', last.get(desk_of(story)).text)[1]
    began = time.perf_counter()
    assert last.post(f"{desk_of(story)}/akkoord", data={"seen": seen}).status_code == 302
    return last.statements, time.perf_counter() - began


def test_one_publication_reaches_them_all_in_bounded_memory(app, client, sign_in, caplog):
    editors = [(make_user(Role.EDITOR), app.test_client()) for _n in range(2)]
    theme = make_term(Dimension.THEME, "groen")
    publish(theme, editors, sign_in)  # the first one pays for what is loaded once
    round_of_mail()
    alone, seconds_alone = publish(theme, editors, sign_in)
    assert round_of_mail() == []
    crowd(theme, MANY)
    followed, seconds_followed = publish(theme, editors, sign_in)
    print(f"\nthe request that publishes: {alone} statements and {seconds_alone * 1e3:.0f} ms without a follower, {followed} and {seconds_followed * 1e3:.0f} ms with {MANY}")
    assert followed == alone
    assert db.session.scalar(select(func.count()).select_from(Email)) == 0
    caplog.set_level(logging.INFO, "app.following.jobs")
    tracemalloc.start()
    began = time.perf_counter()
    mails = tell_followers()
    took, (_now, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{MANY} followers: {mails} mails in {took:.1f} s, at most {peak / 1e6:.1f} MB, {len(caplog.records)} lines of progress")
    assert mails == MANY == db.session.scalar(select(func.count()).select_from(Email))
    assert db.session.scalar(select(func.count()).select_from(Telling).where(Telling.told_at.is_(None))) == 0
    assert peak < MEGABYTES * 1e6
    assert len(caplog.records) == -(-MANY // 200)
    assert tell_followers() == 0
    db.session.commit()


def test_the_mails_of_many_leave_each_once(app, monkeypatch):
    """The way on from there, to a real mail server, with fewer: each is looked at once more before it leaves."""
    at(monkeypatch, 2026, 12, 1, 10, 0)
    round_of_mail()
    theme = make_term(Dimension.THEME, "groen")
    crowd(theme, SENT)
    make_challenge(terms=[theme])
    assert tell_followers() == SENT
    db.session.commit()
    with open_mailbox(app, monkeypatch) as mailbox:
        began, sent, rounds, addresses, last = time.perf_counter(), 0, 0, [], 1
        while last:
            last = deliver_mail()
            sent, rounds = sent + last, rounds + bool(last)
            addresses += [address for envelope in mailbox.envelopes for address in envelope.rcpt_tos]
            mailbox.envelopes.clear()
    print(f"{sent} mails left in {time.perf_counter() - began:.1f} s and {rounds} rounds")
    assert sent == SENT == len(addresses) == len(set(addresses))
    assert db.session.scalar(select(func.count()).select_from(Email).where(Email.sent_at.is_(None))) == 0

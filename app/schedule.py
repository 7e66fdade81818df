"""What the clock starts: each job by its name, and how often."""

import logging
import signal
import threading
import time

import click
from flask import Flask

from app.accounts.operations import forget_exports, remove_what_expired
from app.answering.operations import ask_what_came, tell_hosts, tell_reactions
from app.answering.operations.beside import forget_browsers as forget_browsers_of_challenges
from app.appeals import jobs as appeals
from app.challenges.operations import mind as mind_challenges
from app.codebook.operations import do_what_waits as change_terms
from app.codebook.operations import follow as follow_terms
from app.codebook.operations import forget_old_proposals
from app.contributions import jobs as contributions
from app.core.database import db, empty_journal, writing
from app.core.destruction import forget_old_destructions
from app.core.outbox import deliver_mail
from app.core.trail import forget_old_trail
from app.core.waiting_mail import forget_old_mail
from app.following.jobs import tell_followers
from app.following.operations import forget_told, tell_answerers
from app.following.operations import forget_unconfirmed as forget_unconfirmed_follows
from app.gatherings.operations import (
    forget_arrivals,
    forget_notes,
    forget_old_unsaved,
    forget_old_wishes,
    forget_registrations,
    forget_tasks,
    forget_unconfirmed,
    pass_on_seats,
    remind,
    share_harvests,
    tell_caterers,
    tell_changes,
)
from app.gatherings.operations import scan_waiting_photos as scan_note_photos
from app.notifications.operations import forget_old_messages
from app.pages import jobs as pages
from app.reports import jobs as reports
from app.reports.operations import forget_failed
from app.reports.operations import forget_files as forget_reports
from app.stocktaking.operations import forget_browsers, forget_removals, tell_news
from app.woo import jobs as woo
from app.woo.operations import forget_closed_requests, forget_files
from app.workbench.operations import forget_old_deeds

log = logging.getLogger(__name__)
MINUTE, NIGHT = 60, 24 * 60 * 60  # seconds
JOBS = {
    "deliver-mail": (deliver_mail, 10),
    "make-exports": (pages.make_exports, 10),
    "make-woo-files": (woo.make_files, 10),
    "freeze-piles": (reports.freeze_piles, 5),
    "make-reports": (reports.make_reports, 5),
    "list-what-came-into-view": (contributions.list_what_came_into_view, 10 * MINUTE),
    "change-terms": (change_terms, 10 * MINUTE),
    "follow-terms": (follow_terms, NIGHT),
    "propose-themes": (contributions.propose_themes, 60 * MINUTE),
    "compare-texts": (contributions.compare_texts, 10),
    "scan-photos": (contributions.scan_photos, MINUTE),
    "tidy-photos": (contributions.tidy_photos, 10 * MINUTE),
    "mind-challenges": (mind_challenges, 60 * MINUTE),
    "mind-silence": (contributions.mind_silence, NIGHT),
    "remind-to-look": (contributions.remind_to_look, 60 * MINUTE),
    "share-harvests": (share_harvests, 10 * MINUTE),
    "tell-changes": (tell_changes, 10 * MINUTE),
    "tell-news": (tell_news, 10 * MINUTE),
    "tell-reactions": (tell_reactions, 10 * MINUTE),
    "tell-followers": (tell_followers, 10 * MINUTE),
    "tell-answerers": (tell_answerers, 10 * MINUTE),
    "forget-told": (forget_told, NIGHT),
    "forget-unconfirmed-follows": (forget_unconfirmed_follows, 60 * MINUTE),
    "ask-what-came": (ask_what_came, 60 * MINUTE),
    "tell-hosts": (tell_hosts, 10 * MINUTE),
    "tell-what-waits": (contributions.tell_what_waits, 10 * MINUTE),
    "end-conversations": (contributions.end_conversations, NIGHT),
    "forget-addresses": (contributions.forget_addresses, NIGHT),
    "forget-appeals": (appeals.forget_answered, NIGHT),
    "forget-case-deeds": (contributions.forget_case_deeds, NIGHT),
    "forget-drafts": (contributions.forget_drafts, NIGHT),
    "forget-ended-stories": (contributions.forget_ended_stories, NIGHT),
    "forget-browsers": (forget_browsers, NIGHT),
    "forget-host-phones": (contributions.forget_host_phones, NIGHT),
    "forget-browsers-of-challenges": (forget_browsers_of_challenges, NIGHT),
    "forget-arrivals": (forget_arrivals, 60 * MINUTE),
    "forget-gathering-tasks": (forget_tasks, NIGHT),
    "forget-unsaved-forms": (forget_old_unsaved, NIGHT),
    "forget-registrations": (forget_registrations, 60 * MINUTE),
    "forget-wishes": (forget_old_wishes, 60 * MINUTE),
    "forget-unconfirmed": (forget_unconfirmed, 60 * MINUTE),
    "remind-who-comes": (remind, 10 * MINUTE),
    "tell-caterers": (tell_caterers, 60 * MINUTE),
    "pass-on-seats": (pass_on_seats, MINUTE),
    "forget-walk-notes": (forget_notes, 60 * MINUTE),
    "scan-walk-photos": (scan_note_photos, MINUTE),
    "forget-exports": (forget_exports, 60 * MINUTE),
    "forget-woo-files": (forget_files, 60 * MINUTE),
    "forget-woo-requests": (forget_closed_requests, NIGHT),
    "forget-reports": (forget_reports, 60 * MINUTE),
    "forget-failed-freezing": (forget_failed, NIGHT),
    "forget-own-words": (contributions.forget_old_own_words, NIGHT),
    "forget-term-proposals": (forget_old_proposals, NIGHT),
    "forget-old-messages": (forget_old_messages, NIGHT),
    "forget-old-mail": (forget_old_mail, NIGHT),
    "forget-old-deeds": (forget_old_deeds, NIGHT),
    "forget-removals": (forget_removals, NIGHT),
    "forget-old-audit": (forget_old_trail, NIGHT),
    "forget-old-destructions": (forget_old_destructions, NIGHT),
    "forget-what-was-decided": (contributions.forget_what_was_decided, NIGHT),
    "forget-who-read": (contributions.forget_who_read, NIGHT),
    "remind-of-appeals": (appeals.remind, NIGHT),
    "empty-journal": (empty_journal, 10 * MINUTE),
    "remove-what-expired": (remove_what_expired, NIGHT),
}


def init_app(app: Flask) -> None:
    @app.cli.command("job")
    @click.argument("name", type=click.Choice(sorted(JOBS)))
    def job(name: str) -> None:
        """Run one job now."""
        run(name)

    @app.cli.command("work")
    def work() -> None:
        """Run every job at its time, until stopped."""
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        keep_working(stopped)


def run(name: str) -> None:
    """Runs one job in a transaction of its own. A fault is logged, and the job comes round again."""
    before = writing.set(True)
    try:
        JOBS[name][0]()
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("job %s failed", name)
    finally:
        db.session.remove()
        writing.reset(before)


def keep_working(stopped: threading.Event) -> None:
    due = dict.fromkeys(JOBS, 0.0)
    while not stopped.is_set():
        for name, (_job, every) in JOBS.items():
            if time.monotonic() >= due[name] and not stopped.is_set():
                run(name)
                due[name] = time.monotonic() + every
        stopped.wait(2)

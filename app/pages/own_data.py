"""Everything that we know of one person, gathered from every feature; of others it holds nothing."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from flask import render_template

from app.accounts.models import User
from app.accounts.queries import (
    address_change_of,
    all_sessions_of,
    code_app_of,
    every_recovery_code_of,
    export_of,
    invitations_for,
    passkeys_of,
)
from app.answering.models import AnswerMark, LinkedAnswer
from app.answering.queries import every_mark_on
from app.answering.queries.beside import links_in_view
from app.appeals.models import Appeal
from app.appeals.queries import appeals_of
from app.challenges.queries import hosted_by
from app.contributions.disclosure import challenge_in_view
from app.contributions.models import Contribution
from app.contributions.own_record import draft_record, file_name_of, record_of
from app.contributions.queries import every_draft_of, shared_wholly_by
from app.core import storage
from app.core.clock import local
from app.core.deal import deal
from app.core.waiting_mail import mail_to
from app.core.wording import in_language, lazy
from app.following.own_record import record_of as record_of_follower
from app.following.queries import follower_of
from app.gatherings.own_record import origin_record, walk_in_record
from app.gatherings.own_record import record_of as record_of_registration
from app.gatherings.queries import (
    arrivals_to_tell,
    came_out,
    given_from_experience,
    messages_to,
    registrations_of,
    tasks_of,
    unsaved_by,
    wishes_of,
)
from app.notifications.queries import every_message_to
from app.pages.own_log import log_of, trail_of
from app.stocktaking.queries import worded_by
from app.woo.queries import views_asked
from app.workbench.queries import shortcuts_of

LABELS = {
    "account": lazy("Your account"),
    "roles": lazy("Your roles"),
    "addresses": lazy("Your addresses at organisations"),
    "sessions": lazy("Where you signed in"),
    "invitations": lazy("Invitations to you"),
    "contributions": lazy("What you shared"),
    "drafts": lazy("What you typed and did not send"),
    "unsaved": lazy("What you typed about a gathering and did not save"),
    "messages": lazy("Messages to you"),
    "mail": lazy("Mail to you that has not left"),
    "challenges": lazy("Challenges that you run"),
    "following": lazy("What you follow"),
    "gatherings": lazy("Gatherings at which you have a task"),
    "registrations": lazy("Gatherings for which you signed up"),
    "questions": lazy("Questions that you worded"),
    "photos": lazy("Photos"),
    "second_step": lazy("Your second step at signing in"),
    "changes": lazy("What you asked to change"),
    "requests": lazy("What you asked about yourself"),
    "shortcuts": lazy("Your keys while sorting"),
    "trail": lazy("Changes of rights by you or about you"),
    "log": lazy("What you did with what others shared"),
    "history": lazy("What happened"),
    "looked": lazy("Who looked before it was public, by role"),
}


def file_for(user: User) -> bytes:
    """One zip: `data.json` for computers, and the same as a page to read, in the language of this person."""
    found = everything_about(user)
    with in_language(user.language):
        page = render_template("pages/own_data.html", found=found, labels=LABELS, site=deal().name)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", as_json(found))
        archive.writestr("data.html", page)
        for name, photo in photos_of(user):
            archive.writestr(name, photo, zipfile.ZIP_STORED)
    return content.getvalue()


def photos_of(user: User) -> Iterator[tuple[str, bytes]]:
    """The photos that this person shared or has with a draft, under the names that the record gives them."""
    shared = [(file_name_of(photo), photo.full_file) for story in shared_wholly_by(user) for photo in story.photos]
    drafts = [(draft, draft.photo) for draft in every_draft_of(user)]
    typed = [(file_name_of(draft), photo.full_file) for draft, photo in drafts if photo and photo.is_scanned]
    for name, file in shared + typed:
        if file:
            with suppress(storage.Missing):
                yield name, storage.get(file)


def as_json(found: dict[str, Any]) -> str:
    return json.dumps(found, default=as_text, ensure_ascii=False, indent=1)


def as_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def everything_about(user: User) -> dict[str, Any]:
    return {
        **about_the_account(user),
        "contributions": [
            whole_record_of(contribution) for contribution in shared_wholly_by(user, held=True)
        ],
        "drafts": [draft_record(draft) for draft in every_draft_of(user)],
        "messages": [
            {"at": m.created_at, "subject": m.subject, "text": m.text, "path": m.path, "read_at": m.read_at}
            for m in every_message_to(user)
        ],
        # Without the texts: such a mail can hold a link that signs in.
        "mail": [{"at": mail.created_at, "subject": mail.subject} for mail in mail_to(user.email)],
        "challenges": [
            {"title": c.title, "organisation": c.organisation.name, "status": c.status, "typed": c.typed_by(user)}
            for c in hosted_by(user)
        ],
        "following": [record_of_follower(found) for found in (follower_of(user),) if found is not None],
        "gatherings": [
            {"title": held.gathering.title, "task": held.task, "since": held.since} for held in tasks_of(user)
        ],
        "unsaved": [{"at": found.typed_at, "typed": found.typed} for found in unsaved_by(user)],
        "registrations": [
            *(
                record_of_registration(found, wishes_of(found), given_from_experience(found), messages_to(found))
                for found in registrations_of(user.email)
            ),
            *(walk_in_record(found) for found in arrivals_to_tell(user.email)),
        ],
        "questions": [{"at": q.created_at, "sentence": q.sentence, "status": q.status} for q in worded_by(user)],
        "requests": [request_record(appeal) for appeal in appeals_of(user)],
        "shortcuts": shortcuts_record(user),
        "log": log_of(user),
        "trail": trail_of(user),
    }


def whole_record_of(contribution: Contribution) -> dict[str, Any]:
    """The record of a story, with what its contributor said of handing it out under the Woo, and where it came from."""
    came = came_out(contribution)
    views = [
        {"reference": view.request.reference, "until": view.until, "text": view.text, "answered_at": view.answered_at}
        for view in views_asked(contribution)
    ]
    return record_of(contribution) | {
        "woo_views": views,
        "came_out_of": origin_record(came) if came else None,
        "reactions": [mark_record(mark) for mark in every_mark_on(contribution)],
        "stands_with": [link_record(link) for link in links_in_view(contribution)],
    }


def link_record(link: LinkedAnswer) -> dict[str, Any]:
    """A challenge that a story was put with; of whoever put it there is known only whether it was its contributor.

    By the day, here: the second would tell which deeds of somebody else are of one person.
    """
    by_other = {"put_by_somebody_else": link.put_by_other, "taken_away_by_hosts_or_desk": link.taken_by_other}
    days = {"on": day_of(link.linked_at), "told_on": day_of(link.told_at)}
    return {"challenge": link.challenge.title, **days, **by_other}


def day_of(moment: datetime | None) -> date | None:
    return local(moment).date() if moment else None


def mark_record(mark: AnswerMark) -> dict[str, Any]:
    """What the municipality that asked does with an answer; who of it said so is nobody's business.

    Its challenge goes by name once everybody may read it, as on every page.
    """
    view = challenge_in_view(mark.challenge)
    said = {"challenge": view.title if view else "", "verdict": mark.verdict, "reason": mark.reason}
    return said | {"reason_taken_at": mark.reason_taken_at, "at": mark.at, "thanked_at": mark.thanked_at}


def shortcuts_record(user: User) -> dict[str, Any]:
    """The keys that a member chose for sorting; nothing for who never did."""
    known = shortcuts_of(user)
    return {"on": known.are_on, "chosen": known.chosen} if known else {}


def about_the_account(user: User) -> dict[str, Any]:
    names = ("public_id", "email", "given_name", "infix", "family_name", "language", "created_at")
    return {
        "account": {**{name: getattr(user, name) for name in names}, "has_password": user.password_hash is not None},
        "no_mail": {"from_until": [user.quiet_from, user.quiet_until], "at_weekends": user.quiet_weekend},
        "news_by_mail": user.mails_news,
        "roles": [
            {"organisation": m.organisation.name, "role": m.role, "since": m.since, "ended_at": m.ended_at}
            for m in user.memberships
        ],
        "addresses": [
            {"organisation": a.organisation.name, "email": a.email, "confirmed_at": a.confirmed_at}
            for a in user.addresses
        ],
        "sessions": [
            {"browser": s.browser, "began_at": s.began_at, "seen_at": s.seen_at, "ended_at": s.ended_at}
            for s in all_sessions_of(user)
        ],
        "invitations": [
            {"organisation": i.organisation.name, "role": i.role, "accepted_at": i.accepted_at}
            for i in invitations_for(user.email)
        ],
        "second_step": second_step_of(user),
        "changes": changes_asked_by(user),
    }


def second_step_of(user: User) -> dict[str, Any]:
    """The names and the days; no secret, and nothing that a computer compares."""
    app = code_app_of(user)
    return {
        "passkeys": [{"name": p.name, "made_at": p.made_at, "used_at": p.used_at} for p in passkeys_of(user)],
        "app": {"made_at": app.made_at, "confirmed_at": app.confirmed_at} if app else None,
        "recovery_codes": [{"used_at": code.used_at} for code in every_recovery_code_of(user)],
    }


def changes_asked_by(user: User) -> dict[str, Any]:
    """Another address that waits for a yes, and the file itself."""
    change, export = address_change_of(user), export_of(user)
    return {
        "address": {"email": change.email, "expires_at": change.expires_at} if change else None,
        "file": {"asked_at": export.asked_at, "expires_at": export.expires_at} if export else None,
    }


def request_record(appeal: Appeal) -> dict[str, Any]:
    """What they asked about themselves, with the answer; not the reason, which is for whoever wrote the text."""
    asked = ("kind", "wish", "text", "who", "email", "received_at")
    names = (*asked, "due_on", "held_at", "decided_at", "decision", "answer")
    return {name: getattr(appeal, name) for name in names}

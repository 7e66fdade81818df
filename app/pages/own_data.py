"""Everything that we know of one person, gathered from every feature; of others it holds nothing."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from flask import render_template

from app.accounts.models import User
from app.accounts.queries import all_sessions_of, invitations_for
from app.challenges.queries import hosted_by
from app.contributions.models import Contribution
from app.contributions.own_record import draft_record, file_name_of, record_of
from app.contributions.queries import every_draft_of, looks_by, readings_by, shared_wholly_by, steps_by
from app.core import storage
from app.core.deal import deal
from app.core.outbox import mail_to
from app.core.wording import in_language, lazy
from app.notifications.queries import every_message_to
from app.stocktaking.queries import changes_by, worded_by
from app.woo.queries import views_asked

LABELS = {
    "account": lazy("Your account"),
    "roles": lazy("Your roles"),
    "addresses": lazy("Your addresses at organisations"),
    "sessions": lazy("Where you signed in"),
    "invitations": lazy("Invitations to you"),
    "contributions": lazy("What you shared"),
    "drafts": lazy("What you typed and did not send"),
    "messages": lazy("Messages to you"),
    "mail": lazy("Mail to you that has not left"),
    "challenges": lazy("Challenges that you run"),
    "questions": lazy("Questions that you worded"),
    "photos": lazy("Photos"),
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
    """The photos that this person shared, under the names that the record gives them."""
    for contribution in shared_wholly_by(user):
        for photo in contribution.photos:
            if photo.full_file:
                with suppress(storage.Missing):
                    yield file_name_of(photo), storage.get(photo.full_file)


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
        "questions": [{"at": q.created_at, "sentence": q.sentence, "status": q.status} for q in worded_by(user)],
        "log": log_of(user),
    }


def whole_record_of(contribution: Contribution) -> dict[str, Any]:
    """The record of a story, with what its contributor said of handing it out under the Woo."""
    views = [
        {"reference": view.request.reference, "until": view.until, "text": view.text, "answered_at": view.answered_at}
        for view in views_asked(contribution)
    ]
    return record_of(contribution) | {"woo_views": views}


def about_the_account(user: User) -> dict[str, Any]:
    names = ("public_id", "email", "given_name", "infix", "family_name", "language", "created_at")
    return {
        "account": {**{name: getattr(user, name) for name in names}, "has_password": user.password_hash is not None},
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
    }


def log_of(user: User) -> list[dict[str, Any]]:
    """What this person did, and when; which contribution it was, is somebody else's."""
    looked = [{"at": look.at, "what": "looked"} for look in looks_by(user)]
    read = [{"at": reading.began_at, "what": "reading"} for reading in readings_by(user)]
    steps = [{"at": step.at, "what": step.what} for step in steps_by(user)]
    changed = [{"at": change.at, "what": f"question: {change.what}"} for change in changes_by(user)]
    return sorted((*looked, *read, *steps, *changed), key=lambda line: line["at"])

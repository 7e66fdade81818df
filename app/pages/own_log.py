"""What somebody did here, and what was done about them: the log lines in the file with their own data.

Of others it tells nothing: which contribution, challenge or person it was about, is left out.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.accounts.models import User
from app.accounts.queries import invitations_by, roles_given_by
from app.answering.queries import marked_by
from app.answering.queries.beside import recognised_by
from app.appeals.queries import judged_by, steps_taken_by
from app.challenges.queries import asked_by as asked_first_by
from app.challenges.queries import replied_by
from app.codebook.queries import changes_asked_by, work_with_terms_of
from app.contributions.models import Side
from app.contributions.queries import (
    freezes_by,
    judged_cases_of,
    looks_by,
    proposals_by,
    readings_by,
    said_by,
    steps_by,
    themes_refused_by,
    typed_over_by,
)
from app.contributions.queries.host_phone import LOOKER
from app.core.clock import midnight
from app.core.trail import rows_about
from app.following.queries import calls_by
from app.gatherings.queries import messages_by, questions_asked_by, summaries_by, ticked_off_by
from app.reports.queries import asked_by, asked_to_freeze, stocktakes_made_by
from app.stocktaking.queries import (
    answers_by,
    changes_by,
    decisions_by,
    declined_for,
    dissents_by,
    gaps_judged_by,
    memos_by,
    quoted_by,
    quotes_removed_of,
    recognitions_by,
    signed_by,
    views_saved_by,
    words_replaced_of,
)
from app.woo.queries import woo_deeds_of
from app.workbench.queries import check_notes_by, work_of

# Columns that point at a person and are not in the file, each with its reason. A test walks all others.
LEFT_OUT = {
    "found_fit.reader_id": "kept only until another reader has looked; that they found it fit stands there as a step",
    "sign_in_link.user_id": "a link that signs in: it lasts ten minutes, and its row is a secret for one use",
}


def log_of(user: User) -> list[dict[str, Any]]:
    """What this person did, and when; which contribution it was, is somebody else's."""
    done = (
        *((look.at, "asked to see a telephone number" if look.role == LOOKER else "looked") for look in looks_by(user)),
        *((reading.began_at, "reading") for reading in readings_by(user)),
        *((step.at, step.what) for step in steps_by(user)),
        *((midnight(typed.agreed_on), "typed a story over, as was agreed that day") for typed in typed_over_by(user)),
        *((proposal.at, "proposal") for proposal in proposals_by(user)),
        *((remark.at, "wrote to a contributor") for remark in said_by(user) if remark.side is Side.DESK),
        *((kept.frozen_at, "frozen for a Woo request") for kept in freezes_by(user)),
        *((evidence.added_at, "quoted") for evidence in quoted_by(user)),
        *((gone.added_at, "quoted, and taken away since") for gone in quotes_removed_of(user)),
        *((change.at, f"question: {change.what}") for change in changes_by(user)),
        *((judgement.at, f"judged a gap: {judgement.verdict}") for judgement in gaps_judged_by(user)),
        *((said.at, f"said whether a question plays there: {said.answer}") for said in recognitions_by(user)),
        *((said.at, f"said whether a challenge plays there: {said.answer}") for said in recognised_by(user)),
        *((view.saved_at, f"saved a view: {view.name}") for view in views_saved_by(user)),
        *((answer.signed_at, "signed off an answer") for answer in signed_by(user) if answer.signed_at),
        *((at, "asked to freeze a pile") for at in asked_to_freeze(user)),
        *((at, "asked for a file of a stocktake") for at in asked_by(user)),
        *((made.made_at, f"froze a stocktake: {made.name}") for made in stocktakes_made_by(user)),
        *((appeal.received_at, "drawn to judge a request") for appeal in judged_by(user)),
        *((step.at, f"request: {step.what}") for step in steps_taken_by(user)),
        *((right.since, f"role given: {right.role}") for right in roles_given_by(user)),
        *((invitation.expires_at, "invited somebody, until") for invitation in invitations_by(user)),
        *((at, "ticked somebody off at a gathering") for at in ticked_off_by(user)),
        *((asked.asked_at, "asked for a contribution of a note") for asked in questions_asked_by(user)),
        *((at, "put something out to people who follow it") for at in calls_by(user)),
        *((mark.at, f"said what becomes of an answer: {mark.verdict}") for mark in marked_by(user)),
        *judged_cases_of(user),
        *woo_deeds_of(user),
        *work_of(user),
        *work_with_terms_of(user),
        *((at, "found a theme not to fit") for at in themes_refused_by(user)),
    )
    return sorted([*in_order(done), *asked_as_host(user), *wrote_with_questions(user)], key=lambda line: line["at"])


def asked_as_host(user: User) -> list[dict[str, Any]]:
    """What somebody asked as a host is theirs; what the desk asks can hold a story that is somebody else's."""
    asked = (remark for remark in said_by(user) if remark.side is Side.HOST)
    return [{"at": remark.at, "what": "wrote to a contributor", "text": remark.text} for remark in asked]


def wrote_with_questions(user: User) -> list[dict[str, Any]]:
    """What somebody wrote as a member is theirs, whoever else worked on that question or card."""
    wrote = (
        *((asked.asked_at, "asked about a challenge", asked.text) for asked in asked_first_by(user)),
        *((said.asked_at, "answered about a challenge", said.reply or said.why_left_out) for said in replied_by(user)),
        *((memo.at, "working note", memo.text) for memo in memos_by(user)),
        *((told.written_at, "summary of a stop of a walk", told.text) for told in summaries_by(user)),
        *((sent.sent_at, "message to who comes to a gathering", sent.in_full) for sent in messages_by(user)),
        *((view.at, "view of an organisation", view.text) for view in dissents_by(user)),
        *((at, "worded before it was changed or taken away", text) for at, text in words_replaced_of(user)),
        *((answer.at, "answer to a question", answer.steps) for answer in answers_by(user)),
        *((decision.at, "decision about a question", decision.reason) for decision in decisions_by(user)),
        *((note.at, "decided where a card belongs", note.why) for note in check_notes_by(user)),
        *((change.asked_at, f"changed a term: {change.deed}", change.reason) for change in changes_asked_by(user)),
        *((no.at, "did not go after a question", no.reason) for no in declined_for(user)),
    )
    return [{"at": at, "what": what, "text": text} for at, what, text in wrote]


def trail_of(user: User) -> list[dict[str, Any]]:
    """The rows of the audit trail by or about this person: what and when. By whom, only when it was themselves."""
    return [
        {"at": row.at, "what": row.what, "by": "you" if row.by_id == user.id else "somebody else"}
        for row in rows_about(user.id, since=user.created_at)
    ]


def in_order(done: Iterable[tuple[datetime, str]]) -> list[dict[str, Any]]:
    return [{"at": at, "what": what} for at, what in sorted(done)]

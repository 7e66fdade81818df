"""Documents that belong to no story: challenges, gatherings and messages."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.challenges.models import Agreement, Challenge, RoundQuestion
from app.core.clock import AMSTERDAM
from app.core.database import db
from app.gatherings.models import (
    Clarifying,
    FieldNote,
    Gathering,
    GivenQuestion,
    SentMessage,
    Stop,
    StopSummary,
    TableCard,
)
from app.notifications.models import Notification
from app.woo.documents import Document, Part


def challenges(ids: Collection[int] | None = None) -> Iterator[Document]:
    """Challenges, drafts too: whoever writes one does so for the municipality."""
    wanted = select(Challenge).options(selectinload(Challenge.terms), joinedload(Challenge.organisation))
    if ids is not None:
        wanted = wanted.where(Challenge.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Challenge.id)).unique():
        names = ("title", "situation", "process", "tried", "fixed", "questions", "usable_answer", "neighbourhood")
        parts = [Part(name, getattr(found, name)) for name in (*names, "closing_note", "remaining_question")]
        yield Document(
            key=f"challenge:{found.id}",
            made_at=found.published_at or found.created_at,
            parts=(*parts, Part("organisation", found.organisation.name)),
            organisations=frozenset({found.organisation_id}),
            terms=frozenset(key for term in found.terms for key in (term.id, term.parent_id) if key is not None),
        )


def agreements(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What people said who read a challenge before it was public."""
    wanted = select(Agreement).where(Agreement.remark != "").options(joinedload(Agreement.challenge))
    if ids is not None:
        wanted = wanted.where(Agreement.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Agreement.id)).unique():
        parts = (Part("title", found.challenge.title), Part("reader", found.reader), Part("text", found.remark, True))
        organisations = frozenset({found.challenge.organisation_id})
        made_at = found.answered_at or found.asked_at
        yield Document(f"agreement:{found.id}", made_at, parts, organisations=organisations)


def asked_first(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What was asked about a challenge before people answered, and what its hosts said or why they left it out."""
    wanted = select(RoundQuestion).options(joinedload(RoundQuestion.challenge))
    if ids is not None:
        wanted = wanted.where(RoundQuestion.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(RoundQuestion.id)).unique():
        said = "\n".join(filter(None, (found.text, found.reply, found.why_left_out)))
        parts = (Part("title", found.challenge.title), Part("text", said))
        whose = frozenset({found.challenge.organisation_id})
        yield Document(f"first:{found.id}", found.asked_at, parts, organisations=whose)


def gatherings(ids: Collection[int] | None = None) -> Iterator[Document]:
    wanted = select(Gathering).options(selectinload(Gathering.parts), selectinload(Gathering.stops))
    if ids is not None:
        wanted = wanted.where(Gathering.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Gathering.id)).unique():
        programme = "\n".join(" ".join(filter(None, (part.title, part.who, part.note))) for part in found.parts)
        parts = (
            Part("title", found.title),
            Part("place", found.place),
            Part("walk", found.walk),
            Part("programme", programme),
            Part("stops", "\n".join(stop.title for stop in found.stops)),
        )
        begins = datetime.combine(found.on, found.starts, AMSTERDAM)
        yield Document(f"gathering:{found.id}", begins, parts, organisations=frozenset({found.organisation_id}))


def walk_notes(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What people noted on a walk, as long as it is there. Who wrote it only a name under it tells."""
    wanted = select(FieldNote, Gathering).join(Gathering, Gathering.id == FieldNote.gathering_id)
    wanted = wanted.where(FieldNote.taken_back_at.is_(None))
    if ids is not None:
        wanted = wanted.where(FieldNote.id.in_(ids))
    for note, gathering in db.session.execute(wanted.order_by(FieldNote.id)).unique():
        alt = note.photo.alt if note.photo else ""
        parts = (Part("title", gathering.title), Part("text", note.text), Part("alt", alt), Part("signed", note.signed))
        whose = frozenset(gathering.organisation_ids)
        yield Document(f"walk:{note.id}", note.written_at, parts, organisations=whose)


def cards_of_tables(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What tables wrote at a gathering, from the first word on."""
    wanted = select(TableCard).where(TableCard.written_at.is_not(None)).options(joinedload(TableCard.gathering))
    if ids is not None:
        wanted = wanted.where(TableCard.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(TableCard.id)).unique():
        text = "\n".join(filter(None, (found.recognised, found.helped)))
        parts = (Part("title", found.question or found.gathering.title), Part("text", text))
        whose = frozenset(found.gathering.organisation_ids)
        yield Document(f"table:{found.id}", found.written_at or found.gathering.changed_at, parts, organisations=whose)


def given_questions(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What people gave to the members, in their own words."""
    wanted = select(GivenQuestion).options(joinedload(GivenQuestion.gathering))
    if ids is not None:
        wanted = wanted.where(GivenQuestion.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(GivenQuestion.id)).unique():
        parts = (Part("title", found.gathering.title), Part("text", found.asks))
        whose = frozenset(found.gathering.organisation_ids)
        yield Document(f"given:{found.id}", found.given_at, parts, organisations=whose)


def asked_by_phones(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What was asked to understand a challenge, and what was said, as long as it is there."""
    wanted = select(Clarifying).options(joinedload(Clarifying.challenge))
    if ids is not None:
        wanted = wanted.where(Clarifying.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(Clarifying.id)).unique():
        parts = (Part("title", found.challenge.title), Part("text", f"{found.text}\n{found.answer}".strip()))
        whose = frozenset({found.challenge.organisation_id})
        yield Document(f"asked:{found.id}", found.asked_at, parts, organisations=whose)


def letters(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What organisers wrote to who came to a gathering; to whom is a group, and no name."""
    wanted = select(SentMessage).options(joinedload(SentMessage.gathering))
    if ids is not None:
        wanted = wanted.where(SentMessage.id.in_(ids))
    for found in db.session.scalars(wanted.order_by(SentMessage.id)).unique():
        parts = (Part("title", found.subject), Part("text", found.text))
        whose = frozenset(found.gathering.organisation_ids)
        yield Document(f"letter:{found.id}", found.sent_at, parts, organisations=whose)


def summaries(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What note takers told of the stops of a walk, published or not."""
    wanted = select(StopSummary).options(joinedload(StopSummary.stop).joinedload(Stop.gathering))
    if ids is not None:
        wanted = wanted.where(StopSummary.stop_id.in_(ids))
    for found in db.session.scalars(wanted.order_by(StopSummary.stop_id)).unique():
        parts = (Part("title", found.stop.title), Part("text", found.text))
        whose = frozenset(found.stop.gathering.organisation_ids)
        yield Document(f"summary:{found.stop_id}", found.written_at, parts, organisations=whose)


def messages(ids: Collection[int] | None = None) -> Iterator[Document]:
    """What this site told people in their inbox. The mails say the same, and are emptied once they are sent."""
    wanted = select(Notification.id, Notification.created_at, Notification.subject, Notification.text)
    if ids is not None:
        wanted = wanted.where(Notification.id.in_(ids))
    for row in db.session.execute(wanted.order_by(Notification.id)):
        parts = (Part("title", row.subject), Part("text", row.text))
        yield Document(f"message:{row.id}", row.created_at, parts)

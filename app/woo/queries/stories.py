"""What there is of a story: its fields, the other versions, what was said about it, and where it is quoted."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app.answering.models import AnswerMark
from app.contributions.costs import cost_in_words
from app.contributions.models import Contribution, OutcomeSaid, Photo, PhotoState, Proposal, Remark, Step, Tag
from app.core.clock import local
from app.core.database import db, in_batches
from app.core.wording import _, long_date
from app.gatherings.models import CameOut
from app.gatherings.queries import origins_of
from app.stocktaking.models import Evidence, Statement
from app.woo.documents import PICTURE, Document, Part


def stories(ids: Collection[int]) -> Iterator[Document]:
    """The stories themselves, in whatever state: also withdrawn ones that are not deleted yet."""
    shown = (
        joinedload(Contribution.place),
        joinedload(Contribution.organisation),
        selectinload(Contribution.steps),
        selectinload(Contribution.tags).joinedload(Tag.term),
        selectinload(Contribution.own_words),
        joinedload(Contribution.challenge),
        joinedload(Contribution.follows_up),
    )
    for some in in_batches(ids):
        wanted = select(Contribution).where(Contribution.id.in_(some)).options(*shown).order_by(Contribution.id)
        origins = origins_of(some)
        yield from (story(found, origins.get(found.id)) for found in db.session.scalars(wanted).unique())


def story(found: Contribution, came: CameOut | None) -> Document:
    sender = found.organisation.name if found.organisation else found.organisation_name
    parts = (
        Part("title", found.title),
        Part("facts", found.facts),
        Part("lesson", found.lesson),
        Part("opinion", found.opinion, is_opinion=True),
        Part("condition", found.condition),
        Part("went_wrong", found.went_wrong),
        Part("cost", cost_in_words(found)),
        Part("own_words", "; ".join(own.words for own in found.own_words)),
        Part("place", found.place.name if found.place else ""),
        Part("neighbourhood", found.neighbourhood),
        Part("organisation", sender),
        Part("role", " ".join(filter(None, (found.role, found.organisation_kind)))),
        Part("year", str(found.year or "")),
        Part("challenge", found.challenge.title if found.challenge else ""),
        Part("follow_up", found.follows_up.title if found.follows_up else ""),
        Part("came_out", came_from(came) if came else ""),
        Part("sent", long_date(found.submitted_at)),
        Part("deleted", when_deleted(found)),
    )
    organisations = {found.place_id, found.organisation_id} - {None}
    return Document(
        key=f"story:{found.id}",
        made_at=found.submitted_at,
        parts=parts,
        language=found.language,
        story=found.id,
        organisations=frozenset(key for key in organisations if key is not None),
        terms=frozenset(key for tag in found.tags for key in (tag.term_id, tag.term.parent_id) if key is not None),
    )


def came_from(came: CameOut) -> str:
    """The gathering and its stop, as far as its contributor let others know."""
    return ", ".join(filter(None, (came.gathering.title, came.stop.title if came.stop else "")))


def when_deleted(found: Contribution) -> str:
    """That and when the hidden fields and other versions were deleted; the empty text when they were not."""
    days = [local(step.at) for step in found.steps if step.what == "purged"]
    if not days:
        return ""
    return _(
        "Deleted on %(day)s: the municipality, the neighbourhood, the organisation, the role, earlier versions, and "
        "the questions of the editors with the answers. Declaration: deleted by the program when the text without a "
        "name became visible; no copy was kept.",
        day=long_date(days[-1]),
    )


def proposals(ids: Collection[int]) -> Iterator[Document]:
    """The other versions, also those that were never sent to the contributor."""
    columns = (Proposal.id, Proposal.contribution_id, Proposal.at, Proposal.title, Proposal.facts)
    more = Proposal.lesson, Proposal.opinion, Proposal.condition, Proposal.went_wrong
    chosen = select(*columns, *more, Contribution.language).join(Proposal.contribution)
    for some in in_batches(ids):
        for row in db.session.execute(chosen.where(Proposal.contribution_id.in_(some)).order_by(Proposal.id)):
            parts = (
                Part("title", row.title),
                Part("facts", row.facts),
                Part("lesson", row.lesson),
                Part("opinion", row.opinion, is_opinion=True),
                Part("condition", row.condition),
                Part("went_wrong", row.went_wrong),
            )
            yield Document(f"proposal:{row.id}", row.at, parts, row.language, row.contribution_id)


def remarks(ids: Collection[int]) -> Iterator[Document]:
    """The questions of the desk and the answers to them."""
    columns = select(Remark.id, Remark.contribution_id, Remark.at, Remark.text)
    for some in in_batches(ids):
        for row in db.session.execute(columns.where(Remark.contribution_id.in_(some)).order_by(Remark.id)):
            yield Document(f"remark:{row.id}", row.at, (Part("text", row.text),), story=row.contribution_id)


def notes(ids: Collection[int]) -> Iterator[Document]:
    """What was noted with a step, such as why something was refused; not the references of requests like this one."""
    columns = select(Step.id, Step.contribution_id, Step.at, Step.note)
    told = Step.note != "", Step.by_role != "administrator"
    for some in in_batches(ids):
        for row in db.session.execute(columns.where(Step.contribution_id.in_(some), *told).order_by(Step.id)):
            yield Document(f"note:{row.id}", row.at, (Part("text", row.note),), story=row.contribution_id)


def outcomes(ids: Collection[int]) -> Iterator[Document]:
    """What its contributor said later of how it went on."""
    columns = select(OutcomeSaid.id, OutcomeSaid.contribution_id, OutcomeSaid.at, OutcomeSaid.words)
    for some in in_batches(ids):
        told = OutcomeSaid.contribution_id.in_(some), OutcomeSaid.words != ""
        for row in db.session.execute(columns.where(*told).order_by(OutcomeSaid.id)):
            yield Document(f"outcome:{row.id}", row.at, (Part("text", row.words),), story=row.contribution_id)


def photos(ids: Collection[int]) -> Iterator[Document]:
    """The photos, as they are kept, and what was said of them."""
    chosen = select(Photo, Contribution.language).join(Contribution, Contribution.id == Photo.contribution_id)
    bare = chosen.options(lazyload(Photo.contribution))
    for some in in_batches(ids):
        for photo, spoken in db.session.execute(bare.where(Photo.contribution_id.in_(some)).order_by(Photo.id)):
            said = (Part("alt", photo.alt), Part("credit", photo.credit), Part("text", photo.reason))
            parts = (*said, picture_of(photo))
            yield Document(f"photo:{photo.id}", photo.added_at, parts, spoken, photo.contribution_id)


def picture_of(photo: Photo) -> Part:
    """The photo itself; where nobody can look at it, why not."""
    if photo.state is PhotoState.WAITING:
        told = _("The photo itself was not seen by the virus scanner yet. Until then nobody opens it.")
        return Part("unseen", told)
    if not photo.full_file:
        told = _(
            "The photo itself: its files were deleted when the editors did not take it, or when the virus scanner "
            "found something in it. Declaration: deleted by the program; no copy was kept."
        )
        return Part("deleted", told)
    size = photo.width, photo.height
    told = _("The photo itself, %(width)s by %(height)s pixels", width=size[0], height=size[1])
    return Part(PICTURE, told, file=photo.full_file, size=size)


def reactions(ids: Collection[int]) -> Iterator[Document]:
    """Why a municipality does with it as an answer what it does: all of it in one document for each story."""
    columns = select(AnswerMark.contribution_id, AnswerMark.at, AnswerMark.reason).where(AnswerMark.reason != "")
    for some in in_batches(ids):
        rows = columns.where(AnswerMark.contribution_id.in_(some))
        order = AnswerMark.contribution_id, AnswerMark.challenge_id
        for story, found in groupby(db.session.execute(rows.order_by(*order)), lambda row: row.contribution_id):
            said = list(found)
            told = "\n\n".join(row.reason for row in said)  # one part: what is blacked out goes by the name of its part
            part = Part("text", told, is_opinion=True)
            yield Document(f"reaction:{story}", max(row.at for row in said), (part,), story=story)


def quotes(ids: Collection[int]) -> Iterator[Document]:
    """Where members quote it, with the statement that the quote stands under."""
    columns = select(Evidence.id, Evidence.contribution_id, Evidence.added_at, Evidence.quote, Evidence.field)
    chosen = columns.add_columns(Statement.text, Contribution.language).join(Evidence.statement)
    joined = chosen.join(Evidence.contribution)
    for some in in_batches(ids):
        for row in db.session.execute(joined.where(Evidence.contribution_id.in_(some)).order_by(Evidence.id)):
            quote = Part("quote", row.quote, is_opinion=row.field == "opinion")
            parts = (Part("statement", row.text), quote)
            yield Document(f"quote:{row.id}", row.added_at, parts, row.language, row.contribution_id)


def ids_with(documents: Iterable[Document]) -> set[int]:
    """The stories that these documents belong to."""
    return {document.story for document in documents if document.story is not None}

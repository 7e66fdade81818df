"""Finding the files that are made of frozen stocktakes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import lazyload

from app.accounts.models import User
from app.core.database import db, one, own_transaction
from app.reports.models import ReportFile, ReportState

WAITING = (ReportState.MAKING, ReportState.ASKED)


def files_of(user: User) -> Sequence[ReportFile]:
    """What somebody asked for, the newest first. Who that is, is known already."""
    wanted = select(ReportFile).where(ReportFile.user_id == user.id).options(lazyload(ReportFile.user))
    return db.session.scalars(wanted.order_by(ReportFile.id.desc())).all()


def own_file(public_id: str, user: User) -> ReportFile:
    """A file that this person asked for. Raises NotFound for anybody else's."""
    return one(select(ReportFile).where(ReportFile.public_id == public_id, ReportFile.user_id == user.id))


def next_file() -> ReportFile | None:
    """The one that is made first; one that was being made when a worker stopped, is made anew."""
    wanted = select(ReportFile).where(ReportFile.state.in_(WAITING)).order_by(ReportFile.id).limit(1)
    return db.session.scalar(wanted)


def file_being_made(file_id: int) -> ReportFile | None:
    """As it is now, held until the end; None when it is gone or no longer being made."""
    wanted = ReportFile.id == file_id, ReportFile.state == ReportState.MAKING
    return db.session.scalar(as_it_is(select(ReportFile).where(*wanted)))


def as_it_is(wanted: Select[ReportFile]) -> Select[ReportFile]:
    """Held until the end: who finishes a file and who withdraws from it wait for each other."""
    return wanted.with_for_update(of=ReportFile).execution_options(populate_existing=True)


def note_progress(file_id: int, percent: int) -> None:
    """How far a file is, kept beside the job that makes it: its page shows it meanwhile."""
    with own_transaction() as session:
        session.execute(update(ReportFile).where(ReportFile.id == file_id).values(percent=percent))


def numbers_before(files: Iterable[ReportFile]) -> dict[int, int]:
    """How many are made before each of these that is waited for, by its id."""
    waiting = db.session.scalars(select(ReportFile.id).where(ReportFile.state.in_(WAITING))).all()
    return {file.id: sum(other < file.id for other in waiting) for file in files if file.is_waited_for}


def files_made_of(stocktake_ids: Collection[int]) -> Sequence[ReportFile]:
    """Ready, being made or waiting, each held until the end."""
    wanted = ReportFile.stocktake_id.in_(stocktake_ids), ReportFile.state.in_((ReportState.READY, *WAITING))
    return db.session.scalars(as_it_is(select(ReportFile).where(*wanted).order_by(ReportFile.id))).all()


def asked_by(user: User) -> Sequence[datetime]:
    """When somebody asked for a file."""
    return db.session.scalars(select(ReportFile.asked_at).where(ReportFile.user_id == user.id)).all()


def every_file() -> Sequence[ReportFile]:
    return db.session.scalars(select(ReportFile).order_by(ReportFile.id)).all()

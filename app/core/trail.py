"""The audit trail: who changed a right of whom, when. Each row holds the hash of the one before, so tampering shows.

The hashes are made with the key of the site: whoever can write in the database alone cannot make a row that fits. Rows
of before a date may go, but only behind a row of the chain itself that says up to where: the checkpoint.
What it cannot show is that the newest rows and the head were both put back as they were before; `check-audit` prints
the last number and hash to compare with a note elsewhere.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import String, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.clock import midnight, months_after
from app.core.database import Base, db, number_of
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.security import fingerprint

CHECKPOINT = "older rows deleted"
AT_A_TIME = 1000


class AuditRow(Base):
    """One deed. No foreign keys: a row must stay as it is when the person or the thing goes."""

    __tablename__ = "audit_row"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by_id: Mapped[int | None]  # the user; None is the operator, or whoever was not signed in
    what: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(200))  # ids and roles; never an address or a text
    before_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of the chain. Locked until the commit by whoever adds to it, so that no two rows get one number."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")


def hash_of(row: AuditRow) -> str:
    told = [row.number, row.at.astimezone(UTC).isoformat(), row.by_id, row.what, row.about, row.before_hash]
    return fingerprint(f"audit:{json.dumps(told)}")


def head() -> AuditHead:
    """The end of the chain, locked; made by whoever is first."""
    wanted = select(AuditHead).where(AuditHead.id == 1).with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    if found is None:
        with suppress(IntegrityError), db.session.begin_nested():  # somebody else may be first as well
            db.session.add(AuditHead(id=1, number=0, hash=""))
        found = db.session.scalars(wanted).one()
    return found


def note(what: str, about: str, by: int | None) -> None:
    """Adds a row to the trail, in the transaction of the deed."""
    end = head()
    row = AuditRow(number=end.number + 1, at=clock.now(), by_id=by, what=what, about=about[:200])
    row.before_hash = end.hash
    row.hash = hash_of(row)
    end.number, end.hash = row.number, row.hash
    db.session.add(row)
    db.session.flush()


@dataclass(frozen=True)
class Verdict:
    """What the check of the chain found; `fault` is empty when it is whole."""

    rows: int
    number: int
    hash: str
    fault: str = ""


def check_trail() -> Verdict:
    """Walks the whole chain, and says at which row it breaks."""
    end = db.session.get(AuditHead, 1, populate_existing=True)
    told = (end.number, end.hash) if end else (0, "")
    count, last, last_hash, begins = 0, 0, "", (0, "")
    marks = {(0, "")}
    for row in rows():
        if count == 0:
            begins = last, last_hash = row.number - 1, row.before_hash
        if (row.number, row.before_hash) != (last + 1, last_hash):
            return Verdict(count, *told, f"row {row.number} does not follow on row {last}: rows are missing or moved")
        if row.hash != hash_of(row):
            return Verdict(count, *told, f"row {row.number} was changed")
        if row.what == CHECKPOINT:
            number, _space, kept = row.about.partition(" ")
            marks.add((int(number), kept))
        count, last, last_hash = count + 1, row.number, row.hash
    if begins not in marks:
        return Verdict(count, *told, f"the rows before row {begins[0] + 1} are missing, and no checkpoint says why")
    if (last, last_hash) != told:
        return Verdict(count, *told, f"the trail ends at row {last}, and should end at row {told[0]}")
    return Verdict(count, *told)


def rows() -> Iterator[AuditRow]:
    """Every row in order, a part at a time."""
    statement = select(AuditRow).order_by(AuditRow.number).execution_options(populate_existing=True)
    yield from db.session.scalars(statement.execution_options(yield_per=AT_A_TIME))


def forget_old_trail() -> int:
    """Deletes what is older than `log_months`, behind a checkpoint; how many rows."""
    before = midnight(months_after(clock.today(), -deal().log_months))
    young = select(AuditRow.number).where(AuditRow.at >= before).order_by(AuditRow.number).limit(1)
    first_kept = db.session.scalar(young)
    old = select(AuditRow).order_by(AuditRow.number.desc()).limit(1)
    last = db.session.scalar(old.where(AuditRow.number < first_kept) if first_kept is not None else old)
    if last is None or last.at >= before:
        return 0
    number = last.number
    note(CHECKPOINT, f"{number} {last.hash}", by=None)
    gone = db.session.execute(delete(AuditRow).where(AuditRow.number <= number))
    return destroyed("audit_row", number_of(gone), "log_months")


def rows_about(user_id: int, since: datetime) -> Sequence[AuditRow]:
    """The rows of what this person did, and of what was done with their rights; oldest first.

    Since their account was made: a number can have been that of somebody who left.
    """
    whom = f"user {user_id}"
    theirs = or_(AuditRow.by_id == user_id, AuditRow.about == whom, AuditRow.about.startswith(f"{whom},"))
    return db.session.scalars(select(AuditRow).where(theirs, AuditRow.at >= since).order_by(AuditRow.number)).all()

"""Files that are made of a frozen stocktake: asked for, made by a job, for one person, for some days, void in time."""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from app.accounts.models import User, Visitor
from app.contributions.models import Audience
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.destruction import destroyed
from app.core.errors import Refusal
from app.core.files import folder_of, remove_private, write_private
from app.core.security import random_id
from app.core.wording import _, language
from app.reports import queries
from app.reports.frozen import Frozen, FrozenQuestion
from app.reports.helping import helped
from app.reports.models import Form, ReportFile, ReportState, Stocktake
from app.reports.permissions import may_freeze

WITHOUT_TEXTS = (Form.DOCX, Form.PDF)  # on paper these would be very many pages
Known = dict[tuple[int, bool], Frozen]  # the editions by stocktake, for members or not
MOST_WAITING = 10  # files that one person can wait for
YOUNG = timedelta(hours=1)  # a file without a row that is so new may be one that is being made


def ask_for_file(stocktake: Stocktake, question_slug: str, form: Form, for_members: bool, by: User) -> ReportFile:
    """Asks for a file. One like it that is waited for is not asked for twice. Raises Refusal when too many wait."""
    frozen = queries.frozen(stocktake, by if for_members else Visitor(), only_public=not for_members)
    question = frozen.question(question_slug) if question_slug else None
    if question_slug and question is None:
        raise Refusal(_("Not everybody can read this question. Make the file for members."))
    same = (stocktake.id, question.source if question else None, form, for_members, language())
    waiting = [file for file in queries.files_of(by) if file.is_waited_for]
    for file in waiting:
        if (file.stocktake_id, file.question_id, file.form, file.for_members, file.language) == same:
            return file
    if len(waiting) >= MOST_WAITING:
        raise Refusal(_("Ten of your files are still being made. Wait until one is ready."))
    file = ReportFile(
        stocktake_id=stocktake.id,
        question_id=question.source if question else None,
        user_id=by.id,
        form=form,
        for_members=for_members,
        language=language(),
        expires_at=clock.now() + timedelta(days=deal().report_days),
    )
    db.session.add(file)
    db.session.flush()
    return file


def contents_of(
    file: ReportFile, known: Known | None = None, whole: bool = False
) -> tuple[Frozen, FrozenQuestion | None] | None:
    """What belongs in it today; None when its owner may not have it (any more), or its question is out of view.

    With `whole` all that the file writes down: the whole texts too, where its form has room for them.
    """
    if not may_freeze(file.user):
        return None
    known = {} if known is None else known
    key = file.stocktake_id, file.for_members
    if key not in known:
        with_texts = whole and file.form not in WITHOUT_TEXTS
        audience = audience_for(file.for_members)
        known[key] = queries.read_editions(file.stocktake, [audience], whole=True, with_texts=with_texts)[audience]
    frozen = known[key]
    if file.question_id is None:
        return frozen, None
    about = next((question for question in frozen.questions if question.source == file.question_id), None)
    return (frozen.only(about), about) if about else None


def audience_for(for_members: bool) -> Audience:
    return Audience.MEMBERS if for_members else Audience.PUBLIC


def known_of(stocktake: Stocktake) -> Known:
    """Both its editions, to see of many files of it whether they are void."""
    read = queries.read_editions(stocktake, list(Audience), whole=True, with_texts=False)
    return {(stocktake.id, for_members): read[audience_for(for_members)] for for_members in (True, False)}


def mark_of(frozen: Frozen) -> str:
    """Changes with everything that the file says, and with who may read it. Of an edition with its codebook."""
    told: tuple[object, ...] = (frozen.name, frozen.n, frozen.root, frozen.withdrawn)
    told += (frozen.contributions, frozen.questions)
    if frozen.keeps_texts:  # what was made before there were any, says all that it can say
        told += ([found.source for found in frozen.contributions if found.source in frozen.with_text],)
        told += ([helped(frozen, question) for question in frozen.questions],)
    told += (frozen.questions_gone,) if frozen.questions_gone else ()
    told += (frozen.codebook,)  # some of its words may be undone since
    return hashlib.sha256(repr(told).encode()).hexdigest()


def is_void(file: ReportFile, known: Known | None = None, mark: str = "") -> bool:
    """`known` keeps the editions that were read, for who asks of many files; `mark` is that of one without its own."""
    contents = contents_of(file, known)
    return contents is None or mark_of(contents[0]) != (mark or file.mark)


def begin(file: ReportFile) -> None:
    file.state, file.percent = ReportState.MAKING, None


def finish(file: ReportFile, content: bytes, mark: str) -> None:
    """Puts the file where only this program reads it. Where that cannot be done, its owner may ask again.

    `mark` is of what was made. Nothing is written when that is no longer what the file would say: it waits anew.
    """
    if is_void(file, mark=mark):
        wait_anew(file)
        return
    name = f"{random_id()}.{file.form}"
    try:
        write_private(folder() / name, content)
    except OSError:
        give_up(file)
        return
    file.state, file.file_name, file.mark = ReportState.READY, name, mark
    file.expires_at = clock.now() + timedelta(days=deal().report_days)


def wait_anew(file: ReportFile) -> None:
    """Who waits for it gets it as it is by then, or reads that it is void."""
    file.state, file.percent = ReportState.ASKED, None


def give_up(file: ReportFile) -> None:
    file.state = ReportState.FAILED


def make_void(file: ReportFile) -> None:
    drop(file)
    file.state = ReportState.VOID
    db.session.flush()


def make_void_those_of(stocktake_ids: Collection[int]) -> None:
    """Something was withdrawn from these stocktakes: the files that were made of them go at once.

    What is being made is made anew: whoever made it from what was there before finishes nothing.
    """
    for file in queries.files_made_of(stocktake_ids):
        wait_anew(file) if file.is_waited_for else make_void(file)


def throw_away(file: ReportFile) -> None:
    drop(file)
    db.session.delete(file)
    db.session.flush()


def folder() -> Path:
    return folder_of("reports")


def path_of(file: ReportFile) -> Path:
    return folder() / file.file_name


def drop(file: ReportFile) -> None:
    if file.file_name:
        remove_private(path_of(file))
        file.file_name = ""


def forget_files() -> int:
    """Deletes the files that have expired, are void, or belong to nobody any more; how many expired."""
    kept = {file.file_name for file in queries.every_file()}  # what goes below, goes with its row
    gone = [file for file in queries.every_file() if file.expires_at <= clock.now()]
    for file in gone:
        throw_away(file)
    known: Known = {}
    for file in queries.every_file():
        if file.state is ReportState.READY and is_void(file, known):
            make_void(file)
    before = (clock.now() - YOUNG).timestamp()
    for path in folder().iterdir():
        if path.name not in kept and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
    return destroyed("report_file", len(gone), "report_days")

"""The file with everything that we know of somebody: asked for, made by a job, kept for a week."""

from datetime import timedelta
from pathlib import Path

from app.accounts import queries
from app.accounts.models import Export, ExportState, User
from app.core import clock
from app.core.database import db
from app.core.destruction import destroyed
from app.core.files import folder_of, remove_private, write_private
from app.core.security import random_id

KEPT_FOR = timedelta(days=7)


def ask_for_export(user: User) -> Export:
    """Asks for the file anew; one that is being made is waited for, and an older one goes."""
    found = queries.export_of(user)
    if found is not None and found.state is ExportState.ASKED:
        return found
    for old in queries.exports():
        if old.user_id == user.id:
            forget(old)
    export = Export(user_id=user.id, expires_at=clock.now() + KEPT_FOR)
    db.session.add(export)
    db.session.flush()
    return export


def finish(export: Export, content: bytes) -> None:
    """Puts the file where only this program reads it. Where that cannot be done, its owner may ask again."""
    name = f"{random_id()}.zip"
    try:
        write_private(folder() / name, content)
    except OSError:
        export.state = ExportState.FAILED
        return
    export.state, export.file_name = ExportState.READY, name
    export.expires_at = clock.now() + KEPT_FOR


def file_of(export: Export) -> Path:
    return folder() / export.file_name


def folder() -> Path:
    return folder_of("exports")


def forget(export: Export) -> None:
    if export.file_name:
        remove_private(file_of(export))
    db.session.delete(export)
    db.session.flush()


def void_export(user: User) -> None:
    """What is in the file is no longer so: it goes, and may be asked for anew."""
    export = queries.export_of(user)
    if export is not None and export.state is ExportState.READY:
        forget(export)


def forget_exports() -> int:
    """Deletes the files that have expired, and those that belong to nobody any more; how many rows."""
    kept = {export.file_name for export in queries.exports()}  # what goes below, goes with its row
    gone = [export for export in queries.exports() if export.expires_at <= clock.now()]
    for export in gone:
        forget(export)
    before = (clock.now() - timedelta(hours=1)).timestamp()  # a file that is being made has no row yet
    for path in folder().iterdir():
        if path.name not in kept and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
    return destroyed("export", len(gone), f"{KEPT_FOR.days} days")

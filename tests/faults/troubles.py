"""The troubles themselves: a locked database, a full disk, and what must be so after each."""

import os
import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError

from app.accounts.models import Export
from app.accounts.operations import forget_exports
from app.contributions.models import Photo
from app.contributions.operations import sweep_photos
from app.core.database import db, is_sqlite
from app.woo.models import WooFile
from app.woo.operations import forget_files
from tests.faults.pressing import TYPED
from tests.security.world import everything

FOLDERS = ("files", "exports", "woo")
SOON = 50  # milliseconds that these tests wait for a lock
COUNTED = ("user_session.seen_at", "attempt")  # when a session was last used, and how often somebody tried


def impatient(connection, _record):
    setting = f"PRAGMA busy_timeout={SOON}" if isinstance(connection, sqlite3.Connection) else f"SET lock_timeout={SOON}"
    cursor = connection.cursor()
    cursor.execute(setting)
    cursor.close()
    connection.commit()


@contextmanager
def locked_database(_site):
    """Another program is writing, and does not stop."""
    db.session.rollback()
    with db.engine.connect().execution_options(writes=True) as other:
        if not is_sqlite():
            tables = (f'"{table.name}"' for table in db.metadata.sorted_tables if table.name != "user_session")
            other.execute(text(f"LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE"))
        else:
            other.execute(text("SELECT 1"))
        yield
        other.rollback()


@contextmanager
def full_disk(site, room=0):
    """The database cannot write: at the moment that a transaction is to be kept, as PostgreSQL says it.

    There is room for so many transactions more.
    """
    left = [room]

    def says_no(_connection):
        left[0] -= 1
        if left[0] < 0:
            raise OperationalError("COMMIT", {}, Exception("could not extend file: No space left on device"))

    with site.app_context():
        engine = db.engine
    event.listen(engine, "commit", says_no)
    try:
        yield
    finally:
        event.remove(engine, "commit", says_no)


def is_told(answer, form):
    status, page = answer
    if "We kunnen nu geen bestanden" in page:
        assert status == 409 and "Er is niets veranderd" in page
    else:
        assert status == 500 and "Er ging iets mis aan onze kant" in page and "is niet bewaard" in page
    assert TYPED not in form.values() or TYPED in page


def stored(app):
    """The files that people sent, and those that were made for somebody: their names, as rows have them."""
    data = Path(app.config["DATA_DIR"])
    sent = {str(path.relative_to(data / "files")) for path in (data / "files").rglob("*") if path.is_file()}
    return sent | {path.name for folder in ("exports", "woo") for path in (data / folder).glob("*")}


def named():
    """The names of files in the rows."""
    photos = [name for photo in db.session.scalars(select(Photo)) for name in photo.files()]
    made = [row.file_name for table in (Export, WooFile) for row in db.session.scalars(select(table)) if row.file_name]
    db.session.rollback()
    return {*photos, *made}


def state(app):
    """All rows and all files. No row is ever without its file."""
    assert named() <= stored(app)
    return everything(COUNTED), stored(app)


def is_whole(app):
    """Whether each file has its row and each row its file."""
    return named() == stored(app)


def sweep_up(app):
    """The jobs of some hours later, that take the files which belong to nothing."""
    data, long_ago = Path(app.config["DATA_DIR"]), time.time() - 2 * 60 * 60
    for path in (path for folder in FOLDERS for path in (data / folder).rglob("*")):
        os.utime(path, (long_ago, long_ago))
    for job in (sweep_photos, forget_exports, forget_files):
        job()
    db.session.commit()

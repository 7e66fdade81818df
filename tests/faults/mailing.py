"""A process that writes and sends mail, at a moment on its clock, and is killed with SIGKILL where it is told to be."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from app import create_app, schedule
from app.core import clock, mail, outbox
from app.core.database import db

ROOT = Path(__file__).resolve().parents[2]
JOBS = ("mind-challenges", "deliver-mail")
SECOND = 2


def die(*_rest, **_named):
    os.kill(os.getpid(), signal.SIGKILL)


def die_at_the_second_mail():
    seen = []

    def look(_connection, _cursor, statement, *_rest):
        seen.extend([statement] if statement.startswith("INSERT INTO email") else [])
        if len(seen) == SECOND:
            die()

    event.listen(db.engine, "before_cursor_execute", look)


def die_before_it_is_handed_over():
    mail.send = die


def die_after_it_was_taken():
    outbox.note_for_certain = die


MOMENTS = {
    "": lambda: None,
    "between two mails that it writes": die_at_the_second_mail,
    "between its note and the mail server": die_before_it_is_handed_over,
    "between the mail server and its note": die_after_it_was_taken,
}


def sent_by_a_process(settings, moment, dies=""):
    """How the process ended: 0, or -9 when it was killed."""
    kept = {name: str(value) if isinstance(value, Path) else value for name, value in settings.items()}
    told = json.dumps({"settings": kept, "moment": moment.isoformat(), "dies": dies})
    return subprocess.run([sys.executable, "-m", "tests.faults.mailing", told], cwd=ROOT, timeout=120, check=False).returncode


def main():
    told = json.loads(sys.argv[1])
    moment = datetime.fromisoformat(told["moment"])
    clock.now = lambda: moment
    app = create_app(**told["settings"] | {"DATA_DIR": Path(told["settings"]["DATA_DIR"])})
    with app.app_context():
        MOMENTS[told["dies"]]()
        for job in JOBS:
            schedule.run(job)


if __name__ == "__main__":
    main()

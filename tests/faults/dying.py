"""A web process that answers one request and dies half-way: started once, it splits off a child for each press.

It is no child of the tests themselves: the store of files keeps threads, and those do not survive a fork.
"""

import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import event

from app import create_app
from app.contributions.models import Photo
from app.core.database import db
from tests.faults.pressing import Pressed

ROOT = Path(__file__).resolve().parents[2]
DIED = 9


def die(*_rest):
    os._exit(DIED)


def first_step(_session, _flush):
    die()


def photo_stored(session, _flush):
    if any(isinstance(made, Photo) for made in session.new):
        die()


def after_keeping(times):
    """Before anything that waited for it, such as removing files, was done."""
    left = [times]

    def count(_session):
        left[0] -= 1
        if not left[0]:
            die()

    event.listen(db.session.session_factory, "after_commit", count, insert=True)


def no_room():
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


MOMENTS = {
    "after the first step": lambda: event.listen(db.session, "after_flush", first_step),
    "before it is kept": lambda: event.listen(db.engine, "commit", die),
    "after it was kept": lambda: after_keeping(1),
    "after the second time": lambda: after_keeping(2),
    "with a photo stored": lambda: event.listen(db.session, "after_flush", photo_stored),
    "on a full disk": no_room,
}


def answer(site, asked):
    """What the child answered; None when it died."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException), os.fdopen(write, "w") as said, site.app_context():
            db.engine.dispose(close=False)
            MOMENTS[asked["moment"]]()
            json.dump(Pressed.of_line(asked).by(site), said)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as said:
        found = said.read()
    os.waitpid(child, 0)
    return json.loads(found) if found else None


class Worker:
    """The same site in a process of its own, as the tests see it."""

    def __init__(self, settings):
        told = json.dumps({name: str(value) if isinstance(value, Path) else value for name, value in settings.items()})
        command = [sys.executable, "-m", "tests.faults.dying", told]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def press(self, pressed, moment):
        """The status and the page; None when it died."""
        self.process.stdin.write(json.dumps(pressed.as_line() | {"moment": moment}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


def main():
    settings = json.loads(sys.argv[1])
    site = create_app(**settings | {"DATA_DIR": Path(settings["DATA_DIR"])})
    with site.app_context():
        db.engine.dispose()  # a connection of SQLite is not to be carried into a child: its locks are not
    for line in sys.stdin:
        print(json.dumps(answer(site, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

"""Several deeds at one moment, each with a connection of its own; and one deed in the middle of another."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier
from time import monotonic

from app.accounts.models import Role
from app.core.database import db
from tests.factories import make_organisation, make_user

PAUSE = 0.4  # seconds that a deed is held up, for another to come in between if it can
LONGEST = 60


def two_members(app, sign_in, monkeypatch):
    """Two browsers that can ask at the same moment, each of a member of another partner (`office`)."""
    monkeypatch.setattr(app, "test_client_class", None)  # the inspection counts statements for one thread only
    made = [app.test_client(), app.test_client()]
    for browser in made:
        office = make_organisation(is_partner=True)
        sign_in(make_user(Role.MEMBER, office), browser)
        browser.office = office.id
    return made


def apart(app, deed):
    """The deed in a context of its own, as a request or a job has one."""
    with app.app_context():
        try:
            return deed()
        finally:
            db.session.remove()


def outcome(future):
    """What a deed answered, or the fault that it ended with."""
    return future.exception(LONGEST) or future.result()


def at_once(app, *deeds):
    """The outcomes of these deeds, done at the same moment, in the order of the deeds."""
    gate = Barrier(len(deeds))
    db.session.rollback()

    def do(deed):
        gate.wait()
        return apart(app, deed)

    with ThreadPoolExecutor(len(deeds)) as threads:
        found = [outcome(future) for future in [threads.submit(do, deed) for deed in deeds]]
    db.session.expire_all()
    return found


def posts(browser, path, form):
    return lambda: browser.post(path, data=form).status_code


class InBetween:
    """Lets `deed` begin while a step of another deed has read what it needs and has not written yet.

    Where the house holds what it read, the deed waits until the other is done; else it comes in between.
    """

    def __init__(self, app, deed):
        self.app, self.deed, self.done_at, self.future = app, deed, 0.0, None
        self.threads = ThreadPoolExecutor(1)

    def after(self, step):
        """The step, that lets the deed begin the first time that it is taken."""

        def held_up(*given, **named):
            found = step(*given, **named)
            found = list(found) if hasattr(found, "__next__") else found
            if self.future is None:
                self.future = self.threads.submit(apart, self.app, self.timed)
                wait([self.future], PAUSE)
            return found

        return held_up

    def timed(self):
        try:
            return self.deed()
        finally:
            self.done_at = monotonic()

    def finish(self):
        """Waits for the deed; what it answered."""
        answer = outcome(self.future)
        self.threads.shutdown()
        db.session.rollback()
        db.session.expire_all()
        return answer

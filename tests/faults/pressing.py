"""A button that somebody presses: what stands before it, who presses it, and what it sends."""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from app.accounts.operations import begin_session
from app.core.database import db

CODE = "A" * 26
TYPED = "Dit kostte een kwartier om te typen, en dat is niet niks."
BUTTONS = {}  # by name; the modules beside this one fill it


@dataclass
class Pressed:
    """One press, made before the trouble begins; it can be repeated, by another process as well."""

    path: str
    form: dict
    token: str = ""  # of the session of whoever presses; empty when nobody signed in
    files: tuple = ()  # the content of each, under `photos`
    kept: dict = field(default_factory=dict)  # what the browser holds in its session besides

    def by(self, site):
        """Presses it on this site, in a browser of its own: the status and the page."""
        browser = site.test_client()
        if self.token:
            with browser.session_transaction() as session:
                session.update(self.kept, sid=self.token)
        sent = self.form | ({"photos": [(io.BytesIO(c), f"{n}.jpg") for n, c in enumerate(self.files)]} if self.files else {})
        answer = browser.post(self.path, data=sent)
        with browser.session_transaction() as session:
            if answer.status_code >= 500:  # the next page would say that it was done
                assert "_flashes" not in session and session.get("sid", "") == self.token
        return answer.status_code, answer.text

    def as_line(self):
        files = [base64.b64encode(content).decode() for content in self.files]
        return {"path": self.path, "form": self.form, "token": self.token, "files": files, "kept": self.kept}

    @classmethod
    def of_line(cls, line):
        files = tuple(base64.b64decode(c) for c in line["files"])
        return cls(line["path"], line["form"], line["token"], files, line["kept"])


@dataclass(frozen=True)
class Button:
    rule: str  # of the address
    make: Callable  # gives the path, the form and whoever presses, if anybody has to sign in
    mails: bool = False
    files: tuple = field(default=())

    def pressed(self):
        with current_app.test_request_context("/"):
            path, form, who, *kept = self.make()
            token = begin_session(who, "a test") if who is not None else ""
            db.session.commit()
        return Pressed(path, form, token, self.files, *kept)


def button(name, rule, mails=False, files=()):
    """For a function that builds the state of before, and gives (path, form, who), and what the browser keeps if it does."""

    def mark(make):
        BUTTONS[name] = Button(rule, make, mails, files)
        return make

    return mark


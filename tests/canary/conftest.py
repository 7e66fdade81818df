"""The whole site full of canaries, planted once for all these tests; and people who have no business with them."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from app.accounts.models import Role, User, Visitor
from app.accounts.operations import throttling
from app.core import storage
from app.core.database import db
from app.review.queries import AT_THE_DESK
from tests.canary import (
    planting_following,
    planting_mail,
    planting_news,
    planting_talk,
    planting_terms,
    planting_walk,
    planting_woo,
    planting_work,
)
from tests.canary.planting import STAGES, Site, shared, told
from tests.canary.planting_photos import photos
from tests.canary.register import may_see, secrets_of_database
from tests.conftest import empty_tables
from tests.doors import things
from tests.factories import make_user

OTHER = 50  # the number of the story of a contributor who looks around
ROLES = ("visitor", "nobody special", *Role, "another contributor")


class Overheard(logging.Handler):
    """Every record that anything logs, at any level, in words and with the story of a fault."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record):
        if record.name != "mail.log":  # the mail server of these tests
            self.lines.append(self.format(record))

    @contextmanager
    def listening(self):
        root = logging.getLogger()
        before = root.level
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        yield self
        root.removeHandler(self)
        root.setLevel(before)


@pytest.fixture(scope="package")
def planted(whole_app):
    """The site with its stories. The tests of this folder share it, so none of them may change it."""
    with pytest.MonkeyPatch.context() as patch, whole_app.app_context(), Overheard().listening() as log:
        patch.setattr("tests.pages.inspect_page", lambda *_page: None)  # done by other tests, and the slowest part here
        patch.setattr(throttling, "GUESSES", 10**9)  # guesses of codes are not slowed down
        site = Site(whole_app)
        site.log = log
        site.add("author", 80)
        planting_mail.begin_to_follow()
        site.stories = [told(site, n, stage, wishes, "author" if n < 3 else None, illustrate=photos) for n, (stage, wishes) in enumerate(STAGES)]
        site.stories.append(told(site, len(STAGES), "untouched", {}, hears=site.stories[0]))
        planting_work.work_of_hosts(site)
        planting_work.work_of_members(site, site.stories[1])
        planting_work.account(site)
        planting_following.follow_something(site)
        planting_work.texts_that_were_not_sent(site)
        planting_work.one_that_is_read_along(site)
        site.stories.append(planting_work.gone(site))
        site.stories.append(planting_talk.talked_about(site))
        site.stories.append(planting_talk.answered(site))
        planting_talk.went_on(site)
        planting_woo.handled(site, site.stories[0])
        planting_terms.changed_terms(site, site.stories[1])
        planting_terms.proposed_terms(site, site.stories[10])
        site.stories.append(planting_walk.walked(site))
        site.stories.append(planting_news.news_of_an_answer(site))
        site.secrets, site.things = secrets_of_database(), things() | planting_woo.some_of(site.stories[0])
        add_another_contributor(site)
        site.wrote = planting_mail.let_the_clock_tell()
        yield site
        db.session.rollback()
        for name in [*storage.names("photos"), *storage.names("walk")]:
            storage.remove_now(name)
        empty_tables()


def add_another_contributor(site):
    """A browser that shared a story of its own, and holds its code; it is not one of the stories that are looked for."""
    site.browsers["other"] = site.browser()
    code, _public_id = shared(site, OTHER, site.browsers["other"], {})
    known = site.things
    new = [draft for draft in things()["drafts"] if draft not in known["drafts"] and draft not in known["public_id"]]
    site.things = known | {"code": [*known["code"], code], "drafts": [*known["drafts"], *new]}
    site.own = set(new) | {code}


@dataclass(frozen=True)
class Looker:
    """Somebody who looks around: what they are, and what is hidden from them."""

    browser: Any
    roles: frozenset[Role]
    hidden: frozenset[str]
    waiting: dict[str, int]  # the numbers of the stories that wait at the desk, by their public id

    def get(self, address, **how):
        db.session.expunge_all()  # a request of its own begins with nothing; what the tests read would be read again
        return self.browser.open(address, **how)


@pytest.fixture
def looks(planted):
    """Makes somebody in a role, at an organisation of their own, with a browser."""

    def look(role):
        stories = {story.number: story.row() for story in planted.stories}
        person, browser = Visitor(), planted.browser()
        if role == "another contributor":
            browser = planted.browsers["other"]
        elif role != "visitor":
            made = make_user(None if role == "nobody special" else role)
            person, browser = db.session.get(User, made.id), planted.browser(made)
        hidden = frozenset(token for token in planted.secrets.words if not may_see(person, token, stories))
        waiting = {row.public_id: number for number, row in stories.items() if row.status in AT_THE_DESK}
        return Looker(browser, frozenset(role for role in Role if person.has(role)), hidden, waiting)

    return look

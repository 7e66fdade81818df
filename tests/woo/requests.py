"""A request under the Woo to test with, and the people of its office."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Role
from app.contributions.queries import About
from app.core import clock
from app.core.clock import today
from app.core.database import db
from app.core.security import random_id
from app.woo import operations, queries
from app.woo.documents import mark_of_parts
from app.woo.models import Judgement, WooFile, WooHandler, WooItem, WooRequest, WooView
from app.woo.queries.sources import documents_of
from tests.factories import make_user, save

REFERENCE = "WOO-2026-12"


class Office:
    """An administrator, two editors who handle what is asked for, and the request."""

    def __init__(self):
        self.administrator = make_user(Role.ADMINISTRATOR)
        self.one, self.other = make_user(Role.EDITOR), make_user(Role.EDITOR)
        self.request = operations.open_request(REFERENCE, clock.today(), by=self.administrator, subject="De put")
        operations.set_handlers(self.request, [self.one, self.other], by=self.administrator)
        db.session.commit()

    def freeze(self, *stories, **about):
        found = queries.found_about(About(**about), [story.id for story in stories])
        count = operations.freeze_found(self.request, found, by=self.administrator)
        db.session.commit()
        return count

    def items(self, source=None):
        wanted = select(WooItem).where(WooItem.request_id == self.request.id).order_by(WooItem.made_at, WooItem.key)
        return [item for item in db.session.scalars(wanted) if source in (None, item.source)]

    def item(self, source):
        return self.items(source)[0]

    def black_out(self, item, words, ground="5.1.2.e"):
        return operations.black_out_words([item], words, ground, by=self.one)

    def settle(self, *items, judgement=Judgement.PUBLIC, ground=""):
        """One judges, the other agrees."""
        for item in items or self.items():
            operations.judge(item, judgement, ground, by=self.one)
            operations.agree(item, operations.mark_of(item), by=self.other)
        db.session.commit()

    def path(self, item=None, deed=""):
        return "/".join(filter(None, ("/redactie/woo", self.request.public_id, item and item.public_id, deed)))


def asked_for_under_the_woo(made):
    """Everything of these stories stands in a request that somebody else handles, and their contributors are asked."""
    opened = WooRequest(public_id=random_id(), reference="WOO-1", received_on=today(), answer_days=28)
    opened.handlers = [WooHandler(user=make_user(Role.EDITOR))]
    save(opened)
    for document in documents_of([found.id for found in made]):
        parts = document.kept_parts()
        db.session.add(WooItem(public_id=random_id(), request_id=opened.id, key=document.key, contribution_id=document.story, made_at=document.made_at, parts=parts, seen_mark=mark_of_parts(parts)))
    db.session.add_all(WooView(request_id=opened.id, contribution_id=f.id, asked_on=today(), until=today()) for f in made)
    db.session.commit()


def some_of_the_items():
    """The ids of a few documents of stories, photos among them."""
    of_stories = select(WooItem.public_id).where(WooItem.contribution_id.is_not(None)).order_by(WooItem.id)
    photos = of_stories.where(WooItem.key.startswith("photo:"))
    return list(dict.fromkeys([*db.session.scalars(of_stories.limit(8)), *db.session.scalars(photos.limit(3))]))


def woo_request():
    """One that was closed today."""
    asked = {"public_id": random_id(), "reference": "WOO-1", "answer_days": 28, "received_on": today(), "closed_on": today()}
    editor = make_user(Role.EDITOR)
    db.session.add(WooRequest(**asked, opened_by_id=editor.id, handlers=[WooHandler(user_id=editor.id)]))


def woo_file():
    """Of such a request, to be fetched for three days."""
    woo_request()
    request, editor = db.session.scalar(select(WooRequest)), make_user(Role.EDITOR)
    db.session.add(WooFile(request_id=request.id, user_id=editor.id, mark="m", expires_at=clock.now() + timedelta(days=3)))

"""The desk as the tests work at it."""

import re

from sqlalchemy import select

from app.contributions.models import Contribution
from app.core.database import db

TEXT = {
    "title": "Nieuwe titel",
    "lesson": "Meet eerst de hoogte.",
    "facts": "Wij legden de put te hoog. Dat merkten we.",
    "opinion": "",
}


def desk_of(story):
    return f"/redactie/{story.public_id}"


def read_by_both(story, editors, sign_in):
    for user, browser in editors:
        sign_in(user, browser)
        assert browser.post(f"{desk_of(story)}/lezen").status_code == 302
        assert browser.get(desk_of(story)).status_code == 200


def say_yes(browser, story):
    """Reads the page and presses the button on it."""
    seen = re.search(r'name="seen" value="(\w+)"', browser.get(desk_of(story)).text)
    return browser.post(f"{desk_of(story)}/akkoord", data={"seen": seen[1] if seen else ""})


def fresh(story):
    return db.session.scalars(select(Contribution).where(Contribution.id == story.id)).one()

"""A contribution that its contributor follows, as the tests need it."""

import re

from app.accounts.models import Role
from app.contributions import operations
from app.contributions.models import (
    Audience,
    Contribution,
    Listing,
    Status,
)
from app.core.database import db
from tests.factories import make_contribution, make_user, seen_text

NEW = {
    "title": "Een nieuwe titel",
    "facts": "Wij vroegen het eerst aan de jongeren zelf en toen ging het goed.",
    "lesson": "Vraag het eerst.",
    "opinion": "",
}


def fresh(contribution):
    return db.session.get(Contribution, contribution.id)


def read_by_two(contribution):
    """Two readers accept; the contribution waits for its contributor, unless it may appear as it is."""
    for _reader in range(2):
        editor = make_user(Role.EDITOR)
        operations.open_to_read(contribution, by=editor)
        operations.accept(contribution, by=editor, seen=seen_text(contribution))
    db.session.commit()


def say_yes(client, code):
    """Reads the page and presses the button on it."""
    seen = re.search(r'name="seen" value="(\w+)"', client.get(f"/volg/{code}").text)
    return client.post(f"/volg/{code}/akkoord", data={"seen": seen[1] if seen else ""})


def waiting(code, **changes):
    story = make_contribution(code=code, status=Status.RECEIVED, **changes)
    read_by_two(story)
    return story


def is_listed(contribution, audience=Audience.PUBLIC):
    listing = db.session.get(Listing, (audience, contribution.id))
    return listing is not None and not listing.gone


def propose(code, **changes):
    story = make_contribution(code=code, status=Status.RECEIVED, facts="De put lag hoog in de straat.", **changes)
    editor = make_user(Role.EDITOR)
    operations.open_to_read(story, by=editor)
    better = {"title": story.title, "facts": "De put lag laag in de straat.", "lesson": story.lesson, "opinion": ""}
    operations.propose(story, by=editor, **better)
    read_by_one_more(story, editor)
    return story


def read_by_one_more(story, first):
    other = make_user(Role.EDITOR)
    operations.open_to_read(story, by=other)
    operations.accept(story, by=first, seen=seen_text(story))
    operations.accept(story, by=other, seen=seen_text(story))
    db.session.commit()

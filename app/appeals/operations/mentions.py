"""Texts of others that name somebody who removed their account: put on the list for a person to look at.

Only the places are kept: which text, and from where to where in it. The name itself is not: it would stand there longer
than in the account. Whoever judges sees those words marked, until the text changes. What is still being typed is not
searched: nobody else sees it, and it is deleted within weeks.
"""

from app.accounts.models import User, Visitor
from app.appeals import messages, queries
from app.appeals.judged import place
from app.appeals.models import AppealKind, Part
from app.appeals.operations.drawing import draw, note
from app.appeals.operations.receiving import Asked, new, set_thing
from app.core.database import db
from app.stocktaking.operations import forget_words

MOST = 100  # places for one person: a very common name would fill the list with others


def flag_mentions(user: User) -> int:
    """Puts every text of others with the family name or an address of this person on the list; how many.

    What members changed already, such as to leave that name out, can no longer be put back.
    """
    addresses = [user.email, *(address.email for address in user.addresses)]
    named = queries.naming(user.family_name, addresses)
    patterns = queries.patterns_of(user.family_name, addresses)
    forget_words(lambda text: bool(queries.spans_of(text, *patterns)))
    found = [one for one in named if queries.open_mention_of(one.thing, part_of(one)) is None]
    told: dict[int, User] = {}
    for one in found[:MOST]:
        appeal = new(AppealKind.MENTION, Asked(""), Visitor())
        set_thing(appeal, one.thing)
        appeal.part = part_of(one)
        appeal.places = " ".join(place(field, getattr(one.thing, field), span) for field, span in one.places)
        db.session.add(appeal)
        note(appeal, "received", "clock")
        told |= {judge.id: judge for judge in draw(appeal, but=user)}
    messages.mentions(told.values())
    return len(found[:MOST])


def part_of(naming: queries.Naming) -> Part:
    """What a municipality wrote is not for the contributor to hear of, and the story is not hidden for it."""
    return Part.REASON if naming.is_only_in_reasons else Part.TEXT

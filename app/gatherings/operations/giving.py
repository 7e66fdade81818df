"""From a note or an experience to a question of the members: only who wrote it gives it, in words of their own."""

from app.core import clock
from app.core.database import db
from app.core.errors import Refusal
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import FieldNote, Gathering, GivenQuestion, Registration

Source = FieldNote | Registration


def given_from(source: Source, to_change: bool = False) -> GivenQuestion | None:
    """The question that was given from it and that no member worded yet."""
    if isinstance(source, FieldNote):
        return queries.given_from_note(source, to_change)
    return queries.given_from_experience(source, to_change)


def give_question(gathering: Gathering, source: Source, words: str) -> None:
    """Offers a question to the members; given before, it has these words from now on.

    The caller holds the walk or the registration, so that two presses make one. Raises Refusal where nothing is left
    of what it came from.
    """
    has_words(source)
    found = given_from(source, to_change=True)
    if found is None:
        found = GivenQuestion(gathering_id=gathering.id)
        found.note_id = source.id if isinstance(source, FieldNote) else None
        found.registration_id = source.id if isinstance(source, Registration) else None
        db.session.add(found)
    found.asks, found.given_at = words, clock.now()
    db.session.flush()


def has_words(source: Source) -> None:
    """Raises Refusal for a photo alone, and for somebody who brought nothing or does not come."""
    if isinstance(source, FieldNote) and not source.text:
        raise Refusal(_("This note has no words to make a question of."))
    if isinstance(source, Registration) and not (source.is_active and source.experience):
        raise Refusal(_("There is no experience here to make a question of. Write it down first."))


def take_given_back(source: Source) -> None:
    """No member reads it any more. Worded meanwhile, it is a question of the members, and nothing leads to it."""
    found = given_from(source, to_change=True)
    if found is not None:
        db.session.delete(found)
        db.session.flush()

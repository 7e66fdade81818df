"""Finding the questions that people gave to the members."""

from sqlalchemy import Select, select

from app.core.database import db
from app.gatherings.models import FieldNote, GivenQuestion, Registration


def given_from_note(note: FieldNote, to_change: bool = False) -> GivenQuestion | None:
    """The question that its writer gave from a note; with `to_change` no member words it meanwhile."""
    return the_one(select(GivenQuestion).where(GivenQuestion.note_id == note.id), to_change)


def given_from_experience(registration: Registration, to_change: bool = False) -> GivenQuestion | None:
    """The question that somebody gave from the experience that they brought."""
    return the_one(select(GivenQuestion).where(GivenQuestion.registration_id == registration.id), to_change)


def the_one(wanted: Select[GivenQuestion], to_change: bool) -> GivenQuestion | None:
    if to_change:
        wanted = wanted.with_for_update(of=GivenQuestion).execution_options(populate_existing=True)
    return db.session.scalar(wanted)

"""Finding the questions that people gave to the members."""

from datetime import date

from sqlalchemy import Select, delete, select

from app.core.database import db, number_of
from app.gatherings.models import FieldNote, Gathering, GivenQuestion, Registration
from app.gatherings.queries.walking import over_on

UNWORDED = GivenQuestion.worded_at.is_(None)


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


def delete_given_from_experiences(gathering: Gathering) -> int:
    """Deletes what people gave from what they brought and no member worded; how many. They can reach it no longer."""
    theirs = GivenQuestion.gathering_id == gathering.id, GivenQuestion.registration_id.is_not(None)
    return number_of(db.session.execute(delete(GivenQuestion).where(*theirs, UNWORDED)))


def delete_given(day: date) -> int:
    """Deletes what no member worded of gatherings whose notes go on this day; how many."""
    old = delete(GivenQuestion).where(GivenQuestion.gathering_id.in_(over_on(day)), UNWORDED)
    return number_of(db.session.execute(old))

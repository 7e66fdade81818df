"""Finding notes that came from paper."""

from sqlalchemy import select

from app.core.database import one
from app.gatherings.models import FieldNote, Gathering, PaperNote
from app.gatherings.queries.walking import THERE


def paper_note_at(gathering: Gathering, public_id: str) -> FieldNote:
    """One note of a gathering that was typed over. Raises NotFound for any other: those are of a phone."""
    wanted = select(FieldNote).join(PaperNote, PaperNote.note_id == FieldNote.id)
    return one(wanted.where(FieldNote.public_id == public_id, FieldNote.gathering_id == gathering.id, THERE))

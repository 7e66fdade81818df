"""What was written on paper: typed over exactly once, mended and removed by those who typed it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contributions.models import Kind
from app.core import clock
from app.core.database import db
from app.core.errors import NotFound, Refusal
from app.core.security import fingerprint
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import FieldNote, Gathering, GatheringStatus, PaperNote, Stop
from app.gatherings.models.walking import NOTES_LAST, OPENS
from app.gatherings.operations.notes import take_note_back

FIRST, LAST = -OPENS, NOTES_LAST  # from the day of the gathering: longer than phones, as long as there are notes


@dataclass(frozen=True)
class Line:
    """One note as it stands on a sheet."""

    text: str
    kind: Kind | None = None
    signed: str = ""


def takes_paper_now(gathering: Gathering) -> None:
    """Raises Refusal, which says when, for a gathering of which nothing can be typed over on this day."""
    if gathering.status is not GatheringStatus.PUBLISHED:
        raise Refusal(_("Only a gathering that takes place has notes. This one is cancelled, or still a draft."))
    if clock.today() < gathering.on + FIRST:
        raise Refusal(_("You can type sheets over from the day before the gathering."))
    if clock.today() >= gathering.on + LAST:  # they go on that day
        raise Refusal(_("The notes of this gathering have been deleted. Nothing can be added any more."))


def type_over(gathering: Gathering, stop: Stop, group: int | None, lines: Sequence[Line], form_key: str) -> None:
    """Keeps the notes of one sheet. The same form sent twice makes them once; also when one was removed meanwhile.

    The gathering is held, so that of two that come at once the second finds what the first made. A note is known by
    its words as well: when a form is sent again with other words nothing is lost. Raises Refusal.
    """
    queries.lock(gathering)
    takes_paper_now(gathering)
    still_there(gathering, stop)
    for number, line in enumerate(lines):
        key = key_of(gathering, form_key, number, stop, group, line)
        if queries.note_by_key(key) is None:
            note = FieldNote(key=key, gathering_id=gathering.id, stop=stop, group_number=group, kind=line.kind)
            note.text, note.signed, note.paper = line.text, line.signed, PaperNote()
            db.session.add(note)
            db.session.flush()


def key_of(gathering: Gathering, form_key: str, number: int, stop: Stop, group: int | None, line: Line) -> str:
    said = "\n".join((line.kind or "", line.signed, line.text))
    return fingerprint(f"paper:{gathering.id}:{form_key}:{number}:{stop.public_id}:{group}:{said}")[:36]


def still_there(gathering: Gathering, stop: Stop) -> None:
    if all(one.public_id != stop.public_id for one in gathering.stops):
        raise Refusal(_("This stop was taken out of the walk meanwhile. Choose another one."))


def mend(gathering: Gathering, note: FieldNote, stop: Stop | None, group: int | None, line: Line, version: int) -> None:
    """Changes a note that was typed over. Raises Refusal when somebody else did since the page was opened."""
    held = paper_of(gathering, note)
    if version != held.version:
        raise Refusal(_("Somebody else changed this note meanwhile. Theirs stands below, yours is still in the form."))
    if stop is not None:
        still_there(gathering, stop)
    note.stop, note.group_number = stop, group
    note.kind, note.text, note.signed = line.kind, line.text, line.signed
    held.mended_at = clock.now()
    db.session.flush()


def remove(gathering: Gathering, note: FieldNote) -> None:
    """Takes a note that was typed over off the site: its words and name are gone at once."""
    paper_of(gathering, note)
    take_note_back(note)


def paper_of(gathering: Gathering, note: FieldNote) -> PaperNote:
    """The mark of a note that came from paper; it is held. Raises NotFound for any other, and for one that is gone."""
    queries.lock(gathering)
    db.session.refresh(note)
    if note.paper is None or note.taken_back_at is not None:
        raise NotFound
    return note.paper

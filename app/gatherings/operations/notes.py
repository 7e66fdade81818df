"""What somebody notes on the walk: taken in exactly once, taken back, and deleted when its time is over."""

from dataclasses import dataclass
from datetime import datetime

from app.contributions.models import Kind
from app.contributions.operations import Received
from app.contributions.operations.remembering import decided, remember, sealed
from app.core import clock, scanner, storage
from app.core.again import done_before
from app.core.database import db
from app.core.destruction import destroyed
from app.core.errors import NotFound, Refusal
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import FieldNote, Gathering, NotePhoto, Stop, Walk, Walker
from app.gatherings.operations.walking import takes_notes_now

PHOTOS = "walk"  # how the names of these files begin
TERM = "90 days after a gathering"
TAKEN_BACK = "note_taken_back"  # in the log beside the database
MOST_NOTES, MOST_PHOTOS = 200, 60  # of one phone at one gathering


@dataclass(frozen=True)
class Written:
    """A note as it comes from a phone."""

    key: str
    stop: str = ""  # the public id of the stop
    kind: Kind | None = None
    text: str = ""
    signed: str = ""
    alt: str = ""
    written_at: datetime | None = None


def leave_note(walk: Walk, walker: Walker, written: Written, photo: Received | None = None) -> FieldNote:
    """Takes in a note. The same key again is the same note, also when it was taken back meanwhile.

    The walk is held, so that of two that come at once the second finds the first. Raises Refusal when the walk takes
    no notes, or when this phone sent very many.
    """
    found = queries.note_by_key(written.key)
    if found is not None:
        return found
    takes_notes_now(walk)
    has_room(walker, photo is not None)
    moment = clock.now()
    note = FieldNote(
        key=written.key,
        gathering_id=walk.gathering_id,
        stop=stop_of(walk.gathering, written.stop),
        walker_id=walker.id,
        group_number=walker.group_number,
        kind=written.kind,
        text=written.text,
        signed=written.signed,
        written_at=min(written.written_at or moment, moment),
    )
    if photo is not None:
        note.photo = kept_photo(photo, written.alt)
    db.session.add(note)
    db.session.flush()
    return note


def stop_of(gathering: Gathering, public_id: str) -> Stop | None:
    """The stop that a note is about; None when it is not on the walk any more: the note stays all the same."""
    return next((stop for stop in gathering.stops if stop.public_id == public_id), None)


def has_room(walker: Walker, with_photo: bool) -> None:
    notes = queries.notes_of(walker)
    if len(notes) >= MOST_NOTES:
        raise Refusal(_("You sent %(most)s notes already. There is no room for more.", most=MOST_NOTES))
    if with_photo and sum(note.photo is not None for note in notes) >= MOST_PHOTOS:
        raise Refusal(_("You sent %(most)s photos already. There is no room for more.", most=MOST_PHOTOS))


def kept_photo(photo: Received, alt: str) -> NotePhoto:
    return NotePhoto(**storage.put_picture(PHOTOS, photo.picture), alt=alt, is_scanned=photo.is_scanned)


def take_note_back(note: FieldNote) -> None:
    """Its writer takes it back: words, name and photo are gone at once. The bare key stays until all notes go, and a
    line beside the database, so that no backup brings it back.

    A draft that they made of it is theirs, and stays.
    """
    remember(note, TAKEN_BACK)
    let_go_of_photo(note)
    queries.forget_turning(note)
    note.text = note.signed = ""
    note.kind = note.group_number = None
    note.taken_back_at = clock.now()
    db.session.flush()


def take_notes_back_again() -> int:
    """Takes back once more what was taken back after this backup was made; how many notes. Run by restore."""
    told = {line["of"] for line in decided() if line["what"] == TAKEN_BACK}
    found = queries.notes_among(lambda public_id: sealed(public_id) in told)
    with done_before():
        for note in found:
            take_note_back(note)
    return len(found)


def let_go_of_photo(note: FieldNote) -> None:
    if note.photo is not None:
        for name in note.photo.files():
            storage.remove(name)
        note.photo = None


def content_of_photo(note: FieldNote, is_small: bool) -> bytes:
    """The picture with a note. Raises NotFound when it has none that may be shown."""
    if note.photo is None or not note.photo.is_shown:
        raise NotFound
    try:
        return storage.get(note.photo.small_file if is_small else note.photo.full_file)
    except storage.Missing:
        raise NotFound from None


def forget_notes() -> int:
    """Deletes the notes of gatherings of 90 days ago, with their photos and the keys of the phones; how many notes."""
    sweep_note_photos()  # first: what is deleted below keeps its files until that is kept as well
    for gathering in queries.over_and_not_counted(clock.today()):
        gathering.noted = queries.number_noted(gathering)
        gathering.cards_written = queries.number_of_cards(gathering)
    given = queries.delete_given(clock.today())  # before the notes: with those its giver loses the way to it
    due = queries.notes_of_before(clock.today())
    photos = sum(note.photo is not None for note in due)
    for note in due:
        let_go_of_photo(note)
        db.session.delete(note)
    db.session.flush()
    queries.delete_turned_cards(clock.today())
    of_tables = {
        "table_card": queries.delete_cards(clock.today()),
        "clarifying_question": queries.delete_clarifying(clock.today()),
        "given_question": given,
    }
    walkers = queries.walkers_of_before(clock.today())
    for walker in walkers:
        db.session.delete(walker)
    db.session.flush()
    gone = {"field_note_photo": photos, "walker": len(walkers), **of_tables, "field_note": len(due)}
    return [destroyed(kind, number, TERM) for kind, number in gone.items()][-1]


def scan_waiting_photos() -> int:
    """Lets the scanner look at what came in while it did not answer; how many it saw. It stops at the first silence."""
    count = 0
    for photo, is_clean in scanner.scan_waiting(queries.photos_to_scan()):
        photo.is_scanned = True
        if not is_clean:
            for name in photo.files():
                storage.remove(name)
            photo.full_file = photo.small_file = ""
        count += 1
    db.session.flush()
    return count


def sweep_note_photos() -> int:
    """Removes the files that belong to no note (any more); how many."""
    return storage.sweep(PHOTOS, queries.names_of_note_photos())

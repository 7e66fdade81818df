"""From a note to a contribution, by who wrote it, whom a note taker may ask once; and one's own story at a card."""

from collections.abc import Iterable

from app.accounts.models import Person, User
from app.challenges.models import Challenge
from app.contributions.models import Draft
from app.contributions.operations import adopt, begin, begin_with, holds
from app.contributions.operations.draft_photo import bring_photo
from app.core import clock, storage
from app.core.clock import today
from app.core.database import db
from app.core.errors import Refusal
from app.core.pictures import Picture, Size
from app.core.wording import _
from app.gatherings import queries
from app.gatherings.models import FieldNote, Gathering, NoteQuestion, Stop, TableCard, TurnedCard, TurnedNote, Walk
from app.gatherings.operations.came_out import begin_here
from app.gatherings.operations.walking import seal
from app.taxonomy.models import Term


def turn_note(walk: Walk, note: FieldNote, key: str, secret: str, by: Person) -> Draft:
    """The draft with this note in it, for the phone with this key and this secret; the same one a second time.

    The note stays as it is. The caller holds the walk, so that of two presses the second finds the first.
    Raises Refusal when a contribution of it was sent before, or begun on another phone.
    """
    turned = queries.turned_among([note]).get(note.id)
    if turned is not None:
        return draft_before(turned, seal(walk, key), secret, by)
    stop = note.stop
    draft = begin_with(secret, by, note.kind, note.text, challenge=open_challenge(stop), theme=theme_of(stop))
    db.session.add(TurnedNote(note_id=note.id, draft_id=draft.id, key_hash=seal(walk, key)))
    bring_photo_of(note, draft)
    begin_here(draft, walk.gathering, stop)
    return draft


def draft_before(turned: TurnedNote, phone: str, secret: str, by: Person) -> Draft:
    """The draft that was begun with a note, for its own browser or its own account.

    A phone that came in with a code has the note, and maybe another owner. It learns nothing of what was typed since,
    nor whether it was sent: the story may stand there without a name. Raises Refusal.
    """
    draft = turned.draft
    if draft is not None and (holds(draft, secret) or (by.id is not None and draft.user_id == by.id)):
        adopt(draft, secret)
        return draft
    if draft is None and turned.key_hash == phone:
        raise Refusal(_("You made a contribution of this note before. You find it with the code that you got then."))
    raise Refusal(_("A contribution of this note was begun on another phone. Go on there."))


def turn_card(walk: Walk, card: TableCard, key: str, secret: str, by: Person) -> Draft:
    """An empty draft for somebody's own story about what a table wrote; the same one a second time.

    Any phone of the gathering may begin one, and nobody knows who wrote the card: so its words stand beside the form,
    and none of them are in it. The card stays as it is. The caller holds the walk. Raises Refusal when nothing is
    written, or when this phone sent one before.
    """
    phone = seal(walk, key)
    turned = queries.turned_card(card, phone)
    if turned is not None and turned.draft is not None:
        adopt(turned.draft, secret)
        return turned.draft
    if turned is not None:
        raise Refusal(_("You told your own story at this card before. You find it with the code that you got then."))
    if card.is_empty:
        raise Refusal(_("This table has written nothing yet."))
    draft = begin(secret, by, if_open(card.challenge))
    db.session.add(TurnedCard(card_id=card.id, draft_id=draft.id, key_hash=phone))
    begin_here(draft, walk.gathering)
    return draft


def turned_here(walk: Walk, notes: Iterable[FieldNote], key: str) -> dict[int, TurnedNote]:
    """Which of these notes the phone with this key made a draft or a contribution of, by the id of the note."""
    phone = seal(walk, key)
    return {note_id: turned for note_id, turned in queries.turned_among(notes).items() if turned.key_hash == phone}


def bring_photo_of(note: FieldNote, draft: Draft) -> None:
    """A copy of the photo of the note comes along; the note keeps its own. What the scanner stopped does not."""
    photo = note.photo
    if photo is None or not photo.full_file:
        return
    try:
        full, small = storage.get(photo.full_file), storage.get(photo.small_file)
    except storage.Missing:
        return
    sizes = Size(photo.width, photo.height), Size(photo.small_width, photo.small_height)
    bring_photo(draft, Picture(full, small, *sizes), photo.alt, photo.is_scanned)


def open_challenge(stop: Stop | None) -> Challenge | None:
    """The challenge of the stop, as long as it takes answers: the story answers it then."""
    return if_open(stop.challenge if stop else None)


def if_open(challenge: Challenge | None) -> Challenge | None:
    return challenge if challenge is not None and challenge.is_open(today()) else None


def theme_of(stop: Stop | None) -> Term | None:
    theme = stop.theme if stop else None
    return theme if theme is not None and theme.may_be_chosen else None


def ask_writer(gathering: Gathering, note: FieldNote, by: User) -> None:
    """Asks whoever wrote a note to make a contribution of it. Asked before, by whomever, it stays as it was.

    Raises Refusal for a note that no phone sent: nobody would read the question.
    """
    if note.walker_id is None:
        raise Refusal(_("This note came in on paper. There is no phone on which its writer would see the question."))
    queries.lock(gathering)
    if not queries.asked_among([note]):
        db.session.add(NoteQuestion(note_id=note.id, asked_by_id=by.id))
        db.session.flush()


def rather_not(note: FieldNote) -> None:
    """Its writer would rather not. They can still do it later; nobody asks again. Raises Refusal when nobody asked."""
    asked = queries.asked_among([note]).get(note.id)
    if asked is None:
        raise Refusal(_("Nobody asked you to make a contribution of this note."))
    asked.declined_at = asked.declined_at or clock.now()
    db.session.flush()

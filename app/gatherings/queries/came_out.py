"""Finding what comes of a gathering: drafts, questions to writers, and contributions that say where they came from."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from pyroaring import BitMap
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Person, User
from app.contributions.models import Contribution, Draft
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.database import db
from app.gatherings.models import (
    BegunHere,
    CameOut,
    FieldNote,
    Gathering,
    GivenQuestion,
    NoteQuestion,
    TableCard,
    TurnedCard,
    TurnedNote,
)
from app.gatherings.permissions import origins_for
from app.gatherings.queries.walking import over_on

WORDS = (joinedload(CameOut.gathering), joinedload(CameOut.stop))


def hold_what_came_out(gathering_id: int) -> None:
    """Nobody changes the stories that came out of this gathering before the end of the transaction."""
    wanted = select(Contribution.id).join(CameOut, CameOut.contribution_id == Contribution.id)
    held = wanted.where(CameOut.gathering_id == gathering_id).order_by(Contribution.id)
    db.session.execute(held.with_for_update(read=True, of=Contribution))


def begun_here(draft: Draft) -> BegunHere | None:
    shown = joinedload(BegunHere.gathering), joinedload(BegunHere.stop)
    return db.session.scalar(select(BegunHere).where(BegunHere.draft_id == draft.id).options(*shown))


def turned_with(draft: Draft) -> TurnedNote | None:
    return db.session.scalar(select(TurnedNote).where(TurnedNote.draft_id == draft.id))


def turned_among(notes: Iterable[FieldNote]) -> dict[int, TurnedNote]:
    """Which of these notes their writer made a draft or a contribution of, by the id of the note."""
    wanted = TurnedNote.note_id.in_([note.id for note in notes])
    return {found.note_id: found for found in db.session.scalars(select(TurnedNote).where(wanted))}


def turned_card_with(draft: Draft) -> TurnedCard | None:
    wanted = select(TurnedCard).where(TurnedCard.draft_id == draft.id)
    return db.session.scalar(wanted.options(joinedload(TurnedCard.card)))


def turned_card(card: TableCard, key_hash: str) -> TurnedCard | None:
    """What the phone with this key made of the card of a table."""
    return db.session.scalar(select(TurnedCard).where(TurnedCard.card_id == card.id, TurnedCard.key_hash == key_hash))


def delete_turned_cards(day: date) -> None:
    """Forgets which phones made a contribution of a card, where the notes go on this day; the card may stay."""
    cards = select(TableCard.id).where(TableCard.gathering_id.in_(over_on(day)))
    db.session.execute(delete(TurnedCard).where(TurnedCard.card_id.in_(cards)))


def asked_among(notes: Iterable[FieldNote]) -> dict[int, NoteQuestion]:
    """Of which of these notes the writer was asked to make a contribution, by the id of the note."""
    wanted = NoteQuestion.note_id.in_([note.id for note in notes])
    return {found.note_id: found for found in db.session.scalars(select(NoteQuestion).where(wanted))}


def forget_turning(note: FieldNote) -> None:
    """That its writer made a draft of a note, that somebody asked for one, and a question that no member worded yet."""
    unworded = GivenQuestion.note_id == note.id, GivenQuestion.worded_at.is_(None)
    db.session.execute(delete(GivenQuestion).where(*unworded))
    for table in (TurnedNote, NoteQuestion):
        db.session.execute(delete(table).where(table.note_id == note.id))


def questions_asked_by(user: User) -> Sequence[NoteQuestion]:
    wanted = select(NoteQuestion).where(NoteQuestion.asked_by_id == user.id)
    return db.session.scalars(wanted.order_by(NoteQuestion.note_id)).all()


def came_out(contribution: Contribution) -> CameOut | None:
    """What is kept of where a contribution came from, shown or not."""
    wanted = select(CameOut).where(CameOut.contribution_id == contribution.id).options(*WORDS)
    return db.session.scalar(wanted)


def origin_told_to(person: Person, contribution: Contribution) -> CameOut | None:
    """Where a contribution came from, as far as this person may know."""
    wanted = select(CameOut).where(CameOut.contribution_id == contribution.id, origins_for(person))
    return db.session.scalar(wanted.options(*WORDS))


def came_out_of(gathering: Gathering, person: Person) -> list[int]:
    """The contributions that came out of a gathering and that this person may find, in the public order."""
    wanted = select(CameOut.contribution_id).where(CameOut.gathering_id == gathering.id, origins_for(person))
    ids = BitMap(db.session.scalars(wanted))
    if not ids:
        return []
    with catalogue(audience_of(person)) as known:
        return known.page(ids & known.everything, 0, len(ids))


def origins_of(ids: Collection[int]) -> dict[int, CameOut]:
    """Where these contributions came from, by their id; for whoever may read all of them."""
    wanted = select(CameOut).where(CameOut.contribution_id.in_(ids)).options(*WORDS)
    return {found.contribution_id: found for found in db.session.scalars(wanted)}


def over_and_not_frozen() -> Sequence[CameOut]:
    """What nobody sees any more and no Woo request keeps."""
    wanted = CameOut.is_over.is_(True), ~Contribution.freezes.any()
    return db.session.scalars(select(CameOut).join(CameOut.contribution).where(*wanted)).all()

"""What the parts and stops of a gathering are about, and finding notes that came from paper."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import Person
from app.challenges.models import Challenge
from app.challenges.permissions import visible_to
from app.core.database import db, one
from app.gatherings.models import FieldNote, Gathering, PaperNote, Part
from app.gatherings.models.programme import part_challenge
from app.gatherings.queries.walking import THERE
from app.taxonomy.models import Term


def paper_note_at(gathering: Gathering, public_id: str) -> FieldNote:
    """One note of a gathering that was typed over. Raises NotFound for any other: those are of a phone."""
    wanted = select(FieldNote).join(PaperNote, PaperNote.note_id == FieldNote.id)
    return one(wanted.where(FieldNote.public_id == public_id, FieldNote.gathering_id == gathering.id, THERE))


def challenges_of_parts(gathering: Gathering, person: Person) -> Mapping[int, list[Challenge]]:
    """The challenges of each part of the programme that this person may know of, by the id of the part."""
    wanted = select(part_challenge.c.part_id, Challenge).join(Challenge, Challenge.id == part_challenge.c.challenge_id)
    wanted = wanted.join(Part, Part.id == part_challenge.c.part_id)
    wanted = wanted.where(Part.gathering_id == gathering.id, visible_to(person))
    shown, found = wanted.options(selectinload(Challenge.terms)), defaultdict(list)
    for part_id, challenge in db.session.execute(shown.order_by(Challenge.title)):
        found[part_id].append(challenge)
    return found


def themes_of_stops(gathering: Gathering) -> Mapping[int, Term]:
    """The theme of each stop that has one that is still in use, by the id of the term."""
    wanted = {stop.term_id for stop in gathering.stops if stop.term_id is not None}
    if not wanted:
        return {}
    found = db.session.scalars(select(Term).where(Term.id.in_(wanted)))
    return {term.id: term for term in found if term.may_be_chosen}

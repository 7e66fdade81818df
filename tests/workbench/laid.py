"""A pile on which everything lies, for tests that walk through all addresses."""

from datetime import timedelta

from sqlalchemy import select

from app.core.clock import midnight, now, today
from app.core.database import db
from app.core.security import fingerprint
from app.stocktaking.models import Laid, Placement, Sorted, Star
from app.taxonomy.models import Dimension, Term
from app.workbench.models import (
    Bin,
    Check,
    CheckCard,
    CheckKind,
    CheckNote,
    Deed,
    Did,
    GivenCard,
    Pile,
    PileCard,
    PileStep,
)
from app.workbench.queries import Wanted
from tests.factories import save


def lay_on_a_pile(made, question, with_deeds=True):
    """Every story, also what nobody may read any more: it lies at the question, with a sentence starred."""
    pile = Pile(slug="de-stapel", name="De stapel", wanted=Wanted().kept(), bins=[Bin(question=question, position=1)])
    save(pile)
    at = midnight(today())  # that which was done can be compared in two worlds
    save(PileStep(pile_id=pile.id, did=Did.OFFERED, before={"bins": []}, after={"bins": [question.id]}, at=at))
    themes = list(db.session.scalars(select(Term.id).where(Term.dimension == Dimension.THEME).order_by(Term.id).limit(1)))
    save(PileStep(pile_id=pile.id, did=Did.SWITCHED, before={"off": []}, after={"off": themes}, at=at))
    divided = save(PileStep(pile_id=pile.id, did=Did.DIVIDED, before={}, after={"over": 0}, at=at))
    divided.cards = [GivenCard(contribution_id=found.id) for found in made]
    for position, found in enumerate(made):
        laid = {"laid": "questions", "questions": [question.id], "version": 1}
        db.session.add_all([
            PileCard(pile_id=pile.id, contribution_id=found.id, position=position),
            Sorted(contribution_id=found.id, laid=Laid.QUESTIONS, version=1),
            Placement(question_id=question.id, contribution_id=found.id),
            Star(contribution_id=found.id, field="facts", start=0, end=30, words_hash=fingerprint(found.facts[:30])),
        ])
        if with_deeds:
            db.session.add(
                Deed(key=f"{position:020}", pile_id=pile.id, contribution_id=found.id, before=laid, after=laid)
            )
    check_them(pile, made, question)
    db.session.commit()
    return pile


def check_them(pile, made, question):
    """A finished check in which somebody who left laid each of them elsewhere, and a note on the first."""
    check = Check(pile_id=pile.id, kind=CheckKind.SECOND, number=1, seed="zaad", offered=[question.id])
    before, again = {"laid": "questions", "questions": [question.id]}, {"laid": "nowhere", "questions": []}
    check.cards = [
        CheckCard(contribution_id=found.id, position=position, before=before, again=again, at=now())
        for position, found in enumerate(made)
    ]
    db.session.add(check)
    db.session.add_all(
        CheckNote(pile_id=pile.id, contribution_id=found.id, laid=Laid.NOWHERE, why="Het past daar niet.", at=(now() - timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0))
        for found in made[:1]
    )

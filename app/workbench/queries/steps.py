"""What was done in a pile, card by card and with the pile itself, and what stands in the way of putting it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.core.database import db, number_of, one
from app.stocktaking.models import Question
from app.workbench.models import Bin, Check, CheckCard, CheckNote, Deed, Did, GivenCard, Pile, PileCard, PileStep

PAGE = 50


@dataclass(frozen=True)
class Doings:
    """A page of what was done in a pile, the newest on top."""

    rows: list[Deed | PileStep]
    page: int
    last: int


def doings(pile: Pile, visible: Mapping[int, datetime], page: int) -> Doings:
    """What was done with the pile, and with the cards that somebody may see: `visible` says of each when it came in.

    A page beyond the end is the last one.
    """
    laid = select(Deed.at, Deed.id).where(Deed.pile_id == pile.id, Deed.contribution_id.in_(list(visible)))
    moments = [(at, "deed", key) for at, key in db.session.execute(laid)]
    steps = {step.id: step for step in steps_in(pile, visible)}
    moments += [(step.at, "step", step.id) for step in steps.values()]
    moments.sort(reverse=True)
    last = max(1, -(-len(moments) // PAGE))
    page = min(page, last)
    shown = moments[(page - 1) * PAGE : page * PAGE]
    wanted = Deed.id.in_([key for _at, kind, key in shown if kind == "deed"])
    deeds = {deed.id: deed for deed in db.session.scalars(select(Deed).where(wanted).options(joinedload(Deed.by)))}
    return Doings([deeds[key] if kind == "deed" else steps[key] for _at, kind, key in shown], page, last)


def steps_in(pile: Pile, visible: Mapping[int, datetime]) -> list[PileStep]:
    """The steps of a pile, without those that are only about cards which this person may not see."""
    wanted = select(PileStep).where(PileStep.pile_id == pile.id)
    found = db.session.scalars(wanted.options(joinedload(PileStep.by), joinedload(PileStep.deed))).all()
    given = select(GivenCard.step_id).join(PileStep, PileStep.id == GivenCard.step_id).distinct()
    given = given.where(PileStep.pile_id == pile.id, GivenCard.contribution_id.in_(list(visible)))
    divided = set(db.session.scalars(given))
    return [step for step in found if is_seen(step, visible, divided)]


def is_seen(step: PileStep, visible: Mapping[int, datetime], divided: Collection[int]) -> bool:
    if step.did is Did.DIVIDED:
        return step.id in divided
    if step.moment is not None:
        return step.undone_at is not None or step.moment in visible.values()
    return step.deed is None or step.deed.contribution_id in visible


def step_by_id(pile: Pile, step_id: int) -> PileStep:
    """One of them, to put it back. Raises NotFound."""
    return one(select(PileStep).where(PileStep.id == step_id, PileStep.pile_id == pile.id))


def step_with(deed: Deed) -> PileStep | None:
    """What was done with the questions of the pile in the same press as this card was laid."""
    return db.session.scalar(select(PileStep).where(PileStep.deed_id == deed.id, PileStep.undone_at.is_(None)))


def questions_called(ids: Collection[int]) -> dict[int, Question]:
    """The questions with these numbers that are still there, also those that went up in another one."""
    return {found.id: found for found in db.session.scalars(select(Question).where(Question.id.in_(ids)))}


def went_on_with(pile: Pile, cards: Collection[int]) -> bool:
    """Whether somebody laid one of these cards in this pile, checked it, or got it to lay."""
    laid = select(Deed.id).where(Deed.pile_id == pile.id, Deed.contribution_id.in_(cards), Deed.undone_at.is_(None))
    taken = PileCard.pile_id == pile.id, PileCard.contribution_id.in_(cards), PileCard.taken_by_id.is_not(None)
    drawn = select(CheckCard.check_id).join(CheckCard.check)
    drawn = drawn.where(Check.pile_id == pile.id, CheckCard.contribution_id.in_(cards))
    rows = laid, select(PileCard.position).where(*taken), drawn
    return any(db.session.execute(found.limit(1)).first() is not None for found in rows)


def take_out(pile: Pile, cards: Collection[int]) -> None:
    """Takes these cards out of a pile, with what was put back of them there."""
    forget_who_got(cards, [pile.id])
    for table in (Deed, PileCard):
        wanted = table.pile_id == pile.id, table.contribution_id.in_(cards)
        db.session.execute(delete(table).where(*wanted))


def forget_who_got(cards: Collection[int], pile_ids: Collection[int]) -> None:
    """Who had and who got these cards when the piles were divided."""
    steps = select(PileStep.id).where(PileStep.pile_id.in_(pile_ids))
    wanted = GivenCard.contribution_id.in_(cards), GivenCard.step_id.in_(steps)
    db.session.execute(delete(GivenCard).where(*wanted))


def is_used_elsewhere(question: Question, pile: Pile) -> bool:
    """Whether cards can be laid at a question in another pile, or a check of this one offered or named it."""
    wanted = Bin.question_id == question.id, Bin.pile_id != pile.id
    other = db.session.scalar(select(func.count()).select_from(Bin).where(*wanted))
    offered = db.session.scalars(select(Check.offered).where(Check.pile_id == pile.id))
    decided = db.session.scalars(select(CheckNote.questions).where(CheckNote.pile_id == pile.id))
    return bool(other) or any(question.id in found for found in (*offered, *decided))


def is_or_was_offered(question: Question) -> bool:
    """Whether cards can be laid at a question in a pile, or could be since it was asked."""
    if db.session.scalar(select(func.count()).select_from(Bin).where(Bin.question_id == question.id)):
        return True
    steps = db.session.scalars(select(PileStep).where(PileStep.at >= question.created_at))
    return any(question.id in state.get("bins", ()) for step in steps for state in (step.before, step.after))


def kept_in(pile: Pile) -> Sequence[Deed | PileStep]:
    """Everything that was done in a pile."""
    deeds = db.session.scalars(select(Deed).where(Deed.pile_id == pile.id)).all()
    return [*deeds, *db.session.scalars(select(PileStep).where(PileStep.pile_id == pile.id))]


def was_checked(pile: Pile) -> bool:
    """Whether a member drew cards of it to lay once more."""
    return db.session.scalar(select(Check.pile_id).where(Check.pile_id == pile.id).limit(1)) is not None


def piles_changed_by(user: User) -> list[tuple[datetime, str]]:
    """What somebody did with piles, and when."""
    wanted = select(PileStep.at, PileStep.did).where(PileStep.by_id == user.id)
    return [(at, f"changed a pile: {did}") for at, did in db.session.execute(wanted).tuples()]


def delete_steps_before(moment: datetime) -> int:
    return number_of(db.session.execute(delete(PileStep).where(PileStep.at < moment)))

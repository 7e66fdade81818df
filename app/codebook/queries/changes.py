"""Finding what was done with terms, or is planned."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import delete, select

from app.accounts.models import Person, User
from app.codebook.models import STANDS, ChallengeRetag, Deed, ProposedWords, Retag, State, TermChange, TermProposal
from app.contributions.permissions import audience_of
from app.contributions.queries import catalogue
from app.core.database import db, one
from app.taxonomy.models import Dimension, Term


def change_by_id(change_id: int, lock: bool = False) -> TermChange:
    """Raises NotFound. With `lock` as it is now, and nobody else ends it meanwhile."""
    found = select(TermChange).where(TermChange.id == change_id)
    if lock:
        found = found.with_for_update(of=TermChange).execution_options(populate_existing=True)
    return one(found)


def changes_about(term: Term) -> list[TermChange]:
    """Everything that was done with this term, or to it by what was done with another; the newest first."""
    wanted = select(TermChange).where(TermChange.dimension == term.dimension).order_by(TermChange.id.desc())
    return [c for c in db.session.scalars(wanted) if c.term_id == term.id or str(term.id) in c.now]


def planned_in(dimension: Dimension) -> Sequence[TermChange]:
    """What waits for its day, and what could not happen on it."""
    open_ones = TermChange.dimension == dimension, TermChange.state.in_((State.PLANNED, State.FAILED))
    ordered = select(TermChange).where(*open_ones).order_by(TermChange.effective_on, TermChange.id)
    return db.session.scalars(ordered).all()


def due(today: date) -> Sequence[TermChange]:
    wanted = TermChange.state == State.PLANNED, TermChange.effective_on <= today
    ordered = select(TermChange).where(*wanted).order_by(TermChange.effective_on, TermChange.id)
    return db.session.scalars(ordered.with_for_update(of=TermChange)).all()


def being_taken_back() -> Sequence[TermChange]:
    """The newest first: a later one may stand in the way of an earlier one."""
    wanted = select(TermChange).where(TermChange.state == State.UNDOING).order_by(TermChange.id.desc())
    return db.session.scalars(wanted.with_for_update(of=TermChange)).all()


def words_taken_back() -> dict[int, set[str]]:
    """By id of a term, the other words for it that came with a change which was undone."""
    gone: dict[int, set[str]] = {}
    undone = select(TermChange).where(TermChange.deed == Deed.RENAME, TermChange.state == State.UNDONE)
    for change in db.session.scalars(undone):
        for key, told in change.now.items():
            came = set(told.get("synonyms", ())) - set(change.was[key].get("synonyms", ()))
            gone.setdefault(int(key), set()).update(came)
    return gone


def later_change_of(term_ids: Collection[int], than: TermChange) -> TermChange | None:
    """The newest change that touched one of these terms after another one did."""
    later = TermChange.dimension == than.dimension, TermChange.state.in_(STANDS), TermChange.id != than.id
    newest = select(TermChange).where(*later).order_by(TermChange.done_at.desc(), TermChange.id.desc())
    found = db.session.scalars(newest)
    keys = {str(term_id) for term_id in term_ids}
    return next((c for c in found if not keys.isdisjoint(c.now) and (c.done_at, c.id) > (than.done_at, than.id)), None)


def change_that_took(term: Term) -> TermChange | None:
    """The merge or the split by which this term went; None when the file of the deal said so."""
    deeds = TermChange.deed.in_((Deed.MERGE, Deed.SPLIT))
    wanted = TermChange.term_id == term.id, deeds, TermChange.state.in_(STANDS)
    return db.session.scalars(select(TermChange).where(*wanted).order_by(TermChange.id.desc()).limit(1)).first()


def forget_retags(change: TermChange) -> None:
    for model in (Retag, ChallengeRetag):
        db.session.execute(delete(model).where(model.change_id == change.id))


def retagged_by(change: TermChange) -> Sequence[Retag]:
    return db.session.scalars(select(Retag).where(Retag.change_id == change.id)).all()


def how_many_retagged(change: TermChange, person: Person) -> int:
    """Of those that this person may find."""
    wanted = select(Retag.contribution_id).where(Retag.change_id == change.id)
    with catalogue(audience_of(person)) as known:
        return sum(contribution_id in known.everything for contribution_id in db.session.scalars(wanted))


def challenges_retagged_by(change: TermChange) -> Sequence[ChallengeRetag]:
    return db.session.scalars(select(ChallengeRetag).where(ChallengeRetag.change_id == change.id)).all()


def changes_asked_by(user: User) -> Sequence[TermChange]:
    return db.session.scalars(select(TermChange).where(TermChange.by_id == user.id).order_by(TermChange.id)).all()


def work_with_terms_of(user: User) -> list[tuple[datetime, str]]:
    """What else somebody did with terms: changes that they took back, texts that they chose for, and proposals."""
    ended = select(TermChange.ended_at, TermChange.deed).where(TermChange.ended_by_id == user.id)
    chosen = db.session.scalars(select(Retag.at).where(Retag.by_id == user.id))
    proposed = db.session.scalars(select(ProposedWords.at).where(ProposedWords.by_id == user.id))
    decided = db.session.scalars(select(TermProposal.decided_at).where(TermProposal.decided_by_id == user.id))
    taken_back = db.session.execute(ended).tuples()
    return [
        *((at, f"took back a change of a term: {deed}") for at, deed in taken_back if at is not None),
        *((at, "chose other tags for a text") for at in chosen),
        *((at, "proposed a term for words of a contributor") for at in proposed),
        *((at, "decided about a proposed term") for at in decided if at is not None),
    ]

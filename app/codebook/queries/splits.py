"""The texts of a term that was split: which wait for a choice, and for which somebody chose."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select

from app.accounts.models import Person
from app.codebook.models import Deed, Retag, State, TermChange
from app.contributions.models import Contribution, Tag
from app.contributions.permissions import visible_to
from app.contributions.queries import contribution_by_public_id
from app.core.database import db, one
from app.taxonomy.models import Term
from app.taxonomy.queries import came_of, terms_in

SHOWN = 10  # choices that can be put back on the page


@dataclass(frozen=True)
class Progress:
    """Of one split, over the texts that somebody may read. What is not visible yet joins when it is."""

    change: TermChange
    chosen: int
    waiting: int

    @property
    def total(self) -> int:
        return self.chosen + self.waiting


def split_by_id(change_id: int) -> TermChange:
    """A split that stands. Raises NotFound."""
    wanted = TermChange.id == change_id, TermChange.deed == Deed.SPLIT, TermChange.state == State.DONE
    return one(select(TermChange).where(*wanted))


def splits(person: Person) -> list[Progress]:
    """Every split that stands, with how far it is; the newest first."""
    wanted = TermChange.deed == Deed.SPLIT, TermChange.state == State.DONE
    found = db.session.scalars(select(TermChange).where(*wanted).order_by(TermChange.id.desc())).all()
    waiting = counted(
        select(Tag.term_id, func.count())
        .join(Contribution, Contribution.id == Tag.contribution_id)
        .where(visible_to(person), Tag.term_id.in_([change.term_id for change in found]))
        .group_by(Tag.term_id)
    )
    chosen = counted(
        select(Retag.change_id, func.count())
        .join(Contribution, Contribution.id == Retag.contribution_id)
        .where(visible_to(person), Retag.change_id.in_([change.id for change in found]))
        .group_by(Retag.change_id)
    )
    return [Progress(change, chosen.get(change.id, 0), waiting.get(change.term_id or 0, 0)) for change in found]


def counted(statement: Select[int, int]) -> dict[int, int]:
    return dict(db.session.execute(statement).tuples().all())


def progress_of(change: TermChange, person: Person) -> Progress:
    return next(found for found in splits(person) if found.change.id == change.id)


def next_to_choose(change: TermChange, person: Person, after: str = "") -> Contribution | None:
    """A text that waits and that this person may read: the first behind the one they put off, else the first."""
    waits = Contribution.tags.any(Tag.term_id == change.term_id)
    ordered = select(Contribution.public_id).where(visible_to(person), waits).order_by(Contribution.public_id).limit(1)
    found = db.session.scalar(ordered.where(Contribution.public_id > after)) or db.session.scalar(ordered)
    return contribution_by_public_id(found, person) if found else None


def choices_of(change: TermChange) -> list[Term]:
    """The terms that can be chosen in the place of the one that was split."""
    if change.term is None:
        return []
    offered = {word.id for word in came_of(change.term) if word.may_be_chosen}
    return [term for term in terms_in(change.dimension) if term.id in offered]


def retag_of(change: TermChange, contribution: Contribution) -> Retag | None:
    return db.session.get(Retag, (change.id, contribution.id), populate_existing=True)


def last_chosen(change: TermChange, person: Person) -> Sequence[Retag]:
    """The last choices about texts that this person may read, the newest first."""
    found = select(Retag).join(Contribution, Contribution.id == Retag.contribution_id)
    wanted = found.where(Retag.change_id == change.id, visible_to(person))
    return db.session.scalars(wanted.order_by(Retag.at.desc(), Contribution.public_id).limit(SHOWN)).all()

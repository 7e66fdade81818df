"""The terms that the desk proposed: for the administrator without any story, for who proposed them with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Membership, Person, Role, User, Visitor
from app.codebook.models import ProposedWords, Stand, TermChange, TermProposal
from app.codebook.permissions import may_propose, may_settle
from app.contributions.models import Contribution
from app.contributions.permissions import visible_to
from app.contributions.queries import with_what_is_shown
from app.core.collation import sort_key
from app.core.database import db, number_of, one
from app.core.deal import deal
from app.taxonomy.models import Dimension, Term

SHOWN = 20  # that were decided last
MOST = 100  # that wait, on one page: the rest follows when these are decided, and the page says so
waited_for = exists().where(ProposedWords.proposal_id == TermProposal.id)


@dataclass(frozen=True)
class Asked:
    """A proposal, and how many texts wait for it of those that this person may find; None when these are few."""

    proposal: TermProposal
    number: int | None


def proposal_by_id(proposal_id: int, lock: bool = False) -> TermProposal:
    """Raises NotFound. With `lock` as it is now, and nobody else decides meanwhile."""
    found = select(TermProposal).where(TermProposal.id == proposal_id)
    if lock:
        found = found.with_for_update(of=TermProposal).execution_options(populate_existing=True)
    return one(found)


def in_public() -> ColumnElement[bool]:
    """That own words of a story which everybody may read wait for it: else nobody may know of the proposal."""
    of_it = ProposedWords.proposal_id == TermProposal.id, Contribution.id == ProposedWords.contribution_id
    return exists().where(*of_it, visible_to(Visitor()))


def is_in_public(proposal: TermProposal) -> bool:
    return bool(db.session.scalar(select(TermProposal.id).where(TermProposal.id == proposal.id, in_public())))


def proposals_waiting(person: Person) -> tuple[list[Asked], bool]:
    """Those for which own words wait that an administrator may know of, the oldest first; and whether more wait."""
    wanted = select(TermProposal).where(TermProposal.stand == Stand.WAITING, in_public())
    found = db.session.scalars(
        wanted.options(joinedload(TermProposal.means)).order_by(TermProposal.asked_at, TermProposal.id).limit(MOST + 1)
    ).all()
    numbers = how_many_wait(found[:MOST], person)
    return [Asked(proposal, numbers.get(proposal.id)) for proposal in found[:MOST]], len(found) > MOST


def how_many_wait(proposals: Collection[TermProposal], person: Person) -> dict[int, int]:
    """By proposal, over the texts that this person may find. Few are no number: with the words it would tell which."""
    wanted = (
        select(ProposedWords.proposal_id, func.count())
        .join(Contribution, Contribution.id == ProposedWords.contribution_id)
        .where(visible_to(person), ProposedWords.proposal_id.in_([proposal.id for proposal in proposals]))
        .group_by(ProposedWords.proposal_id)
    )
    found = db.session.execute(wanted).tuples()
    return {proposal_id: number for proposal_id, number in found if number >= deal().coarse_place["fewest"]}


def proposals_decided() -> Sequence[TermProposal]:
    """The last, as long as their words may be known."""
    wanted = select(TermProposal).where(TermProposal.stand != Stand.WAITING, in_public())
    wanted = wanted.options(joinedload(TermProposal.term))
    return db.session.scalars(
        wanted.order_by(TermProposal.decided_at.desc(), TermProposal.id.desc()).limit(SHOWN)
    ).all()


def is_waited_for(proposal: TermProposal) -> bool:
    """Whether the own words of a story still wait for it, whoever may find that story."""
    return bool(db.session.scalar(select(exists().where(ProposedWords.proposal_id == proposal.id))))


def same_proposal(dimension: Dimension, words: str, means: Term | None) -> TermProposal | None:
    """One that waits and says the same: then both wait for one answer."""
    means_id = means.id if means is not None else None
    alike = TermProposal.stand == Stand.WAITING, TermProposal.dimension == dimension, TermProposal.means_id == means_id
    held = select(TermProposal).where(*alike).order_by(TermProposal.id).with_for_update(of=TermProposal)
    found = db.session.scalars(held)
    return next((proposal for proposal in found if sort_key(proposal.words) == sort_key(words)), None)


def proposed_for(contribution: Contribution, dimension: Dimension) -> ProposedWords | None:
    wanted = ProposedWords.contribution_id == contribution.id, ProposedWords.dimension == dimension
    return db.session.scalars(select(ProposedWords).where(*wanted).options(joinedload(ProposedWords.proposal))).first()


def proposals_of(user: User) -> list[tuple[ProposedWords, Contribution]]:
    """What this person may settle, with the story, as long as they read that: what they may press first."""
    of_the_desk = Membership.role == Role.EDITOR, Membership.ended_at.is_(None)
    somebody_is_there = exists().where(Membership.user_id == ProposedWords.by_id, *of_the_desk)
    wanted = (
        select(ProposedWords, Contribution)
        .join(Contribution, Contribution.id == ProposedWords.contribution_id)
        .join(ProposedWords.proposal)
        .where(or_(ProposedWords.by_id == user.id, ~somebody_is_there))
        .options(
            joinedload(ProposedWords.proposal).joinedload(TermProposal.term),
            joinedload(ProposedWords.proposal).joinedload(TermProposal.means),
            joinedload(ProposedWords.by),
            *with_what_is_shown(),
            selectinload(Contribution.own_words),
        )
    )
    found = db.session.execute(wanted.order_by(TermProposal.stand, ProposedWords.at, Contribution.public_id)).tuples()
    return [(row, c) for row, c in found if may_settle(user, row) and may_propose(user, c)]


def who_wait_for(proposal: TermProposal) -> list[User]:
    """Who proposed it, each once."""
    wanted = select(ProposedWords).where(ProposedWords.proposal_id == proposal.id).options(joinedload(ProposedWords.by))
    rows = db.session.scalars(wanted.order_by(ProposedWords.by_id))
    return list(dict.fromkeys(row.by for row in rows if row.by is not None))


def proposals_accepted_by(change: TermChange) -> Sequence[TermProposal]:
    wanted = TermProposal.change_id == change.id, TermProposal.stand == Stand.ACCEPTED
    return db.session.scalars(select(TermProposal).where(*wanted).with_for_update(of=TermProposal)).all()


def delete_decided_before(moment: datetime) -> int:
    old = TermProposal.stand != Stand.WAITING, TermProposal.decided_at < moment
    return number_of(db.session.execute(delete(TermProposal).where(*old)))


def delete_for_which_nothing_waits() -> int:
    """Those of which every story has its term or is gone: their words go too, as they may be of such a story."""
    return number_of(db.session.execute(delete(TermProposal).where(~waited_for)))

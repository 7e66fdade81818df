"""What was done with the terms of the vocabulary, by whom and why, which tags went along, and which terms are asked."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.challenges.models import Challenge
from app.contributions.models import Contribution, Provenance
from app.core.clock import now
from app.core.database import Base
from app.taxonomy.models import Dimension, Term

MOST_SYNONYMS = 60  # of a term


class Deed(StrEnum):
    ADD = "add"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"


class State(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    UNDOING = "undoing"  # it stands until the job has taken it back
    CALLED_OFF = "called_off"  # before it took effect
    UNDONE = "undone"
    FAILED = "failed"  # on its day something stood in the way


STANDS = (State.DONE, State.UNDOING)  # the terms are as the change made them


class TermChange(Base):
    """One deed with one term. `was` and `now` say of every term what the deed changed, so that it can be undone."""

    __tablename__ = "term_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[Deed]
    dimension: Mapped[Dimension]
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)  # None: it is still to be made
    wish: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # the words, the parent, the heir or the parts
    reason: Mapped[str] = mapped_column(Text)
    effective_on: Mapped[date]
    state: Mapped[State] = mapped_column(default=State.PLANNED, index=True)
    fault: Mapped[str] = mapped_column(Text, default="")  # what stood in the way on its day
    asked_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    done_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]  # called off or undone
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    was: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    now: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    term: Mapped[Term | None] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])


class Retag(Base):
    """That a contribution lost a tag by a change, and which came in its place and were not there yet."""

    __tablename__ = "retag"

    change_id: Mapped[int] = mapped_column(ForeignKey("term_change.id", ondelete="CASCADE"), primary_key=True)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    provenance: Mapped[Provenance]  # of the tag that went
    came: Mapped[list[int]] = mapped_column(JSON, default=list)  # ids of terms
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)  # in the queue

    change: Mapped[TermChange] = relationship()
    contribution: Mapped[Contribution] = relationship()


class ChallengeRetag(Base):
    """The same of a challenge."""

    __tablename__ = "challenge_retag"

    change_id: Mapped[int] = mapped_column(ForeignKey("term_change.id", ondelete="CASCADE"), primary_key=True)
    challenge_id: Mapped[int] = mapped_column(
        ForeignKey("challenge.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    came: Mapped[list[int]] = mapped_column(JSON, default=list)

    challenge: Mapped[Challenge] = relationship()


class Stand(StrEnum):
    """How it stands with a term that somebody of the desk proposed."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class TermProposal(Base):
    """A term that readers ask for, in words of their own: an administrator reads these, and nothing of a story."""

    __tablename__ = "term_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    dimension: Mapped[Dimension]
    words: Mapped[str] = mapped_column(String(120))
    means_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)  # they say it for this term
    stand: Mapped[Stand] = mapped_column(default=Stand.WAITING, index=True)
    version: Mapped[int] = mapped_column(default=1)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was declined; of the rest the change says it
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)
    term_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"), index=True)  # that came of it
    change_id: Mapped[int | None] = mapped_column(ForeignKey("term_change.id", ondelete="SET NULL"), index=True)

    means: Mapped[Term | None] = relationship(foreign_keys=[means_id])
    term: Mapped[Term | None] = relationship(foreign_keys=[term_id])

    @property
    def term_now(self) -> Term | None:
        """The term that came of it, or what that went up in."""
        return self.term.replaced_by or self.term if self.term is not None else None

    @property
    def is_put_back_here(self) -> bool:
        """Whether the decision changed no term; else that change is undone, and the proposal waits again with it."""
        return self.stand is not Stand.WAITING and self.change_id is None


class ProposedWords(Base):
    """That the own words with a story wait for a proposal, and for whom. It goes when those words go."""

    __tablename__ = "proposed_words"

    contribution_id: Mapped[int] = mapped_column(primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("term_proposal.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"), index=True)

    proposal: Mapped[TermProposal] = relationship()
    by: Mapped[User | None] = relationship()

    __table_args__ = (
        ForeignKeyConstraint(
            ["contribution_id", "dimension"],
            ["own_words.contribution_id", "own_words.dimension"],
            name="fk_proposed_words_own_words",
            ondelete="CASCADE",
        ),
    )

"""Of which challenge a story, or the draft of one, tells what came of it half a year later; it is no answer to it."""

from sqlalchemy import Column, ForeignKey, Table

from app.core.database import Base


def follow_up_of(kind: str) -> Table:
    """One challenge at most for each; both go when the challenge goes."""
    return Table(
        f"{kind}_follow_up",
        Base.metadata,
        Column(f"{kind}_id", ForeignKey(f"{kind}.id", ondelete="CASCADE"), primary_key=True),
        Column("challenge_id", ForeignKey("challenge.id", ondelete="CASCADE"), nullable=False, index=True),
    )


contribution_follow_up = follow_up_of("contribution")
draft_follow_up = follow_up_of("draft")

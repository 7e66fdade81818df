"""A question knows since when the desk decided that it stays out of view; also where it decided that before.

A request is deleted some time after its answer: a question that is out of view and about which nothing waits was
decided about as well.

Revision ID: 0096
Revises: 0095
"""

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0095"
branch_labels = None
depends_on = None

question = sa.table("question", sa.column("id"), sa.column("held_at"), sa.column("kept_out_at"))
appeal = sa.table("appeal", *map(sa.column, ("question_id", "held_at", "decision", "decided_at")))


def upgrade():
    op.add_column("question", sa.Column("kept_out_at", sa.DateTime(timezone=True)))
    asked = question.alias("asked")
    along = sa.select(asked.c.id).where(asked.c.held_at == question.c.held_at).correlate(question).scalar_subquery()
    about = appeal.c.question_id.in_(along), appeal.c.held_at.is_not(None)
    decided = sa.select(sa.func.max(appeal.c.decided_at)).where(*about, appeal.c.decision == "stays_out")
    waits = sa.exists().where(*about, appeal.c.decided_at.is_(None))
    known = decided.correlate(question).scalar_subquery()
    stays = sa.or_(known.is_not(None), ~waits)
    changed = sa.update(question).where(question.c.held_at.is_not(None), stays)
    op.execute(changed.values(kept_out_at=sa.func.coalesce(known, question.c.held_at)))


def downgrade():
    op.drop_column("question", "kept_out_at")

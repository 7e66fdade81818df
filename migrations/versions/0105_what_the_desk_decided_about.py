"""A step of the history of a question says that the desk decided about what went by it: then it need not be known when
it decides once more, and what somebody asked can be deleted on its day.

Of what was decided before it is known of the requests that are still there.

Revision ID: 0105
Revises: 0104
"""

import sqlalchemy as sa
from alembic import op

revision = "0105"
down_revision = "0104"
branch_labels = None
depends_on = None

change = sa.table("question_change", *map(sa.column, ("question_id", "at", "is_settled")))
appeal = sa.table("appeal", *map(sa.column, ("question_id", "received_at", "decided_at")))


def upgrade():
    op.add_column("question_change", sa.Column("is_settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    between = change.c.at >= appeal.c.received_at, change.c.at <= appeal.c.decided_at  # none before it was decided
    decided = sa.exists().where(appeal.c.question_id == change.c.question_id, *between)
    op.execute(sa.update(change).where(decided).values(is_settled=sa.true()))


def downgrade():
    op.drop_column("question_change", "is_settled")

"""What stood there before somebody worded it otherwise or took it away, to put it back.

Revision ID: 0086
Revises: 0085
"""

import sqlalchemy as sa
from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None
# By column what it points at, and what becomes of the row when that goes.
POINTS = {
    "answer_id": ("answer.id", "SET NULL"),
    "decision_id": ("decision.id", "CASCADE"),
    "split_off_id": ("question.id", "SET NULL"),
    "organisation_id": ("organisation.id", "CASCADE"),
    "wrote_id": ("user.id", "SET NULL"),
    "only_for_id": ("user.id", "CASCADE"),
}
# What is read of a row by a name that was not there before. Of a frozen stocktake the digest stays, so its seal holds.
UNKNOWN = (
    "UPDATE tag SET provenance = 'member' WHERE provenance = 'confirmed'",
    "UPDATE retag SET provenance = 'member' WHERE provenance = 'confirmed'",
    "DELETE FROM gathering_change WHERE what = 'stop_name'",
    "DELETE FROM stocktake_words WHERE item_id IN (SELECT id FROM stocktake_item WHERE kind = 'measure')",
    "UPDATE stocktake_item SET kind = 'source' WHERE kind = 'measure'",
)
# Without what stood there they would be things to put back that say nothing.
EMPTIED = (
    "UPDATE removal SET within_id = NULL WHERE within_id IN (SELECT removal_id FROM replaced)",
    "DELETE FROM removed_quote WHERE removal_id IN (SELECT removal_id FROM replaced)",
    "DELETE FROM replaced_source",
    "DELETE FROM removal WHERE id IN (SELECT removal_id FROM replaced)",
)


def key(table, column, target, ondelete="CASCADE"):
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)


def upgrade():
    op.create_table(
        "replaced",
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=True) for column in POINTS),
        key("replaced", "removal_id", "removal.id"),
        *(key("replaced", column, target, ondelete) for column, (target, ondelete) in POINTS.items()),
        sa.PrimaryKeyConstraint("removal_id", name=op.f("pk_replaced")),
    )
    for column in POINTS:
        op.create_index(op.f(f"ix_replaced_{column}"), "replaced", [column])
    op.create_table(
        "replaced_source",
        sa.Column("removal_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        key("replaced_source", "removal_id", "replaced.removal_id"),
        key("replaced_source", "contribution_id", "contribution.id"),
        sa.PrimaryKeyConstraint("removal_id", "contribution_id", name=op.f("pk_replaced_source")),
    )
    op.create_index(op.f("ix_replaced_source_contribution_id"), "replaced_source", ["contribution_id"])


def downgrade():
    for statement in (*UNKNOWN, *EMPTIED):
        op.execute(statement)
    op.drop_table("replaced_source")
    op.drop_table("replaced")

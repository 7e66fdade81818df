"""Which deed a decision about a difference laid its card by, and who had and got a card when a pile was divided.

Revision ID: 0078
Revises: 0077
"""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None


def key(column, target, ondelete="CASCADE"):
    name = op.f(f"fk_pile_step_card_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def upgrade():
    op.create_table(
        "pile_step_card",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=True),
        key("step_id", "pile_step"),
        key("contribution_id", "contribution"),
        key("before_id", "user", "SET NULL"),
        key("after_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("step_id", "contribution_id", name=op.f("pk_pile_step_card")),
    )
    for column in ("contribution_id", "before_id", "after_id"):
        op.create_index(op.f(f"ix_pile_step_card_{column}"), "pile_step_card", [column])
    with op.batch_alter_table("check_note") as changed:
        changed.add_column(sa.Column("deed_id", sa.Integer(), nullable=True))
        changed.create_foreign_key(op.f("fk_check_note_deed_id"), "deed", ["deed_id"], ["id"], ondelete="SET NULL")
    op.create_index(op.f("ix_check_note_deed_id"), "check_note", ["deed_id"])
    op.execute(sa.text(BY_DEED))


# A decision was written down right after its card was laid, by the same person.
BY_DEED = """
UPDATE check_note SET deed_id = (SELECT max(deed.id) FROM deed WHERE deed.pile_id = check_note.pile_id AND
deed.contribution_id = check_note.contribution_id AND deed.by_id = check_note.by_id AND deed.at <= check_note.at)
"""


def downgrade():
    """What was divided, and which themes were left out, could not be put back before this."""
    op.execute(sa.text("DELETE FROM pile_step WHERE did IN ('divided', 'switched')"))
    op.drop_index(op.f("ix_check_note_deed_id"), "check_note")
    with op.batch_alter_table("check_note") as changed:
        changed.drop_constraint(op.f("fk_check_note_deed_id"), type_="foreignkey")
        changed.drop_column("deed_id")
    op.drop_table("pile_step_card")

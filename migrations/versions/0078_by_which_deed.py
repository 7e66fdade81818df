"""Which deed a decision about a difference laid its card by.

Revision ID: 0078
Revises: 0076
"""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade():
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
    op.drop_index(op.f("ix_check_note_deed_id"), "check_note")
    with op.batch_alter_table("check_note") as changed:
        changed.drop_constraint(op.f("fk_check_note_deed_id"), type_="foreignkey")
        changed.drop_column("deed_id")

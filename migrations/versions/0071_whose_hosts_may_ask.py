"""Of which challenge the hosts may ask: the one that a story answers, or one that it stands with.

Revision ID: 0071
Revises: 0070
"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

ANSWERED = """
UPDATE conversation SET challenge_id = (SELECT contribution.challenge_id FROM contribution WHERE contribution.id = conversation.contribution_id)
WHERE side = 'host'
"""
OF_LINKED = """
DELETE FROM {table} WHERE side = 'host' AND contribution_id IN (SELECT conversation.contribution_id FROM conversation
JOIN contribution ON contribution.id = conversation.contribution_id WHERE conversation.side = 'host' AND
conversation.challenge_id IS NOT NULL AND (contribution.challenge_id IS NULL OR contribution.challenge_id <> conversation.challenge_id))
"""


def upgrade():
    with op.batch_alter_table("conversation") as changed:
        changed.add_column(sa.Column("challenge_id", sa.Integer, nullable=True))
        changed.create_foreign_key(
            "fk_conversation_challenge_id", "challenge", ["challenge_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_conversation_challenge_id", "conversation", ["challenge_id"])
    op.execute(ANSWERED)


def downgrade():
    """Before this the hosts of the challenge that a story answers could ask; nobody gets what others were told."""
    for table in ("remark", "conversation"):
        op.execute(OF_LINKED.format(table=table))
    op.drop_index("ix_conversation_challenge_id", "conversation")
    with op.batch_alter_table("conversation") as changed:
        changed.drop_constraint("fk_conversation_challenge_id", type_="foreignkey")
        changed.drop_column("challenge_id")

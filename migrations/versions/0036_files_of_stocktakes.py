"""Files that are made of a frozen stocktake.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None
FORMS = ("docx", "pdf", "xlsx", "ods", "csv", "json")
STATES = ("asked", "making", "ready", "failed", "void")


def upgrade():
    op.create_table(
        "report_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=26), nullable=False),
        sa.Column("stocktake_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Enum(*FORMS, name="form", native_enum=False, length=30), nullable=False),
        sa.Column("for_members", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="reportstate", native_enum=False, length=30), nullable=False),
        sa.Column("file_name", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_report_file_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktake.id"], name=op.f("fk_report_file_stocktake_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_report_file_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_file")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_file_public_id")),
    )
    for column in ("question_id", "stocktake_id", "user_id"):
        op.create_index(op.f(f"ix_report_file_{column}"), "report_file", [column])


def downgrade():
    op.drop_table("report_file")

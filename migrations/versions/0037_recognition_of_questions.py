"""Whether a public question plays elsewhere as well: one answer for each organisation, account or browser.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from app.core.database import Moment

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None
ANSWERS = ("yes", "no", "unknown")
OF_ACCOUNTS = sa.text("organisation_id IS NULL")


def upgrade():
    op.create_table(
        "recognition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Enum(*ANSWERS, name="recognised", native_enum=False, length=30), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("browser_hash", sa.String(length=64), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_recognition_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_recognition_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recognition_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
        sa.UniqueConstraint("question_id", "organisation_id", name=op.f("uq_recognition_question_id_organisation_id")),
        sa.UniqueConstraint("question_id", "browser_hash", name=op.f("uq_recognition_question_id_browser_hash")),
    )
    for column in ("question_id", "organisation_id", "user_id"):
        op.create_index(op.f(f"ix_recognition_{column}"), "recognition", [column])
    op.create_index(
        "uq_recognition_user_id",
        "recognition",
        ["question_id", "user_id"],
        unique=True,
        sqlite_where=OF_ACCOUNTS,
        postgresql_where=OF_ACCOUNTS,
    )


def downgrade():
    op.drop_table("recognition")

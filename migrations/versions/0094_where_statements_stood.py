"""Where statements stood before they moved to another question.

Revision ID: 0094
Revises: 0093
"""

import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None
COLUMNS = {"statement_id": ("statement.id", True), "removal_id": ("removal.id", True), "question_id": ("question.id", False)}
MERGED = "SELECT question_id, at, moved FROM question_merge"
SPLIT = (
    "SELECT question_change.question_id, question_change.at, replaced.was FROM replaced"
    " JOIN removal ON removal.id = replaced.removal_id JOIN question_change ON question_change.id = removal.change_id"
    " WHERE question_change.what = 'split_off' AND removal.undone_at IS NULL"
)


def upgrade():
    op.create_table(
        "stood_under",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=nullable) for name, (_target, nullable) in COLUMNS.items()),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_stood_under_{name}"), ondelete="CASCADE")
            for name, (target, _nullable) in COLUMNS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stood_under")),
    )
    for name in COLUMNS:
        op.create_index(op.f(f"ix_stood_under_{name}"), "stood_under", [name])
    remember_what_moved(op.get_bind())


def remember_what_moved(database):
    """As far as it is still known: of what went up in another question, and of what was split off lately."""
    read = {"at": sa.DateTime(timezone=True), "question_id": sa.Integer()}
    merged = database.execute(sa.text(MERGED).columns(**read, moved=sa.JSON())).all()
    split = database.execute(sa.text(SPLIT).columns(**read, was=sa.JSON())).all()
    moved = [(question_id, at, kept.get("statement", {})) for question_id, at, kept in merged]
    moved += [(question_id, at, kept.get("statements", {})) for question_id, at, kept in split]
    here = set(database.execute(sa.text("SELECT id FROM statement")).scalars())
    stood = sa.table("stood_under", sa.column("statement_id"), sa.column("question_id"), sa.column("until", read["at"]))
    for question_id, at, statements in moved:
        for key in map(int, statements):
            if key in here:
                database.execute(stood.insert().values(statement_id=key, question_id=question_id, until=at))


def downgrade():
    op.drop_table("stood_under")

"""Addresses of contributors are sealed where they are stored, and in the mails that wait.

Revision ID: 0014
Revises: 0013

It needs the key that the site runs with (ADDRESS_KEY, or SECRET_KEY), in both directions.
"""

import sqlalchemy as sa
from alembic import op

from app.core.sealing import is_sealed, seal, unseal

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = (  # table, primary key, column, which rows
    ("callback_address", "contribution_id", "email", "%"),
    ("news_address", "contribution_id", "email", "%"),
    ("email", "key", "address", "callback-%"),
    ("email", "key", "address", "news-%"),
)
SHORT, LONG = sa.String(254), sa.String(600)


def upgrade():
    if op.get_bind().dialect.name == "postgresql":  # which keeps to the length
        widen(SHORT, LONG)
        change(seal, sealed=False)
    else:  # sealed first, so that no copy of the table holds an open address
        op.execute("PRAGMA secure_delete=ON")
        change(seal, sealed=False)
        widen(SHORT, LONG)


def downgrade():
    change(unseal, sealed=True)
    widen(LONG, SHORT)


def change(how, sealed):
    connection = op.get_bind()
    for name, key, column, like in COLUMNS:
        table = sa.table(name, sa.column(key), sa.column(column))
        rows = connection.execute(sa.select(table.c[key], table.c[column]).where(sa.cast(table.c[key], sa.String).like(like)))
        for found, value in rows.all():
            if value and is_sealed(value) is sealed:
                where = table.c[key] == found
                connection.execute(sa.update(table).where(where).values({column: how(value)}))


def widen(old, new):
    for name, column in (("callback_address", "email"), ("news_address", "email"), ("email", "address")):
        with op.batch_alter_table(name) as batch:  # nothing refers to these tables
            batch.alter_column(column, existing_type=old, type_=new, existing_nullable=False)

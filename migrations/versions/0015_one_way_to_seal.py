"""The secrets of apps with codes are sealed in the same way, and with the same keys, as addresses.

Revision ID: 0015
Revises: 0014

It needs the key that the site runs with (ADDRESS_KEY, or SECRET_KEY), in both directions.
"""

import base64

import sqlalchemy as sa
from alembic import op
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from app.core.sealing import seal, unseal

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    change(lambda stored: seal(before().decrypt(stored).decode()))


def downgrade():
    change(lambda stored: before().encrypt(opened.encode()).decode() if (opened := unseal(stored)) else stored)


def change(how):
    table = sa.table("code_app", sa.column("user_id"), sa.column("secret"))
    connection = op.get_bind()
    for user, stored in connection.execute(sa.select(table.c.user_id, table.c.secret)).all():
        try:
            found = how(stored)
        except InvalidToken:  # of another key: the app begins anew, as it had to before
            continue
        connection.execute(sa.update(table).where(table.c.user_id == user).values(secret=found))


def before():
    raw = current_app.config["SECRET_KEY"].encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"straatwijs: sealed at rest").derive(raw)
    return Fernet(base64.urlsafe_b64encode(derived))

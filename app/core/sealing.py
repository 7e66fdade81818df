"""What may not be read in a database, a dump or a backup: sealed with a key that stands outside of it.

So are the addresses of contributors and the secrets of apps with codes. The key is ADDRESS_KEY, or follows from
SECRET_KEY. The same text gives another token each time: whether two are the same shows only when they are opened.
"""

import base64
import hashlib
import hmac
import logging

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app
from sqlalchemy import Dialect, String, Text, TypeDecorator

LONGEST = 600  # characters of a sealed address of 254
BEGINS = "gAAAAA"  # as each token does until the year 2106: its version, and a time that begins with zeros
log = logging.getLogger(__name__)


class Private(str):
    """An address of which the database may not know whose it is, or words that open something by themselves."""

    __slots__ = ()


class Sealed(TypeDecorator[str]):
    """A column that is sealed where it is stored and open in the code. Not to be compared in SQL."""

    impl = String
    cache_ok = True

    def __init__(self, length: int = LONGEST) -> None:
        super().__init__(length)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value if not value or is_sealed(value) else seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return unseal(value) if value and is_sealed(value) else value


class SealedWhenPrivate(Sealed):
    """The same, for a column that also holds addresses which stand elsewhere anyway, such as those of accounts."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return super().process_bind_param(value, dialect) if isinstance(value, Private) else value


class SealedTextWhenPrivate(SealedWhenPrivate):
    """The same, for words of any length."""

    impl = Text
    cache_ok = True

    def __init__(self) -> None:
        TypeDecorator.__init__(self)


def is_sealed(value: str) -> bool:
    return value.startswith(BEGINS) and "@" not in value


def seal(secret: str) -> str:
    return boxes().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed; the empty text when that was with a key that is not here any more."""
    try:
        return boxes().decrypt(sealed).decode()
    except InvalidToken:
        log.warning("An address or secret was sealed with another key. Is ADDRESS_KEY or OLD_ADDRESS_KEY missing?")
        return ""


def resealed(sealed: str) -> str | None:
    """The same sealed with the key of today; None when no key opens it."""
    try:
        return boxes().rotate(sealed).decode()
    except InvalidToken:
        return None


def boxes() -> MultiFernet:
    """Seals with the first key, opens with any: that of today, that of before, and what follows from SECRET_KEY."""
    config = current_app.config
    given = (config["ADDRESS_KEY"], config["OLD_ADDRESS_KEY"])
    return MultiFernet([Fernet(key_from(key)) for key in (*filter(None, given), config["SECRET_KEY"])])


def key_from(secret: str) -> bytes:
    """A key as Fernet takes it, from a secret of any length; another one than for the fingerprints."""
    return base64.urlsafe_b64encode(hmac.new(secret.encode(), b"addresses", hashlib.sha256).digest())

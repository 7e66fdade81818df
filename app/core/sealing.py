"""Secrets that must be read again, encrypted at rest with a key that is derived from that of the site."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


def cipher() -> Fernet:
    """Its key differs from the one of the fingerprints: neither tells anything about the other."""
    key = current_app.secret_key
    if not key:
        raise RuntimeError("SECRET_KEY is empty")
    raw = key if isinstance(key, bytes) else key.encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"straatwijs: sealed at rest").derive(raw)
    return Fernet(base64.urlsafe_b64encode(derived))


def sealed(secret: str) -> str:
    """The secret as it is stored. Of 32 letters it takes 140."""
    return cipher().encrypt(secret.encode()).decode()


def opened(stored: str) -> str | None:
    """The secret that was sealed; None when it was done with another key, or changed."""
    try:
        return cipher().decrypt(stored.encode()).decode()
    except InvalidToken:
        return None

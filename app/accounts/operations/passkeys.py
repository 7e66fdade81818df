"""Passkeys (WebAuthn): what the browser is asked, and whether its answer is right.

The challenge is computed, not stored: a GET writes nothing. It belongs to one session and ten minutes, and every step
that is passed ends that session, so no answer is good twice.
"""

from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from app.accounts import queries
from app.accounts.models import Passkey, User, UserSession
from app.core import clock
from app.core.database import db
from app.core.deal import deal
from app.core.errors import Refusal
from app.core.security import fingerprint, random_id
from app.core.site import address_of
from app.core.wording import _

LASTS = 600  # seconds
LONGEST = 8000  # letters of an answer; a stranger may send anything
BROKEN = (WebAuthnException, ValueError, TypeError, KeyError)  # what the library raises for what is no answer


def host() -> str:
    return urlsplit(address_of("")).hostname or ""


def challenge(session: UserSession, purpose: str, ago: int = 0) -> bytes:
    """What the key signs, for this session, this purpose and these ten minutes (or so many tens of minutes ago)."""
    when = int(clock.now().timestamp()) // LASTS - ago
    return bytes.fromhex(fingerprint(f"passkey {purpose}:{session.token_hash}:{when}"))


def options_to_make(user: User, session: UserSession) -> str:
    """What the browser needs to make a passkey, as JSON."""
    known = [PublicKeyCredentialDescriptor(id=base64url_to_bytes(k.credential)) for k in queries.passkeys_of(user)]
    options = generate_registration_options(
        rp_id=host(),
        rp_name=deal().name,
        user_name=user.email,
        user_display_name=user.name or user.email,
        user_id=user.public_id.encode(),
        challenge=challenge(session, "make"),
        exclude_credentials=known,
    )
    return options_to_json(options)


def options_to_use(keys: list[Passkey], session: UserSession) -> str:
    """What the browser needs to use one of these passkeys, as JSON; '' when there are none."""
    if not keys:
        return ""
    options = generate_authentication_options(
        rp_id=host(),
        challenge=challenge(session, "use"),
        allow_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential)) for key in keys],
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json(options)


def add_passkey(user: User, session: UserSession, answer: str, name: str) -> Passkey:
    """Keeps the public half of a new passkey. Raises Refusal when the answer of the browser is not right."""
    for ago in (0, 1):
        try:
            made = verify_registration_response(
                credential=answer[:LONGEST],
                expected_challenge=challenge(session, "make", ago),
                expected_rp_id=host(),
                expected_origin=address_of(""),
            )
        except BROKEN:
            continue
        credential = bytes_to_base64url(made.credential_id)
        if queries.passkey_by_credential(credential) is None:
            key = Passkey(public_id=random_id(), user_id=user.id, name=name, credential=credential)
            key.public_key, key.sign_count = bytes_to_base64url(made.credential_public_key), made.sign_count
            db.session.add(key)
            db.session.flush()
            return key
    raise Refusal(_("Your device gave no passkey that we can use. Try once more, or take an app with codes."))


def passkey_used(keys: list[Passkey], session: UserSession, answer: str) -> Passkey | None:
    """The one of these passkeys that gave this answer; None when none of them did."""
    for key in keys:
        for ago in (0, 1):
            try:
                used = verify_authentication_response(
                    credential=answer[:LONGEST],
                    expected_challenge=challenge(session, "use", ago),
                    expected_rp_id=host(),
                    expected_origin=address_of(""),
                    credential_public_key=base64url_to_bytes(key.public_key),
                    credential_current_sign_count=key.sign_count,
                )
            except BROKEN:
                continue
            if bytes_to_base64url(used.credential_id) == key.credential:
                key.sign_count, key.used_at = used.new_sign_count, clock.now()
                return key
    return None

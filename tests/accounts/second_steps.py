"""What somebody has at hand in these tests: an app with codes, and a passkey made of software."""

import hashlib
import html
import json
import re
import struct

import cbor2
import pyotp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

from app.accounts import operations, queries
from app.accounts.models import Passkey
from app.accounts.operations import factors
from app.core import clock
from app.core.database import db
from app.core.security import random_id

ORIGIN = "http://localhost"


def set_up_app(user):
    """An app with codes that works; gives the counter that shows them."""
    operations.begin_app(user)
    app = queries.code_app_of(user, confirmed=False)
    app.confirmed_at = clock.now()
    db.session.commit()
    return pyotp.TOTP(operations.secret_of(app))


def set_up_codes(user):
    codes = operations.new_recovery_codes(user)
    db.session.commit()
    return codes


def set_up_passkey(user):
    """A passkey that works; gives the device."""
    device = Device(random_id().encode())
    names = {"credential": bytes_to_base64url(device.number), "public_key": bytes_to_base64url(device.public)}
    db.session.add(Passkey(public_id=random_id(), user_id=user.id, name="Stick", **names))
    db.session.commit()
    return device


def code_of(counter, later=0):
    return counter.generate_otp(int(clock.now().timestamp()) // factors.STEP + later)


def options_on(page):
    """What a page asks of a device."""
    return json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page.text)[1]))


class Device:
    """A passkey as a phone or a stick keeps it."""

    def __init__(self, number=b"a passkey of a test"):
        self.key, self.number, self.count = ec.generate_private_key(ec.SECP256R1()), number, 0

    def client(self, kind, challenge, origin=ORIGIN):
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def about(self, host, flags):
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.count)

    def answer(self, response):
        name = bytes_to_base64url(self.number)
        kept = {key: bytes_to_base64url(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": kept, "clientExtensionResults": {}})

    @property
    def public(self):
        point = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})

    def make(self, options):
        about = self.about(options["rp"]["id"], 0x45) + bytes(16)
        about += struct.pack(">H", len(self.number)) + self.number + self.public
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        return self.answer({"clientDataJSON": self.client("webauthn.create", options["challenge"]), "attestationObject": made})

    def use(self, options, origin=ORIGIN):
        self.count += 1
        client, about = self.client("webauthn.get", options["challenge"], origin), self.about(options["rpId"], 0x05)
        signed = self.key.sign(about + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self.answer({"clientDataJSON": client, "authenticatorData": about, "signature": signed})

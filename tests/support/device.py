"""A device that makes passkeys and shows them, as WebAuthn wants it, and whatever a dishonest one would do besides."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, NEW_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """One passkey of one person. `origin`: the page that asks, as the browser says it."""

    origin: str
    host: str = "localhost"
    counter: int = 0
    is_verified: bool = True
    handle: bytes = b""
    id: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.create` gives."""
        self.handle = base64url_to_bytes(options["user"]["id"])
        data = self._client_data("webauthn.create", options["challenge"])
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        made = self._state(NEW_KEY) + bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": made})
        return self._written({"clientDataJSON": data, "attestationObject": attestation})

    def show(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.get` gives."""
        self.counter += 1 if self.counter else 0
        data, state = self._client_data("webauthn.get", options["challenge"]), self._state()
        signature = self.key.sign(state + hashlib.sha256(data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._written(
            {"clientDataJSON": data, "authenticatorData": state, "signature": signature, "userHandle": self.handle}
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _state(self, more: int = 0) -> bytes:
        flags = PRESENT | (VERIFIED if self.is_verified else 0) | more
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _written(self, response: dict[str, bytes]) -> str:
        words = {name: bytes_to_base64url(value) for name, value in response.items()}
        own = bytes_to_base64url(self.id)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": words, "clientExtensionResults": {}})

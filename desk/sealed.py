"""Secrets that must be read again, as an authenticator's, lie in the store under a key that lies elsewhere.

The only cryptography import of the desk.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_OCTETS, NONCE_OCTETS = 32, 12


@dataclass(frozen=True, slots=True)
class Sealer:
    """AES-256-GCM. `about` says whose secret it is, and binds it: a sealed one that is moved to another row does not open."""

    key: bytes = field(repr=False)

    def seal(self, secret: str, about: str) -> str:
        nonce = secrets.token_bytes(NONCE_OCTETS)
        return urlsafe_b64encode(nonce + AESGCM(self.key).encrypt(nonce, secret.encode(), about.encode())).decode()

    def opened(self, sealed: str, about: str) -> str:
        """The secret; empty if there is none, or it was sealed with another key or for somebody else."""
        try:
            data = urlsafe_b64decode(sealed)
            return AESGCM(self.key).decrypt(data[:NONCE_OCTETS], data[NONCE_OCTETS:], about.encode()).decode()
        except (InvalidTag, ValueError):
            return ""


def for_this_process() -> Sealer:
    """Its key is kept nowhere: what it seals is lost with the process."""
    return Sealer(secrets.token_bytes(KEY_OCTETS))

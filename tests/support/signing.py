"""Mails signed as a council's server signs them (RFC 6376), with keys made for the test."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

import dkim
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

DOMAIN = "camden.example"
KEY_NAME = f"s1._domainkey.{DOMAIN}"
STAMP = (
    b"Authentication-Results: mx.reciprocal.example; dmarc=pass header.from=camden.example\r\n"
    b"Received: from out.camden.example by mx.reciprocal.example with ESMTPS; Mon, 2 Nov 2026 10:00:00 +0000\r\n"
)
WRITTEN = (
    b"From: Colm Darby <lead@camden.example>\r\nTo: reciprocal@reciprocal.example\r\nSubject: RE: ARC-07-26\r\n"
    b"Date: Mon, 2 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@camden.example>\r\n\r\nApproved.\r\n"
)


@lru_cache(maxsize=4)
def a_key(bits: int = 2048, number: int = 1) -> tuple[bytes, str]:
    """(private key, text record of the public one)."""
    private = rsa.generate_private_key(public_exponent=65_537, key_size=bits)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = b64encode(private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    return pem, f"v=DKIM1; k=rsa; p={public}"


def signed(
    written: bytes = WRITTEN,
    *,
    domain: str = DOMAIN,
    selector: str = "s1",
    key: bytes = b"",
    length: bool = False,
    algorithm: bytes = b"rsa-sha256",
) -> bytes:
    """As it lies in our mailbox: stamped by the boundary, signed by the domain."""
    signature = dkim.sign(
        written, selector.encode(), domain.encode(), key or a_key()[0], length=length, signature_algorithm=algorithm,
        canonicalize=(b"relaxed", b"relaxed"),
    )  # fmt: skip
    return STAMP + signature + written

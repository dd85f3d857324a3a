"""Servers whose encryption is wrong in one way each: nobody should sign in to them, nor say a word in the clear (D15)."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.support.imap_script import _Listener
from tests.support.pki import _authority, _key_usage, _pem

Speaks = Literal["imap", "smtp"]
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A server's certificate, and the authority that its client trusts."""

    ca_file: Path
    server: ssl.SSLContext


def wrong_papers(folder: Path) -> dict[str, Paper]:
    """By what is wrong with them. Those that are «right» show that nothing else is."""
    key, authority = _authority("Trusted test authority")
    strange_key, stranger = _authority("Strange test authority")
    leaf = ec.generate_private_key(ec.SECP256R1())
    ca_file = folder / "authority.pem"
    ca_file.write_bytes(_pem(authority))
    itself = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    kinds = {
        "right": _certificate(leaf, authority.subject, key),
        "of another name": _certificate(leaf, authority.subject, key, names=("mail.elsewhere.example",)),
        "of a name that only begins alike": _certificate(leaf, authority.subject, key, names=("localhost.elsewhere.example",)),
        "expired": _certificate(leaf, authority.subject, key, days=(-30, -1)),
        "not valid yet": _certificate(leaf, authority.subject, key, days=(1, 30)),
        "signed by itself": _certificate(leaf, itself, leaf),
        "signed by a stranger": _certificate(leaf, stranger.subject, strange_key),
        "signed by a stranger under a trusted name": _certificate(leaf, authority.subject, strange_key),
    }
    papers = {name: Paper(ca_file=ca_file, server=_context(folder, leaf, each)) for name, each in kinds.items()}
    papers["with TLS 1.1 at most"] = Paper(ca_file=ca_file, server=_outdated(_context(folder, leaf, kinds["right"])))
    return papers


def _certificate(
    leaf: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signer: ec.EllipticCurvePrivateKey,
    *,
    names: tuple[str, ...] = ("localhost",),
    days: tuple[int, int] = (-30, 30),
) -> x509.Certificate:
    now = datetime.now(UTC)
    known = [x509.DNSName(name) for name in names]
    if names == ("localhost",):
        known.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))  # type: ignore[arg-type]  # both are general names
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])]))
        .issuer_name(issuer)
        .public_key(leaf.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(known), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )


def _context(folder: Path, leaf: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> ssl.SSLContext:
    words = leaf.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    both = folder / "server.pem"
    both.write_bytes(words + _pem(certificate))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(both)
    both.unlink()
    return context


def _outdated(context: ssl.SSLContext) -> ssl.SSLContext:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is outdated is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


CLEAR: dict[Speaks, tuple[bytes, dict[bytes, bytes]]] = {
    "imap": (
        b"* OK ready\r\n",
        {
            b"CAPABILITY": b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n%t OK done\r\n",
            b"STARTTLS": b"%t OK begin\r\n",
        },
    ),
    "smtp": (
        b"220 mx.partner.example\r\n",
        {b"EHLO": b"250-mx\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n", b"STARTTLS": b"220 go on\r\n"},
    ),
}


class TlsDoor(_Listener):
    """Keeps every octet that it heard in the clear, and every one that came through its encryption."""

    def __init__(self, speaks: Speaks, paper: Paper, tls: str) -> None:
        self.greeting, self.answers = CLEAR[speaks]
        self.paper = paper
        self.tls = tls
        self.in_the_clear = b""
        self.inside = b""
        super().__init__()

    def serve(self, line: socket.socket) -> None:
        if self.tls == "starttls" and not self._talk(line):
            return
        with self.paper.server.wrap_socket(line, server_side=True) as inner:
            inner.settimeout(30)
            if self.tls == "implicit":
                inner.sendall(self.greeting)
            while heard := inner.recv(65536):
                self.inside += heard

    def _talk(self, line: socket.socket) -> bool:
        """Until STARTTLS was asked for. Octet by octet: what follows it belongs to the handshake."""
        line.sendall(self.greeting)
        words = b""
        while octet := line.recv(1):
            words += octet
            self.in_the_clear += octet
            if not words.endswith(b"\r\n"):
                continue
            for command, answer in self.answers.items():
                if command in words.upper():
                    line.sendall(answer.replace(b"%t", words.partition(b" ")[0]))
                    if command == b"STARTTLS":
                        return True
            words = b""
        return False


@contextmanager
def tls_door(speaks: Speaks, paper: Paper, tls: str) -> Iterator[TlsDoor]:
    door = TlsDoor(speaks, paper, tls)
    try:
        yield door
    finally:
        door.close()

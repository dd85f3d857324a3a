"""Public keys for a second look at a mail's signature: pinned in a file, or asked of a resolver. The only dnspython import.

Asked for is nothing but `selector._domainkey.domain` of the From domain itself, when the boundary vouches for it. A look-up
takes three seconds at most for all keys of a mail, never raises, and is remembered for as long as the record says. No key is
no witness.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from parsing.dkim_witness import keys_wanted
from service.config import ConfigError

SECONDS_IN_ALL = 3.0
SECONDS_A_TRY = 1.0
SECONDS_OF_NOTHING = 300.0  # a record that is not there is asked for again after so long
SECONDS_OF_SILENCE = 60.0  # a name that a server does not answer for is left alone for so long; others are not
SHORTEST, LONGEST = 60.0, 86_400.0  # for which a record is remembered, whatever it says
LONGEST_RECORD = 4_096  # characters; a key of 8,192 bits has 1,400
MOST_RECORDS = 5_000  # remembered at a time


def key_ring(
    dkim_dns: str, dkim_keys_file: Path | None, trusted_authserv_ids: Sequence[str], received_above_stamp: int | None = None
) -> Callable[[bytes], Mapping[str, str]]:
    """What fetches a mail's keys. Raises ConfigError when the resolver or the file is not as it must be."""
    pinned = pinned_keys(dkim_keys_file)
    resolver = Resolver(*_address(dkim_dns)) if dkim_dns else None
    if not pinned and resolver is None:
        return lambda _data: {}

    def keys_of(data: bytes) -> Mapping[str, str]:
        names = keys_wanted(data, trusted_authserv_ids, received_above_stamp)
        known = {name: pinned[name] for name in names if name in pinned}
        asked = tuple(name for name in names if name not in pinned)
        return known | (resolver.records(asked) if resolver and asked else {})

    return keys_of


def pinned_keys(file: Path | None) -> dict[str, str]:
    """«selector._domainkey.domain TXT» a line; empty lines and those that begin with # are left out."""
    if file is None:
        return {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"«mailbox.dkim_keys_file» {file} cannot be read: {error}.") from None
    keys = {}
    for number, line in enumerate(lines, 1):
        name, _, record = line.strip().partition(" ")
        if not name or name.startswith("#"):
            continue
        if "._domainkey." not in name.lower() or "p=" not in record:
            raise ConfigError(
                f"«mailbox.dkim_keys_file» {file}, line {number}, is not «selector._domainkey.domain v=DKIM1; k=rsa; p=…»."
            )
        keys[name.lower().removesuffix(".")] = record.strip().strip('"')
    return keys


def _address(dkim_dns: str) -> tuple[str, int]:
    """(address, port) of the resolver; ("", 0) for this machine's own."""
    if dkim_dns == "system":
        return "", 0
    host, port = dkim_dns, "53"
    if dkim_dns.startswith("[") or dkim_dns.count(":") == 1:
        host, _, port = dkim_dns.rpartition(":") if not dkim_dns.endswith("]") else (dkim_dns, "", "53")
    try:
        address = str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        address = ""
    if not address or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise ConfigError(
            f"«mailbox.dkim_dns» is «{dkim_dns}»; it may be empty, system, or a resolver's address, as 127.0.0.1:53."
        )
    return address, int(port)


@dataclass(slots=True)
class Resolver:
    """Text records by name, remembered. `address` empty: the resolvers of this machine."""

    address: str = ""
    port: int = 53
    clock: Callable[[], float] = time.monotonic
    _remembered: dict[str, tuple[float, str]] = field(default_factory=dict)  # until when, and the record; empty: there is none

    def records(self, names: Sequence[str]) -> dict[str, str]:
        """What is known or answered of these names within the time; names without one key are left out."""
        until = self.clock() + SECONDS_IN_ALL
        found = {name: self._record(name, until) for name in names}
        return {name: record for name, record in found.items() if record}

    def _record(self, name: str, until: float) -> str:
        now = self.clock()
        kept_until, record = self._remembered.get(name, (0.0, ""))
        if now < kept_until:
            return record
        if now >= until:
            return ""
        try:
            record, seconds = self._asked(name, until - now)
        except dns.resolver.NXDOMAIN:
            record, seconds = "", SECONDS_OF_NOTHING
        except (dns.exception.DNSException, OSError, ValueError, EOFError):
            record, seconds = "", SECONDS_OF_SILENCE
        if len(self._remembered) >= MOST_RECORDS:
            self._remembered.clear()
        self._remembered[name] = (self.clock() + seconds, record)
        return record

    def _asked(self, name: str, seconds: float) -> tuple[str, float]:
        """(record, for how long it holds). Two under one name are none: nobody can say which is meant (RFC 6376 §3.6.2.2)."""
        resolver = dns.resolver.Resolver(configure=not self.address)
        if self.address:
            resolver.nameservers, resolver.port = [self.address], self.port
        resolver.timeout = SECONDS_A_TRY
        answer = resolver.resolve(
            dns.name.from_text(name), dns.rdatatype.TXT, raise_on_no_answer=False, search=False, lifetime=seconds
        )
        texts = [b"".join(each.strings) for each in answer.rrset] if answer.rrset is not None else []
        if len(texts) != 1 or len(texts[0]) > LONGEST_RECORD or not texts[0].isascii():
            return "", SECONDS_OF_NOTHING
        return texts[0].decode("ascii"), min(max(float(answer.ttl), SHORTEST), LONGEST)

"""A second witness of who wrote a mail: its DKIM signature, checked by ourselves (RFC 6376). The only dkimpy import.

Pure: the keys come as text records beside the bytes, fetched by the service or pinned in a file. The witness can only speak
against a mail. Where it cannot tell for sure (no key, an expired or partial signature, a weak key) it says nothing.
"""

from __future__ import annotations

import re
from binascii import Error as BadBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dkim
from dkim.util import InvalidTagValueList, parse_tag_value

from parsing.headers import header_block, sender_of
from parsing.readings import SenderCheck
from parsing.sender_check import sender_check

SIGNATURE = "dkim-signature"
LIMIT_SIGNATURES = 5  # looked at in one mail
SMALLEST_KEY = 1024  # bits
LIMIT_OF_BLANKS = 50_000_000  # the squares of its longer runs of blanks, added up
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
AGAINST = (
    "The boundary says that {sender} sent this mail, our own check of the signature of {domain} says: {what}. "
    "The mail may have been changed on its way"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One DKIM signature of the From domain itself."""

    number: int  # among the mail's signatures, topmost first
    key_name: str  # "selector._domainkey.council.example"
    partial: bool  # it covers a part of the body only (l=), so it proves nothing of the rest


def keys_wanted(data: bytes, trusted_authserv_ids: Sequence[str], received_above_stamp: int | None = None) -> tuple[str, ...]:
    """The names of the text records that the signatures of the sender's own domain need; of no other domain.

    None where the boundary does not vouch for the sender: there is nothing that a witness could take back.
    """
    head = header_block(data)
    sender, doubt = sender_of(head)
    check, _ = sender_check(head, sender, trusted_authserv_ids, received_above=received_above_stamp)
    if doubt or check is not SenderCheck.PASSED:
        return ()
    return tuple(dict.fromkeys(each.key_name for each in _signatures(data, sender) if not each.partial))


def dkim_witness(data: bytes, sender: str, keys: Mapping[str, str]) -> str:
    """Why our own check speaks against the sender, as a sentence; empty where it holds or cannot tell."""
    domain = sender.rpartition("@")[2]
    what = ""
    if not _is_soon_looked_at(data):
        return ""
    for signature in _signatures(data, sender):
        record = keys.get(signature.key_name, "")
        if signature.partial or not record or not _is_good_key(record):
            continue
        failed = _failure(data, signature, record)
        if failed == "":
            return ""  # one signature that holds is enough
        what = what or failed or ""
    return AGAINST.format(sender=sender, domain=domain, what=what) if what else ""


def _is_soon_looked_at(data: bytes) -> bool:
    """The library looks for blanks before a line's end from every blank anew: a long run of them would take it minutes."""
    return sum((found.end() - found.start()) ** 2 for found in re.finditer(rb"[\t ]{20,}", data)) < LIMIT_OF_BLANKS


def _signatures(data: bytes, sender: str) -> tuple[Signature, ...]:
    domain = sender.rpartition("@")[2]
    found = []
    for number, value in enumerate(header_block(data).all(SIGNATURE)[:LIMIT_SIGNATURES]):
        try:
            tags = parse_tag_value(value.encode("ascii"))
        except (InvalidTagValueList, ValueError, IndexError):
            continue
        signer, selector = (tags.get(tag, b"").decode().lower() for tag in (b"d", b"s"))
        if domain and signer == domain and _is_name(f"{selector}._domainkey.{signer}"):
            found.append(Signature(number=number, key_name=f"{selector}._domainkey.{signer}", partial=b"l" in tags))
    return tuple(found)


def _is_name(name: str) -> bool:
    """Whether it can be asked for: nothing else of a stranger's mail ever leads to a look-up."""
    return len(name) <= 253 and all(LABEL.fullmatch(label) for label in name.split("."))


def _is_good_key(record: str) -> bool:
    """A key that vouches today: strong, not withdrawn, not on trial, for mail and for SHA-256."""
    try:
        tags = parse_tag_value(record.encode("ascii"))
        _, bits, kind, _ = dkim.evaluate_pk("", record.encode("ascii"))
    except (dkim.DKIMException, InvalidTagValueList, BadBase64, ValueError, IndexError, KeyError, TypeError):
        return False
    on_trial = b"y" in tags.get(b"t", b"").split(b":")
    for_mail = {b"*", b"email"} & set(tags.get(b"s", b"*").split(b":"))
    hashed = {b"", b"sha256"} & set(tags.get(b"h", b"").split(b":"))
    return kind == b"rsa" and bits >= SMALLEST_KEY and not on_trial and bool(for_mail) and bool(hashed)


def _failure(data: bytes, signature: Signature, record: str) -> str | None:
    """What fails; empty if the signature holds, None where nothing can be told."""
    try:
        mail = dkim.DKIM(data)
        prepared = mail.verify_headerprep(signature.number)
    except (dkim.DKIMException, InvalidTagValueList, BadBase64, ValueError, IndexError, KeyError, TypeError):
        return None  # not as RFC 6376 has it, or expired
    if not prepared or mail.signature_fields.get(b"a") != b"rsa-sha256" or b"from" not in mail.include_headers:
        return None
    tags, covered, signatures = prepared
    try:
        holds = mail.verify_sig(tags, covered, signatures[signature.number], lambda _name, **_: record.encode("ascii"))
    except dkim.ValidationError:
        return "its body is not what was signed"
    except (dkim.DKIMException, BadBase64, ValueError, IndexError, KeyError, TypeError):
        return None
    return "" if holds else "its head is not what was signed"

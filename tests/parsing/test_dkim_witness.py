"""The second witness takes the boundary's word back where a signature surely fails, and else says nothing (F32, RFC 6376)."""

# ruff: noqa: E501 - rows of a table stand on one line

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.dkim_witness import dkim_witness, keys_wanted
from parsing.envelope import open_envelope
from parsing.readings import SenderCheck
from tests.support.signing import DOMAIN, KEY_NAME, STAMP, WRITTEN, a_key, signed

OURS = ("mx.reciprocal.example",)
RECORD = a_key()[1]
KEYS = {KEY_NAME: RECORD}


def told(data: bytes, keys: Mapping[str, str] = KEYS) -> str:
    return dkim_witness(data, "lead@camden.example", keys)


def test_a_signature_that_holds_is_no_word_against_the_sender() -> None:
    assert told(signed()) == ""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b"Approved.", b"Declined.", "body"),
        (b"Approved.\r\n", b"Approved.\r\nCAUTION: from outside.\r\n", "body"),
        (b"Subject: RE: ARC-07-26", b"Subject: RE: ARC-08-26", "head"),
        (b"Colm Darby", b"Colm Darcy", "head"),
    ],
)
def test_a_mail_that_was_changed_after_signing_is_told(old: bytes, new: bytes, what: str) -> None:
    changed = signed().replace(old, new)
    assert f"its {what} is not what was signed" in told(changed)
    envelope = open_envelope(changed, OURS, dkim_keys=KEYS)
    assert envelope.sender_check is SenderCheck.FAILED
    assert "The mail may have been changed" in envelope.sender_doubt


def test_a_signature_by_another_key_is_told() -> None:
    assert "head" in told(signed(key=a_key(2048, 2)[0]))


def test_one_signature_that_holds_is_enough() -> None:
    """A domain on its way from one key to the next signs twice."""
    other = signed(selector="s2", key=a_key(2048, 2)[0]).removeprefix(STAMP).removesuffix(WRITTEN)
    both = STAMP + other + signed().removeprefix(STAMP)
    wrong_key_for_the_other = {**KEYS, f"s2._domainkey.{DOMAIN}": RECORD}
    assert told(both, wrong_key_for_the_other) == ""


BROKEN = signed().replace(b"Approved.", b"Declined.")
SILENT: tuple[tuple[str, bytes, Mapping[str, str]], ...] = (
    ("no key", BROKEN, {}),
    ("the key of another name", BROKEN, {f"s2._domainkey.{DOMAIN}": RECORD}),
    ("a key that was withdrawn", BROKEN, {KEY_NAME: "v=DKIM1; k=rsa; p="}),
    ("a record that is no key", BROKEN, {KEY_NAME: "v=spf1 -all"}),
    ("a record of rubbish", BROKEN, {KEY_NAME: "p=%%%"}),
    ("a key on trial", BROKEN, {KEY_NAME: f"{RECORD}; t=y"}),
    ("a key for another service", BROKEN, {KEY_NAME: f"{RECORD}; s=tlsrpt"}),
    ("a key for another hash", BROKEN, {KEY_NAME: f"{RECORD}; h=sha1"}),
    ("a key of another kind", BROKEN, {KEY_NAME: RECORD.replace("k=rsa", "k=ed25519")}),
    ("no signature", STAMP + WRITTEN.replace(b"Approved", b"Declined"), KEYS),
    ("another domain's signature", signed(domain="lists.example").replace(b"Approved", b"Declined"), {"s1._domainkey.lists.example": RECORD}),
    ("a signature of a part of the body", signed(length=True).replace(b"Approved.", b"Declined."), KEYS),
    ("SHA-1", signed(algorithm=b"rsa-sha1").replace(b"Approved", b"Declined"), KEYS),
    ("an expired signature", BROKEN.replace(b"q=dns/txt;", b"q=dns/txt; x=1000000000;"), KEYS),
    ("a signature that is cut", BROKEN.replace(b"bh=", b"hb="), KEYS),
    ("a version to come", BROKEN.replace(b"v=1;", b"v=2;"), KEYS),
)  # fmt: skip


@pytest.mark.parametrize(("case", "data", "keys"), SILENT, ids=[row[0] for row in SILENT])
def test_where_it_cannot_tell_for_sure_the_boundary_s_word_stands(case: str, data: bytes, keys: Mapping[str, str]) -> None:
    assert told(data, keys) == ""
    assert open_envelope(data, OURS, dkim_keys=keys).sender_check is SenderCheck.PASSED


def test_a_weak_key_is_no_witness() -> None:
    """The record alone says how weak it is; whether the signature would hold under it is not looked at."""
    weak = "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL" + "A" * 50 + "AAAAAAAAAAAAECAwEAAQ=="
    assert told(BROKEN, {KEY_NAME: f"v=DKIM1; k=rsa; p={weak}"}) == ""


def test_a_mail_of_endless_blanks_is_left_rather_than_looked_at_for_minutes() -> None:
    assert "body" in told(BROKEN.replace(b"Declined.", b"Declined." + b" " * 2_000 + b"x"))
    assert told(BROKEN.replace(b"Declined.", b"Declined." + b" " * 2_000_000 + b"x")) == ""


@pytest.mark.parametrize("verdict", ["fail", "none"])
def test_the_witness_never_raises_trust(verdict: str) -> None:
    mail = signed().replace(b"dmarc=pass", f"dmarc={verdict}".encode())
    without, with_keys = open_envelope(mail, OURS), open_envelope(mail, OURS, dkim_keys=KEYS)
    assert without.sender_check is not SenderCheck.PASSED
    assert with_keys == without


@pytest.mark.parametrize(
    ("case", "mail", "names"),
    [
        ("the sender's own signature", signed(), (KEY_NAME,)),
        ("a stranger's signature", signed(domain="lists.example"), ()),
        ("a parent's signature", signed(domain="example"), ()),
        ("no verdict of the boundary", signed().removeprefix(STAMP), ()),
        ("a failure", signed().replace(b"dmarc=pass", b"dmarc=fail"), ()),
        ("a selector that is no name", signed().replace(b"s=s1;", b"s=s 1/..;"), ()),
        ("a signature of a part", signed(length=True), ()),
    ],
)
def test_only_the_proved_sender_s_own_domain_is_ever_asked_about(case: str, mail: bytes, names: tuple[str, ...]) -> None:
    assert keys_wanted(mail, OURS) == names


@given(
    st.text(alphabet='v=1; a=rsa-sha256dkimlbh=:/+.\t"\\camden.example0x9é', max_size=120),
    st.text(alphabet="v=DKIM1; k=rsapth:*yAQB+/é", max_size=60),
)
def test_any_signature_and_any_record_are_looked_at_or_left_and_never_stop_the_mail(signature: str, record: str) -> None:
    beside = f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={DOMAIN}; s=s1; h=from; bh=AAAA; b=AAAA; {signature}\r\n".encode()
    alone = f"DKIM-Signature: {signature}\r\n".encode()
    for head in (beside, alone):
        keys_wanted(STAMP + head + WRITTEN, OURS)
        for answer in (record, f"{RECORD}; {record}", RECORD):
            told(STAMP + head + WRITTEN, {KEY_NAME: answer})

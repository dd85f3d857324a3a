"""Whose verdict counts, and where it must stand (F32). Each row is a mail's head; the writer claims to be lead@camden.example."""

# ruff: noqa: E501 - headers and rows of a table stand on one line, as they come

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsing.headers import header_block, sender_of
from parsing.readings import SenderCheck
from parsing.sender_check import sender_check

OURS = "mx.reciprocal.example"
RESULTS = f"Authentication-Results: {OURS}; "
PASS = f"{RESULTS}dmarc=pass header.from=camden.example"
RECEIVED = f"Received: from out.camden.example ([192.0.2.1]) by {OURS} with ESMTPS id 7; Mon, 2 Nov 2026 10:00:00 +0000"
BY_OUR_STORE = "Received: from mx.reciprocal.example by store.reciprocal.example with LMTP id 8; Mon, 2 Nov 2026 10:00:01 +0000"
FROM = "From: Colm Darby <lead@camden.example>"


def checked(*lines: str, received_above: int | None = None, trusted: tuple[str, ...] = (OURS,)) -> tuple[SenderCheck, str]:
    head = header_block(("\r\n".join(lines) + "\r\n\r\nApproved.\r\n").encode())
    sender, doubt = sender_of(head)
    check, why = sender_check(head, sender, trusted, received_above=received_above)
    return check, doubt or why


PROVED = (
    ("above our Received", (PASS, RECEIVED, FROM)),
    ("a version", (PASS.replace(f"{OURS};", f"{OURS} 1;"), RECEIVED, FROM)),
    ("amavisd's comment", (PASS.replace(f"{OURS};", f"{OURS} (amavisd-new);"), RECEIVED, FROM)),
    ("folded", (f"Authentication-Results: {OURS};\r\n\tdmarc=pass\r\n\t(p=none) header.from=camden.example", RECEIVED, FROM)),
    ("Return-Path and filters' fields above", ("Return-Path: <lead@camden.example>", "X-Spam-Score: 0.1", PASS, RECEIVED, FROM)),
    ("a stranger's results below", (PASS, RECEIVED, "Authentication-Results: mx.nowhere.example; dmarc=fail", FROM)),
    ("Microsoft's words under our id", (f"{RESULTS}spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=camden.example; dkim=pass (signature was verified) header.d=camden.example;dmarc=pass action=none header.from=camden.example;compauth=pass reason=100", RECEIVED, FROM)),
    ("Google's words under our id", (f"{RESULTS}dkim=pass header.i=@camden.example header.s=s1 header.b=abc123; spf=pass (google.example: domain of lead@camden.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=lead@camden.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=camden.example", RECEIVED, FROM)),
    ("no policy, SPF of the very domain", (f"{RESULTS}dmarc=none header.from=camden.example; spf=pass smtp.mailfrom=x@camden.example", RECEIVED, FROM)),
)  # fmt: skip


@pytest.mark.parametrize(("case", "lines"), PROVED, ids=[row[0] for row in PROVED])
def test_the_boundary_s_own_word_proves_the_sender(case: str, lines: tuple[str, ...]) -> None:
    assert checked(*lines) == (SenderCheck.PASSED, "")


UNPROVED = (
    ("below a foreign Received", (RECEIVED, "Received: from sam by mail.evil.example", PASS, FROM)),
    ("below From", (RECEIVED, FROM, PASS)),
    ("below Subject", (RECEIVED, "Subject: x", PASS, FROM)),
    ("below somebody's signature", (RECEIVED, "DKIM-Signature: v=1; d=camden.example", PASS, FROM)),
    ("above our Received, below Subject", ("Subject: x", PASS, RECEIVED, FROM)),
    ("below a Received by a host that is called nearly like ours", (RECEIVED.replace(f"by {OURS}", f"by {OURS}.evil.example"), PASS, FROM)),
    ("below a foreign Received that names ours beside", (RECEIVED.replace(f"by {OURS}", f"by mail.evil.example (by {OURS})"), PASS, FROM)),
    ("below a foreign Received that is by two", (RECEIVED.replace(f"by {OURS}", f"by mail.evil.example by {OURS}"), PASS, FROM)),
    ("below a foreign Received that speaks of LMTP in a comment", ("Received: from sam by mail.evil.example (with LMTP) with ESMTP", PASS, FROM)),
    ("a pass right below ours that say none", (RESULTS + "none", PASS, RECEIVED, FROM)),
    ("a pass right below ours of a stranger's SPF", (RESULTS + "spf=pass smtp.mailfrom=evil.example", PASS, FROM)),
    ("ours on top, a failure of ours right below", (PASS, RESULTS + "dmarc=fail", RECEIVED, FROM)),
    ("a stranger's on top", ("Authentication-Results: mx.nowhere.example; none", PASS, RECEIVED, FROM)),
    ("an id that begins like ours", (PASS.replace(OURS, f"{OURS}.evil.example"), RECEIVED, FROM)),
    ("an id that ends like ours", (PASS.replace(OURS, f"evil.{OURS}"), RECEIVED, FROM)),
    ("our id with a dot behind it", (PASS.replace(f"{OURS};", f"{OURS}.;"), RECEIVED, FROM)),
    ("our id behind a comment", (PASS.replace(OURS, f"(x) {OURS}"), RECEIVED, FROM)),
    ("our id in quotes", (PASS.replace(OURS, f'"{OURS}"'), RECEIVED, FROM)),
    ("our id as the comment of another", (PASS.replace(OURS, f"mx.evil.example ({OURS})"), RECEIVED, FROM)),
    ("another version", (PASS.replace(f"{OURS};", f"{OURS} 2;"), RECEIVED, FROM)),
    ("our id and a second word", (PASS.replace(f"{OURS};", f"{OURS} mx.evil.example;"), RECEIVED, FROM)),
    ("no id at all, as Microsoft 365 stamps", (PASS.replace(f"{OURS}; ", ""), RECEIVED, FROM)),
    ("an X- field", ("X-" + PASS, RECEIVED, FROM)),
    ("an ARC field", (f"ARC-Authentication-Results: i=1; {OURS}; dmarc=pass header.from=camden.example", RECEIVED, FROM)),
    ("a blank before the colon", (PASS.replace("Results:", "Results :"), RECEIVED, FROM)),
    ("a method version that nobody knows", (f"{RESULTS}dmarc/9=pass header.from=camden.example", RECEIVED, FROM)),
    ("passed and none", (f"{PASS}; dmarc=none header.from=camden.example", RECEIVED, FROM)),
    ("DMARC of another domain", (f"{RESULTS}dmarc=pass header.from=evil.example", RECEIVED, FROM)),
    ("DMARC of no domain", (f'{RESULTS}dmarc=pass header.from=""', RECEIVED, FROM)),
    ("two domains of one signature", (f"{RESULTS}dkim=pass header.d=evil.example header.d=camden.example", RECEIVED, FROM)),
    ("an identity that is not the signer's", (f"{RESULTS}dkim=pass header.d=evil.example header.i=@camden.example", RECEIVED, FROM)),
    ("signed by the parent, which may be anybody's", (f"{RESULTS}dkim=pass header.d=example", RECEIVED, FROM)),
    ("SPF of the greeting", (f"{RESULTS}spf=pass smtp.helo=camden.example", RECEIVED, FROM)),
    ("SPF of a child", (f"{RESULTS}spf=pass smtp.mailfrom=x@mail.camden.example", RECEIVED, FROM)),
    ("longer than anybody writes, the failure cut off", (f"{PASS} {'(x)' * 4_000}; dmarc=fail", RECEIVED, FROM)),
    ("comments without end", (f"{RESULTS}{'(' * 9_000}", RECEIVED, FROM)),
    ("passed within a comment", (f"{RESULTS}dmarc=fail (dmarc=pass header.from=camden.example)", RECEIVED, FROM)),
    ("passed within the echo of a sender", (f'{RESULTS}spf=pass smtp.mailfrom="; dmarc=pass header.from=camden.example; "@evil.example', RECEIVED, FROM)),
    ("letters outside ASCII", (f"{PASS} (\u0441)", RECEIVED, FROM)),
)  # fmt: skip


@pytest.mark.parametrize(("case", "lines"), UNPROVED, ids=[row[0] for row in UNPROVED])
def test_what_anybody_can_write_proves_nothing(case: str, lines: tuple[str, ...]) -> None:
    check, doubt = checked(*lines)
    assert check is not SenderCheck.PASSED or doubt


OWN_LINES_ABOVE = (
    ("none", (PASS, RECEIVED, FROM), 0),
    ("the boundary's own, as Postfix with a milter and Gmail write", (RECEIVED, PASS, FROM), 1),
    ("a store's behind it", (BY_OUR_STORE, PASS, RECEIVED, FROM), 1),
    ("both", (BY_OUR_STORE, RECEIVED, PASS, FROM), 2),
)


@pytest.mark.parametrize(("case", "lines", "above"), OWN_LINES_ABOVE, ids=[row[0] for row in OWN_LINES_ABOVE])
def test_a_stamp_may_stand_below_lines_of_our_own_as_many_as_the_site_says(case: str, lines: tuple[str, ...], above: int) -> None:
    assert checked(*lines) == (SenderCheck.PASSED, "")
    assert checked(*lines, received_above=above) == (SenderCheck.PASSED, "")
    if above:
        assert checked(*lines, received_above=above - 1)[0] is SenderCheck.NONE


def test_without_any_received_only_a_site_that_says_so_is_strict() -> None:
    assert checked(FROM, PASS) == (SenderCheck.PASSED, "")
    assert checked(FROM, PASS, received_above=0)[0] is SenderCheck.NONE


def test_a_stamp_in_a_strange_place_says_what_to_set() -> None:
    relay = "Received: from mx.reciprocal.example by inner.reciprocal.example with ESMTP id 9"
    assert "mailbox.received_above_stamp" in checked(relay, PASS, RECEIVED, FROM)[1]


TRICKS = (
    ("a continuation as the first line", f" x\r\n{PASS}\r\n{FROM}"),
    ("a line of a mailbox file first", f"From sam Mon Nov  2\r\n{PASS}\r\n{FROM}"),
    ("a line of blanks within the block", f"{PASS}\r\nX-Note: a\r\n \r\n{FROM}"),
    ("a blank before From's colon", f"{PASS}\r\n{FROM.replace(':', ' :', 1)}"),
    ("two Content-Types", f"{PASS}\r\n{FROM}\r\nContent-Type: text/plain\r\nContent-Type: text/html"),
    ("two Subjects", f"{PASS}\r\n{FROM}\r\nSubject: a\r\nSubject: b"),
    ("an empty line that only some programs see", f"{PASS}\r\n{FROM}\r\n\nFrom: sam@evil.example"),
    ("a blank of another alphabet", f"{PASS}\r\nFrom: \u00a0lead@camden.example"),
    ("a form feed", f"{PASS}\r\nFrom: \x0clead@camden.example"),
    ("a wide @ in the name", f"{PASS}\r\nFrom: =?utf-8?b?{'bGVhZO+8oGV2aWwuZXhhbXBsZQ=='}?= <lead@camden.example>"),
    ("a route", f"{PASS}\r\nFrom: <@evil.example:lead@camden.example>"),
    ("a route of two", f"{PASS}\r\nFrom: <@a.example,@b.example:lead@camden.example>"),
    ("a domain with a dot behind it", f"{PASS}\r\nFrom: lead@camden.example."),
    ("an empty group", f"{PASS}\r\nFrom: Leads:;"),
    ("Reply-To with the stranger first", f"{PASS}\r\n{FROM}\r\nReply-To: sam@evil.example, lead@camden.example"),
    ("Reply-To twice", f"{PASS}\r\n{FROM}\r\nReply-To: lead@camden.example\r\nReply-To: lead@camden.example"),
    ("Reply-To with no address", f"{PASS}\r\n{FROM}\r\nReply-To: nobody"),
    ("re-sent by another", f"{PASS}\r\nResent-From: sam@evil.example\r\n{FROM}"),
    ("sent by another for them", f"{PASS}\r\n{FROM}\r\nSender: sam@evil.example"),
)  # fmt: skip


@pytest.mark.parametrize(("case", "head"), TRICKS, ids=[row[0] for row in TRICKS])
def test_a_head_that_two_programs_read_differently_names_nobody_for_sure(case: str, head: str) -> None:
    """F23."""
    assert sender_of(header_block(f"{head}\r\n\r\nApproved.\r\n".encode()))[1]


@pytest.mark.parametrize("field", ["Reply-To", "Sender", "Resent-From"])
def test_the_same_address_elsewhere_is_no_doubt(field: str) -> None:
    assert checked(PASS, FROM, f"{field}: Colm <Lead@Camden.example>") == (SenderCheck.PASSED, "")


@given(st.text(alphabet="mx.reciprocalexample; =()\"'\\\t/1pasdmrkif@-_é", max_size=80))
def test_any_results_are_read_or_left_and_never_stop_the_mail(words: str) -> None:
    checked(f"Authentication-Results: {words}", FROM)
    checked(f"{RESULTS}{words}", FROM)

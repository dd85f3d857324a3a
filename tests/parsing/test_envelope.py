"""Who wrote a mail, how far that is proved, and what lies in it (F8, F23, F32; reliability §6)."""

# ruff: noqa: E501 - headers and rows of a table stand on one line, as they come

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsing.envelope import Envelope, open_envelope
from parsing.readings import Automatic, SenderCheck

TRUSTED = ("mx.reciprocal.example",)
PASS = "Authentication-Results: mx.reciprocal.example; dmarc=pass header.from=camden.example\n"


def opened(text: str, trusted: tuple[str, ...] = TRUSTED) -> Envelope:
    return open_envelope(text.replace("\n", "\r\n").encode(), trusted)


def from_field(value: str) -> Envelope:
    return opened(f"From: {value}\nSubject: hello\n\nApproved.\n")


@pytest.mark.parametrize(
    "value",
    [
        "lead@camden.example",
        "<lead@camden.example>",
        "Lead@Camden.example",
        "Colm Darby <lead@camden.example>",
        '"Darby, Colm" <lead@camden.example>',
        "=?utf-8?q?C=C3=B3lm?= <lead@camden.example>",
        '"lead@camden.example" <lead@camden.example>',
        "Colm\n Darby\n\t<lead@camden.example>",
    ],
)
def test_one_plain_address_is_the_sender(value: str) -> None:
    envelope = from_field(value)
    assert (envelope.sender, envelope.sender_doubt) == ("lead@camden.example", "")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Colm",
        "lead@camden.example, sam@nowhere.example",
        "Darby, Colm <lead@camden.example>",
        "Leads: lead@camden.example;",
        "<lead@camden.example> <sam@nowhere.example>",
        "lead@camden.example <sam@nowhere.example>",
        "Colm <lead@camden.example>\n\t, sam@nowhere.example",
        '"Colm" <"lead"@camden.example>',
        "Colm <lead@[192.0.2.1]>",
        "Colm <lead@camden>",
        "Colm (lead@camden.example) <sam@nowhere.example>",
        "Colm <=?utf-8?q?lead=40camden=2Eexample?=>",
        "Cólm <lead@camden.example>",
        "Colm <lead@camden.example>\x00",
        "a" * 300 + "@camden.example",
    ],
)
def test_what_may_be_read_in_two_ways_is_no_sender(value: str) -> None:
    envelope = from_field(value)
    assert envelope.sender == ""
    assert envelope.sender_doubt


@pytest.mark.parametrize(
    "value",
    ['"lead@camden.example" <sam@nowhere.example>', "=?utf-8?q?lead=40camden=2Eexample?= <sam@nowhere.example>"],
)
def test_a_display_name_that_shows_another_address_is_a_doubt(value: str) -> None:
    assert "display name" in from_field(value).sender_doubt


@pytest.mark.parametrize(
    "extra",
    [
        "Sender: sam@nowhere.example",
        "Reply-To: sam@nowhere.example",
        "Reply-To: Colm <lead@camden.example>, <sam@nowhere.example>",
    ],
)
def test_another_sender_or_reply_address_is_a_doubt(extra: str) -> None:
    envelope = opened(f"{PASS}From: lead@camden.example\n{extra}\nSubject: hello\n\nApproved.\n")
    assert envelope.sender == "lead@camden.example"
    assert "find out who wrote it" in envelope.sender_doubt


def test_two_from_fields_are_no_sender() -> None:
    envelope = opened("From: lead@camden.example\nFrom: sam@nowhere.example\n\nApproved.\n")
    assert envelope.sender == ""
    assert envelope.sender_doubt == "The mail has 2 From fields; find out who wrote it."


@pytest.mark.parametrize(
    "data",
    [
        b"From: lead@camden.example\r\nSubject: a\rFrom: sam@nowhere.example\r\n\r\nApproved.",
        b"From: lead@camden.example\r\nSubject: a\nX-Other: b\r\n\r\nApproved.",
        b"From: lead@camden.example\r\nSubject: a\x00b\r\n\r\nApproved.",
        b"From: lead@camden.example\r\nno header at all\r\nSubject: a\r\n\r\nApproved.",
        b"From: lead@camden.example\r\nSubject : a\r\n\r\nApproved.",
        b"From: lead@camden.example\r\nSubject: a\r\n\r\nApproved.\n.\r\nMAIL FROM:<sam@nowhere.example>\r\n",
        b"From: lead@camden.example\r\nSubject: a\r\n\r\nApproved.\r\n.\nMAIL FROM:<sam@nowhere.example>\r\n",
    ],
)
def test_tricks_with_line_ends_take_the_trust_away(data: bytes) -> None:
    """F23: what two programs split differently may carry a second sender."""
    assert "not to be trusted" in open_envelope(data, TRUSTED).sender_doubt


def test_a_file_with_plain_line_feeds_only_is_no_trick() -> None:
    envelope = open_envelope(b"From: lead@camden.example\nSubject: a\n\nApproved.\n.\n", TRUSTED)
    assert envelope.sender_doubt == ""


RESULTS = "Authentication-Results: mx.reciprocal.example; "
CHECKS: tuple[tuple[str, str, SenderCheck], ...] = (
    ("dmarc passed", RESULTS + "dmarc=pass header.from=camden.example", SenderCheck.PASSED),
    ("dmarc passed without a domain", RESULTS + "dmarc=pass", SenderCheck.PASSED),
    ("the id is written in capitals", "Authentication-Results: MX.Reciprocal.Example; dmarc=pass header.from=Camden.Example", SenderCheck.PASSED),
    ("dmarc failed", RESULTS + "dmarc=fail header.from=camden.example", SenderCheck.FAILED),
    ("dmarc failed, dkim passed", RESULTS + "dmarc=fail; dkim=pass header.d=camden.example", SenderCheck.FAILED),
    ("dmarc both ways", RESULTS + "dmarc=pass; dmarc=fail", SenderCheck.FAILED),
    ("dmarc of another domain", RESULTS + "dmarc=pass header.from=nowhere.example", SenderCheck.FAILED),
    ("dkim of the domain", RESULTS + "dkim=pass header.d=camden.example", SenderCheck.PASSED),
    ("dkim by identity", RESULTS + "dkim=pass header.i=@camden.example", SenderCheck.PASSED),
    ("dkim of a stranger", RESULTS + "dkim=pass header.d=nowhere.example", SenderCheck.NONE),
    ("dkim of a child domain", RESULTS + "dkim=pass header.d=people.camden.example", SenderCheck.NONE),
    ("dkim without a domain", RESULTS + "dkim=pass", SenderCheck.NONE),
    ("dkim both ways", RESULTS + "dkim=pass header.d=camden.example; dkim=fail header.d=camden.example", SenderCheck.FAILED),
    ("spf of the domain", RESULTS + "spf=pass smtp.mailfrom=bounce@camden.example", SenderCheck.PASSED),
    ("spf of a stranger", RESULTS + "spf=pass smtp.mailfrom=nowhere.example", SenderCheck.NONE),
    ("spf passed, dkim of the domain failed", RESULTS + "spf=pass smtp.mailfrom=camden.example; dkim=fail header.d=camden.example", SenderCheck.NONE),
    ("only failures", RESULTS + "spf=fail smtp.mailfrom=camden.example; dkim=fail header.d=camden.example", SenderCheck.FAILED),
    ("nothing found", RESULTS + "none", SenderCheck.NONE),
    ("no result at all", "X-Other: 1", SenderCheck.NONE),
    ("a stranger's result", "Authentication-Results: mx.nowhere.example; dmarc=pass", SenderCheck.NONE),
    ("two of ours on top: the lower one may be the author's first line", RESULTS + "spf=none\n" + RESULTS + "dmarc=pass", SenderCheck.NONE),
    ("ours failed, forged below", RESULTS + "dmarc=fail\n" + RESULTS + "dmarc=pass", SenderCheck.FAILED),
    ("a stranger's on top, ours below", "Authentication-Results: mx.nowhere.example; spf=none\n" + RESULTS + "dmarc=pass", SenderCheck.NONE),
    ("ours on top says nothing, forged farther below", RESULTS + "none\nReceived: from a by b\n" + RESULTS + "dmarc=pass", SenderCheck.NONE),
)  # fmt: skip


@pytest.mark.parametrize(("case", "headers", "expected"), CHECKS, ids=[row[0] for row in CHECKS])
def test_only_the_boundary_speaks_for_the_sender(case: str, headers: str, expected: SenderCheck) -> None:
    """F32."""
    envelope = opened(f"{headers}\nFrom: lead@camden.example\nSubject: a\n\nApproved.\n")
    assert envelope.sender_check is expected


def test_results_among_the_authors_fields_do_not_count_below_a_stamped_head() -> None:
    envelope = opened(f"Received: from a by b\nFrom: lead@camden.example\n{PASS}Subject: a\n\nApproved.\n")
    assert envelope.sender_check is SenderCheck.NONE


def test_without_a_trusted_id_everybody_is_unverified() -> None:
    assert opened(f"{PASS}From: lead@camden.example\n\nApproved.\n", ()).sender_check is SenderCheck.NONE


def test_results_that_cannot_be_read_are_none_with_a_doubt() -> None:
    envelope = opened("Authentication-Results: ((((\nFrom: lead@camden.example\n\nApproved.\n")
    assert envelope.sender_check is SenderCheck.NONE
    assert "cannot be read" in envelope.sender_doubt


@pytest.mark.parametrize(
    ("domain", "signer"), [("evil.co.uk", "co.uk"), ("evil.gov.uk", "gov.uk"), ("camden.example", "example")]
)
def test_a_domain_under_which_strangers_register_vouches_for_nobody(domain: str, signer: str) -> None:
    envelope = opened(f"{RESULTS}dkim=pass header.d={signer}\nFrom: lead@{domain}\n\nApproved.\n")
    assert envelope.sender_check is SenderCheck.NONE


def test_the_subject_is_decoded_and_holds_no_line_end() -> None:
    envelope = opened("From: a@b.example\nSubject: =?utf-8?q?ARC-07-26=0D=0ABcc=3A_x=40y=2Eexample?=\n\nHi\n")
    assert envelope.subject == "ARC-07-26 Bcc: x@y.example"


def test_the_thread_is_read_nearest_first_and_malformed_ids_are_left_out() -> None:
    envelope = opened(
        'From: a@b.example\nMessage-ID: <m@b.example>\nIn-Reply-To: <3@x.example>\nReferences: <1@x.example> <2@x.example>\n <3@x.example> x"\n\nHi\n'
    )
    assert envelope.message_id == "<m@b.example>"
    assert envelope.answers_to == ("<3@x.example>", "<2@x.example>", "<1@x.example>")


@pytest.mark.parametrize("date", ["Fri, 31 Dec 9999 10:00:00 +0000", "yesterday", "", "Mon, 6 Jul 2026 99:99:99 +0100"])
def test_an_impossible_date_is_no_date(date: str) -> None:
    assert opened(f"From: a@b.example\nDate: {date}\n\nHi\n").sent_at == ""


def multipart(*parts: str, kind: str = "mixed") -> str:
    return (
        f"{PASS}From: lead@camden.example\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n"
        + "".join(f"--b\n{part}\n" for part in parts)
        + "--b--\n"
    )


TEXT = "Content-Type: text/plain; charset=utf-8\n\nPlease see attached.\n"


def test_a_form_without_a_file_name_is_not_lost() -> None:
    form = base64.encodebytes(b"PK\x03\x04 form").decode()
    envelope = opened(multipart(TEXT, f"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{form}"))
    assert [(part.name, part.data) for part in envelope.parts] == [("", b"PK\x03\x04 form")]
    assert envelope.body.strip() == "Please see attached."


def test_a_text_file_attached_is_a_part_and_not_the_words() -> None:
    envelope = opened(multipart(TEXT, "Content-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\nApproved.\n"))
    assert [part.name for part in envelope.parts] == ["n.txt"]
    assert "Approved" not in envelope.body


def test_a_file_name_keeps_no_folder_and_no_control_character() -> None:
    envelope = opened(multipart(TEXT, "Content-Type: application/pdf; name*=utf-8''..%2F..%2Fa%E2%80%AEfdp.exe%0D%0A\n\nx\n"))
    assert [part.name for part in envelope.parts] == ["afdp.exe"]


def test_an_attached_mail_is_kept_apart_with_its_words() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: sam@nowhere.example\nSubject: old\n\nApproved by all.\n"
    envelope = opened(multipart(TEXT, inner))
    assert "Approved" not in envelope.body
    assert len(envelope.nested) == 1
    assert b"Approved by all." in envelope.nested[0].data


def test_html_is_read_where_there_is_no_plain_text() -> None:
    envelope = opened(
        f"{PASS}From: a@b.example\nContent-Type: text/html\n\n<p>Approved</p><p style='display:none'>Declined</p>\n"
    )
    assert envelope.body == "Approved"
    assert envelope.body_is_html


def test_plain_text_and_html_that_disagree_are_a_doubt() -> None:
    envelope = opened(
        multipart(
            "Content-Type: text/plain\n\nApproved.\n", "Content-Type: text/html\n\n<p>Not approved.</p>\n", kind="alternative"
        )
    )
    assert any("different things" in doubt for doubt in envelope.doubts)


def test_plain_text_and_html_that_differ_in_a_link_only_are_no_doubt() -> None:
    plain = (
        "Content-Type: text/plain\n\nApproved from our side.\n[cid:image001.png]\nwww.camden.example<https://camden.example/x>\n"
    )
    envelope = opened(multipart(plain, "Content-Type: text/html\n\n<p>Approved from our side.</p>\n", kind="alternative"))
    assert envelope.doubts == ()


@pytest.mark.parametrize("charset", ["martian-7", "idna", "hex", "utf-16", '"utf-8', "\\"])
def test_a_strange_charset_never_stops_the_reading(charset: str) -> None:
    envelope = open_envelope(
        f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\n\r\ncaf\xe9 ok".encode("latin-1")
    )
    assert envelope.unreadable == ""
    assert envelope.body


LIMITS: tuple[tuple[str, str], ...] = (
    ("header block", "From: a@b.example\n" + "".join(f"X-{n}: {'a' * 70}\n" for n in range(1_500)) + "\nHi\n"),
    ("200 parts", multipart(*["Content-Type: text/plain\n\na\n"] * 250)),
    ("200 parts", multipart(*["Content-Type: text/plain\n\na\n"] * 5_000)),
    ("20 attachments", multipart(*["Content-Type: application/pdf\n\na\n"] * 25)),
    ("3 mails", multipart(*["Content-Type: message/rfc822\n\nSubject: a\n\na\n"] * 5)),
    ("200 addresses", "From: a@b.example\nTo: " + ",\n ".join(f"p{n}@b.example" for n in range(250)) + "\n\nHi\n"),
    (
        "deeper than 20",
        "From: a@b.example\n"
        + "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(40))
        + "\nHi\n",
    ),
)


@pytest.mark.parametrize(("limit", "text"), LIMITS, ids=[f"{row[0]} ({number})" for number, row in enumerate(LIMITS)])
def test_what_is_over_a_limit_is_told_in_a_sentence(limit: str, text: str) -> None:
    envelope = opened(text)
    assert limit in envelope.unreadable
    assert envelope.unreadable.endswith("open it by hand.")
    assert envelope.parts == ()


def test_a_mail_of_more_than_25_mib_is_not_opened() -> None:
    assert "25 MiB" in open_envelope(b"From: a@b.example\r\n\r\n" + b"a" * (26 * 1024 * 1024)).unreadable


def test_mails_nested_a_thousand_deep_do_not_break_us() -> None:
    text = "From: a@b.example\n" + "Content-Type: message/rfc822\n\n" * 1_500 + "Hi\n"
    assert opened(text).unreadable


def test_a_bounce_tells_which_letter_came_back() -> None:
    """F24."""
    envelope = opened(
        "Return-Path: <>\nFrom: mailer-daemon@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: <letter-1@reciprocal.example>\nSubject: a\n\nx\n--b--\n"
    )
    assert envelope.automatic is Automatic.BOUNCE
    assert envelope.bounce is not None
    assert envelope.bounce.letters == ("<letter-1@reciprocal.example>",)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_give_an_envelope(data: bytes) -> None:
    open_envelope(data, TRUSTED)
    open_envelope(b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + data, TRUSTED)


def test_words_packed_in_an_unknown_way_are_in_doubt() -> None:
    """RFC 2045 §6.4: what an unknown transfer encoding holds is not known; «approved» may stand in it by chance."""
    mail = b"From: a@b.example\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nContent-Transfer-Encoding: %s\r\n\r\nApproved.\r\n"
    assert not open_envelope(mail % b"quoted-printable").doubts
    assert not open_envelope(mail % b"7BIT (as ever)").doubts
    assert "not known here" in open_envelope(mail % b"x-quick").doubts[0]


LATE = "We cannot agree after all."
LONG: tuple[tuple[str, str, bytes], ...] = (
    ("words after endless blanks", "text/plain", b"Approved." + b" " * 900_000 + LATE.encode()),
    ("words after a long page", "text/html", b"<p>Approved.</p>" + b"<p style='mso-fareast-language:EN-US'>.</p>" * 12_000 + LATE.encode()),
)  # fmt: skip


@pytest.mark.parametrize(("case", "kind", "body"), LONG, ids=[row[0] for row in LONG])
def test_a_mail_that_is_not_read_to_its_end_says_so(case: str, kind: str, body: bytes) -> None:
    """What was cut off may say the contrary."""
    head = f"From: a@b.example\r\nContent-Type: {kind}\r\n\r\n".encode()
    envelope = open_envelope(head + body)
    assert LATE not in envelope.body
    assert any("too long to be read to its end" in doubt for doubt in envelope.doubts)
    assert open_envelope(head + body[:3_000] + LATE.encode()).doubts == ()


def test_a_long_thread_below_a_short_answer_is_no_doubt() -> None:
    thread = "From: Sam\nSent: 02 November 2026 10:00\nTo: Nadia\nSubject: ARC-01-26\n\n" + "We wrote this before.\n" * 20_000
    envelope = open_envelope(f"From: a@b.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n\nApproved.\n\n{thread}".encode())
    assert envelope.doubts == ()

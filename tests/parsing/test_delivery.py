"""What a delivery report tells of the letter it is about (F24)."""

# ruff: noqa: E501 - the words of mail servers stand on one line, as they come

from __future__ import annotations

import pytest

from parsing.delivery import bounce_of, says_success
from parsing.headers import header_block
from parsing.readings import Fate, Recipient

HEAD = header_block(b"From: MAILER-DAEMON@hackney.example\r\nSubject: Undeliverable: ARC-07-26: approval requested\r\n\r\n")
REPORT = "Reporting-MTA: dns; mx.hackney.example\n\nFinal-Recipient: rfc822; Nadia.Ferris@hackney.example\nAction: {}\nStatus: {}\nDiagnostic-Code: smtp; 550 5.1.1 User\n unknown"


@pytest.mark.parametrize(
    ("action", "fate"),
    [("failed", Fate.FAILED), ("Delayed", Fate.DELAYED), ("delivered", Fate.DELIVERED), ("relayed", Fate.DELIVERED), ("expanded", Fate.DELIVERED), ("eaten", Fate.UNCLEAR)],
)  # fmt: skip
def test_the_action_says_what_became_of_it(action: str, fate: Fate) -> None:
    (recipient,) = bounce_of([REPORT.format(action, "5.1.1")], None, HEAD, "").recipients
    assert recipient.fate is fate


def test_a_recipient_has_address_code_and_the_servers_words() -> None:
    (recipient,) = bounce_of([REPORT.format("failed", "5.1.1")], None, HEAD, "").recipients
    assert recipient == Recipient(
        addresses=("nadia.ferris@hackney.example",), fate=Fate.FAILED, status="5.1.1", said="550 5.1.1 User unknown"
    )


def test_a_failure_with_the_code_of_a_success_is_unclear() -> None:
    (recipient,) = bounce_of([REPORT.format("failed", "2.0.0")], None, HEAD, "").recipients
    assert recipient.fate is Fate.UNCLEAR


def test_several_recipients_are_told_apart() -> None:
    report = REPORT.format("failed", "5.1.1") + "\n\nFinal-Recipient: rfc822; b@hackney.example\nAction: delayed\nStatus: 4.4.1"
    assert [each.fate for each in bounce_of([report], None, HEAD, "").recipients] == [Fate.FAILED, Fate.DELAYED]


WORDS = (
    ("This is a permanent error; I've given up.\n<tom@x.example>:\n550 no such user", Fate.FAILED),
    ("Your message to tom@x.example couldn't be delivered.", Fate.FAILED),
    ("tom@x.example\nThe mailbox is full.", Fate.FAILED),
    ("<tom@x.example>: delivery temporarily suspended. It will be retried. No action is required.", Fate.DELAYED),
    ("A message could not be delivered yet to tom@x.example. Delivery attempts will continue to be made.", Fate.DELAYED),
    ("Could not be delivered for 4 hours, will keep trying: tom@x.example", Fate.DELAYED),
    ("Delivery to tom@x.example was delayed and has now failed permanently.", Fate.FAILED),
    ("Something about tom@x.example.", Fate.UNCLEAR),
)


@pytest.mark.parametrize(("words", "fate"), WORDS, ids=[words[:40] for words, _ in WORDS])
def test_a_report_in_words_says_whether_it_is_for_good(words: str, fate: Fate) -> None:
    head = header_block(b"Subject: failure notice\r\n\r\n") if fate is Fate.FAILED else header_block(b"Subject: Mail\r\n\r\n")
    (recipient,) = bounce_of([], None, head, words).recipients
    assert recipient.addresses == ("tom@x.example",)
    assert recipient.fate is fate


def test_the_letter_is_known_by_the_head_that_comes_back() -> None:
    returned = header_block(b"Message-ID: <1@reciprocal.example>\r\nSubject: ARC-07-26: circular\r\n\r\n")
    bounce = bounce_of([], returned, HEAD, "")
    assert bounce.letters == ("<1@reciprocal.example>",)
    assert bounce.subject == "ARC-07-26: circular"


def test_the_letter_is_known_by_the_copy_below_the_words() -> None:
    words = "Failed: <tom@x.example>\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <2@reciprocal.example>\nSubject: ARC-07-26\nTo: other@x.example"
    bounce = bounce_of([], None, HEAD, words)
    assert bounce.letters == ("<2@reciprocal.example>",)
    assert [each.addresses for each in bounce.recipients] == [("tom@x.example",)]


def test_without_a_copy_its_own_subject_is_all_there_is() -> None:
    assert bounce_of([], None, HEAD, "").subject == "Undeliverable: ARC-07-26: approval requested"


def test_a_report_of_success_is_no_failure() -> None:
    assert says_success(bounce_of([REPORT.format("delivered", "2.0.0")], None, HEAD, ""))
    assert not says_success(bounce_of([REPORT.format("failed", "5.1.1")], None, HEAD, ""))
    assert not says_success(bounce_of([], None, HEAD, ""))


def test_words_made_to_be_slow_are_not() -> None:
    bounce_of(["A: b\n" * 50_000], None, HEAD, "<" * 50_000 + "a@b.example " * 5_000)

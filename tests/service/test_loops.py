"""Whoever answers every letter of ours, the exchange dies after at most one message of ours (F25, F26, D13, D14)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.cast import BOUNDARY, HACKNEY_LEAD, OFFICER, OURS, Attachment, mail, ref
from tests.support.papers import request_form, request_mail
from tests.support.region import Region

ROUNDS = 5
OTHERS = "reciprocal@elsewhere.example"  # another region's service


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """A region whose first letters have gone: to the officer and to the named lead."""
    made = Region(home=tmp_path / "region").open()
    made.tell(request_mail(request_form()))
    return made


def text_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


AWAY = "I am out of the office until Monday and will read your message then.\n"
RECEIVED = "Thank you for contacting us. Your message has been received and has the number 48213.\n"
ROBOTS: dict[str, Callable[[EmailMessage], str]] = {
    "away": lambda _: AWAY,
    "received, with our letter below": lambda letter: (
        RECEIVED
        + "\n-----Original Message-----\n"
        + f"From: {letter['From']}\nSubject: {letter['Subject']}\n\n"
        + text_of(letter)
    ),
    "our own words, as if they were its own": text_of,
    "nothing": lambda _: "\n",
}
MARKED = (("Auto-Submitted", "auto-replied"),)
LESS_MARKED = (("Precedence", "bulk"),)
UNMARKED: tuple[tuple[str, str], ...] = ()


def changed(address: str, number: int, how: str) -> str:
    """The robot's address: as we wrote to it, or another each time by one character."""
    if how == "the same":
        return address
    local, _, domain = address.rpartition("@")
    spot = number % len(local)
    return f"{local[:spot]}{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{local[spot + 1 :]}@{domain}"


def answers(
    letters: Iterator[EmailMessage], robot: str, marks: tuple[tuple[str, str], ...], address: str, turn: int
) -> list[bytes]:
    return [
        mail(
            changed(str(letter["To"]), turn * 10 + number, address),
            f"Re: {letter['Subject']}",
            ROBOTS[robot](letter),
            number=turn * 10 + number,
            answers_to=str(letter["Message-ID"]),
            extra=marks,
        )
        for number, letter in enumerate(letters)
    ]


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("marks", [MARKED, LESS_MARKED, UNMARKED], ids=["marked", "less marked", "unmarked"])
@pytest.mark.parametrize("address", ["the same", "another each time"])
def test_a_robot_that_answers_every_letter_gets_at_most_one_more(
    region: Region, robot: str, marks: tuple[tuple[str, str], ...], address: str
) -> None:
    """F25: and no case moves on by it."""
    answered: set[str] = set()
    first, before = len(region.rehearsed()), region.everything()
    for turn in range(ROUNDS):
        fresh = [letter for letter in region.rehearsed() if str(letter["Message-ID"]) not in answered]
        answered |= {str(letter["Message-ID"]) for letter in fresh}
        again = fresh or region.rehearsed()  # it goes on answering, even when nothing new has come
        region.tell(*answers(iter(again), robot, marks, address, turn))
    assert len(region.rehearsed()) <= first + 1
    after = region.everything()
    assert after["ledger"] == before["ledger"]
    assert [case["state"] for case in after["cases"]] == [case["state"] for case in before["cases"]]


STRIPPED: dict[str, tuple[str, ...]] = {
    "as it was": (),
    "without the marks of a program": ("Auto-Submitted", "X-Auto-Response-Suppress"),
    "without our own mark": ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Reciprocal-Letter"),
    "without its id": ("Message-ID",),
    "without all of these": ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Reciprocal-Letter", "Message-ID"),
    "bare": ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Reciprocal-Letter", "Message-ID", "Reply-To", "Date", "To"),
}


def come_back(letter: EmailMessage, without: tuple[str, ...], sender: str, verdict: str) -> bytes:
    copy = email.message_from_bytes(letter.as_bytes(), policy=email.policy.default)
    for name in without:
        del copy[name]
    if sender == "the reader":
        copy.replace_header("From", str(letter["To"]))
    domain = str(copy["From"]).rpartition("@")[2].rstrip(">")
    top = f"Authentication-Results: {BOUNDARY}; dmarc={verdict} header.from={domain}\n" if verdict else ""
    return top.encode() + copy.as_bytes()


@pytest.mark.parametrize("without", STRIPPED)
@pytest.mark.parametrize("sender", ["ourselves", "the reader"])
@pytest.mark.parametrize("verdict", ["pass", ""], ids=["vouched for", "not vouched for"])
def test_our_own_letter_that_comes_back_moves_nothing_and_is_answered_by_nothing(
    region: Region, without: str, sender: str, verdict: str
) -> None:
    """F26: whatever a redirection has taken off it, and under whose name it comes."""
    before = region.everything()
    for _ in range(2):
        region.tell(*(come_back(letter, STRIPPED[without], sender, verdict) for letter in region.rehearsed()))
    after = region.everything()
    assert {key: after[key] for key in ("cases", "ledger", "letters")} == {
        key: before[key] for key in ("cases", "ledger", "letters")
    }


@pytest.mark.parametrize("stripped", [False, True], ids=["as sent", "without the marks of a program"])
def test_two_services_that_write_to_each_other_fall_silent(tmp_path: Path, stripped: bool) -> None:
    """F25: each is an officer to the other."""
    form = {"Officer's e-mail": OTHERS}
    ours = Region(home=tmp_path / "ours").open()
    theirs = Region(home=tmp_path / "theirs", environment={"RECIPROCAL__SMTP__SENDER": f"Reciprocal <{OTHERS}>"}).open()
    ours.tell(request_mail(request_form(**form), sender=f"Olive Marsh <{OTHERS}>"))
    theirs.tell(request_mail(request_form(**{"Officer's e-mail": OURS}), sender=f"Olive Marsh <{OURS}>", number=2))
    passed: set[str] = set()
    counts = []
    for _ in range(ROUNDS):
        for writer, reader, to in ((ours, theirs, OTHERS), (theirs, ours, OURS)):
            letters = [each for each in writer.rehearsed() if each["To"] == to and str(each["Message-ID"]) not in passed]
            passed |= {str(letter["Message-ID"]) for letter in letters}
            marks = STRIPPED["without the marks of a program"] if stripped else ()
            reader.tell(*(come_back(letter, marks, "ourselves", "pass") for letter in letters))
        counts.append((len(ours.rehearsed()), len(theirs.rehearsed())))
    assert passed
    assert counts[-1] == counts[0]


NAMED = "somebody.named@camden.example"


@pytest.mark.rule("D3")
@pytest.mark.parametrize("header", ["Cc", "Bcc", "Reply-To", "Resent-To", "Return-Receipt-To", "Disposition-Notification-To"])
def test_nobody_is_written_to_because_a_mail_names_them(tmp_path: Path, header: str) -> None:
    """F33: whom a letter goes to stands in the register and on the case, never in a header."""
    region = Region(home=tmp_path / "region").open()
    form = Attachment(name="Property request.docx", data=request_form())
    region.tell(mail(OFFICER, "Property request", "Please find a form attached.", attachments=[form], extra=[(header, NAMED)]))
    yes = "Approved from our side, and we understand that we will owe one home to the pot."
    region.tell(mail(HACKNEY_LEAD, f"RE: {ref(1)}", yes, number=2, extra=[(header, NAMED)]))
    letters = region.rehearsed()
    assert header != "Cc" or len(letters) > 3  # the two mails count as ever
    for letter in letters:
        assert not {"Cc", "Bcc", "Resent-To"} & set(letter.keys())
        assert str(letter["Reply-To"]) == OURS
        assert NAMED not in letter.as_string()


@pytest.mark.rule("D5")
def test_no_word_of_a_mail_is_quoted_in_a_letter(tmp_path: Path) -> None:
    """F35: neither what they wrote nor what they quoted."""
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(request_form()))
    said = "Approved from our side, and we understand that we will owe one home to the pot.\n\nKestrelwing sends her regards."
    quoted = "\n\n-----Original Message-----\nFrom: somebody\n\nThe household at Lanternmoor House is waiting."
    region.tell(mail(HACKNEY_LEAD, f"RE: {ref(1)} Ambergate", said + quoted, number=2))
    for letter in region.rehearsed():
        text = letter.as_string() + text_of(letter)
        assert not any(word in text for word in ("Kestrelwing", "Lanternmoor", "Ambergate", "Original Message"))

"""Whom our letters name and whom they reach, whatever a mail, a form or the register would have them say (D1–D3, D7, F8, F33)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import getaddresses
from pathlib import Path

import pytest

from outbox.message import OutboundMessage
from store import schema
from tests.spoofing.acts import EVIL
from tests.spoofing.stage import WHOLE_REGISTER, Stage, set_stage, what_must_stay
from tests.support.cast import OFFICER, OURS, REGISTER, mail, ref
from tests.support.papers import ANSWERS, approval, offer, outcome, request_form, request_mail
from tests.support.pki import Pki
from tests.support.region import Region
from tests.support.smtp_peer import PASSWORD, USER, SmtpPeer

# The only fields that a letter of ours may have.
FIELDS = frozenset(
    {"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"}
    | {"X-Reciprocal-Letter", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_stage(tmp_path_factory.mktemp("stage") / "region")


def heads(region: Region) -> Iterator[tuple[str, bytes]]:
    """Every letter that left: the address it was handed over for, and its raw head."""
    with region.store_open() as (_, store), store.read() as tx:
        for row in tx.execute(schema.outbox.select()):
            yield row.recipient, row.data.partition(b"\r\n\r\n")[0]


def wrong_in(recipient: str, head: bytes, allowed: frozenset[str]) -> Iterator[str]:
    """What in a letter's head is not ours (D1, D3, D7)."""
    lines = re.sub(rb"\r\n[ \t]", b" ", head).split(b"\r\n")
    said = [tuple(part.decode().strip() for part in line.split(b":", 1)) for line in lines]
    names = [name for name, *_ in said]
    values = dict(each for each in said if len(each) == 2)
    if recipient not in allowed:
        yield f"it goes to {recipient}"
    if set(names) - FIELDS or len(names) != len(set(names)):
        yield f"its fields are {names}"
    if re.search(rb"\r(?!\n)|(?<!\r)\n|\0", head):
        yield "its head holds a bare line end or a NUL"
    for name, right in (("To", recipient), ("From", OURS), ("Reply-To", OURS)):
        if [address for _, address in getaddresses([values.get(name, "")])] != [right]:
            yield f"its {name} is {values.get(name)}"
    if "evil" in head.decode("ascii", "replace").lower():
        yield "its head repeats the forger"


def assert_ours_alone(region: Region, allowed: frozenset[str] = frozenset()) -> None:
    in_register = frozenset(re.findall(r"[\w.+-]+@[\w.-]+", region.register))
    known = in_register | {"olive.marsh@harbour-advice.example", "oscar.vale@elm-refuge.example"} | allowed
    assert [(to, wrong) for to, head in heads(region) for wrong in wrong_in(to, head, known)] == []


# --- fields of a genuine mail that name somebody else --------------------------------------------------------------------------

ASKED_TO_ANSWER: Mapping[str, str] = {
    "Cc": f"Sam <{EVIL}>, other@evil.test",
    "Bcc": EVIL,
    "Disposition-Notification-To": EVIL,
    "Return-Receipt-To": EVIL,
    "X-Confirm-Reading-To": EVIL,
    "Errors-To": EVIL,
    "Mail-Followup-To": EVIL,
    "Mail-Reply-To": EVIL,
    "List-Post": f"<mailto:{EVIL}>",
    "Return-Path": f"<{EVIL}>",
    "X-Original-Sender": EVIL,
    "Delivered-To": EVIL,
    "Followup-To": EVIL,
    "Require-Recipient-Valid-Since": f"{EVIL}; Sat, 1 Jan 2000 00:00:00 +0000",
    "Original-Recipient": f"rfc822;{EVIL}",
    "Thread-Topic": f"x@evil.test\tBcc: {EVIL}",
}


@pytest.mark.parametrize("name", ASKED_TO_ANSWER)
def test_letters_go_to_the_roster_whoever_stands_in_the_mail(stage: Stage, name: str, tmp_path: Path) -> None:
    """F33: every letter that a genuine approval, withdrawal and acceptance bring about."""
    region = stage.copied(tmp_path / "region")
    extra = [(name, ASKED_TO_ANSWER[name])]
    region.tell(
        mail("Nadia Ferris <nadia.ferris@hackney.example>", f"RE: {ref(1)}", "Approved, and we will owe one home.", extra=extra),
        mail(OFFICER, f"RE: {ref(2)}", "Please close this one, she no longer wants to move.", number=2, extra=extra),
        mail(OFFICER, f"RE: {ref(3)}", "She loves it. We are accepting the offer.", number=3, extra=extra),
    )
    assert what_must_stay(region) != stage.kept
    assert_ours_alone(region)


# --- what a form says --------------------------------------------------------------------------------------------------------

LINE_ENDS = {
    "CR LF": "\r\n",
    "LF": "\n",
    "CR": "\r",
    "a line separator": "\u2028",
    "a next-line character": "\u0085",
    "a vertical tab": "\x0b",
    "an encoded line end": "=?utf-8?q?=0D=0A?=",
    "a percent-encoded line end": "%0d%0a",
    "a backslash and an n": "\\r\\n",
}
BOXES = ("Nominating officer", "Job title", "Agency", "Officer's telephone", "Support in place", "Officer's e-mail")


@pytest.mark.parametrize("box", BOXES)
def test_no_answer_on_a_form_writes_a_field_of_a_letter(box: str, tmp_path: Path) -> None:
    """Every way to end a line, in one region: a form each, by its own officer, and its landlord's approval."""
    region = Region(home=tmp_path / "region").open()
    for number, (name, end) in enumerate(LINE_ENDS.items(), 1):
        said = f"{ANSWERS[box]}{end}Bcc: {EVIL}{end}Subject: {name}"
        family = {"Details of children": f"1 child: girl {number}", "Date of request": f"0{number}/11/2026"}
        form = request_form(**{**family, box: _as_word_can_hold(said)})
        region.post(request_mail(form, number=10 * number), approval(ref(number), number=10 * number + 1))
    region.run()
    assert list(heads(region)) or len(region.look("queue")) >= len(LINE_ENDS)
    assert_ours_alone(region)


def _as_word_can_hold(text: str) -> str:
    """Word's XML has no vertical tab."""
    return text.replace("\x0b", " ")


@pytest.mark.parametrize("end", LINE_ENDS)
def test_no_word_of_an_offer_writes_a_field_of_a_letter(stage: Stage, end: str, tmp_path: Path) -> None:
    region = stage.copied(tmp_path / "region")
    words = f"We can offer a 2 bed flat in Camden.{LINE_ENDS[end]}Bcc: {EVIL}{LINE_ENDS[end]}\r\nPlease reply by 20/12/2026."
    before = len(list(heads(region)))
    region.tell(offer(ref(2), words=words), outcome(ref(3), "We are accepting the offer."))
    assert len(list(heads(region))) > before
    assert_ours_alone(region)


# --- what the register says --------------------------------------------------------------------------------------------------

BENT_NAMES = {
    "a line end": '"Hackney\r\nBcc: x@evil.test"',
    "a bare line feed": '"Hackney\nBcc: x@evil.test"',
    "an encoded word": "=?utf-8?q?Hackney=0D=0ABcc:_x=40evil.test?=",
    "an address": '"Hackney <x@evil.test>"',
    "a semicolon and an address": '"Hackney; x@evil.test"',
    "a template": "Hackney {{ 7 * 7 }} {% include 'x' %}",
    "an HTML tag": "Hackney <img src=http://evil.test>",
}


@pytest.mark.parametrize("name", BENT_NAMES)
def test_no_name_in_the_register_writes_a_field_of_a_letter(name: str, tmp_path: Path) -> None:
    row = f"{BENT_NAMES[name]},council,Hackney Council;Hackney,Hackney,nadia.ferris@hackney.example,,,active,2017-01-01"
    register = "\n".join(row if line.startswith("Hackney,") else line for line in REGISTER.splitlines()) + "\n"
    region = Region(home=tmp_path / "region", register=register).open()
    region.tell(request_mail(request_form()), approval(ref(1)))
    assert list(heads(region))
    assert_ours_alone(region)


BENT_ADDRESSES = (
    '"nadia.ferris@hackney.example\r\nBcc: x@evil.test"',
    '"nadia.ferris@hackney.example\n"',
    '"nadia.ferris@hackney.example, x@evil.test"',
    "nadia.ferris@hackney.example x@evil.test",
    "Nadia <nadia.ferris@hackney.example>",
    "nadia.ferris@hackney.example>\tx@evil.test",
    "<x@evil.test>nadia.ferris@hackney.example",
    "=?utf-8?q?x=40evil.test?=",
    "nadia.ferris@hackney.example@evil.test",
    "*@hackney.example",
    "@hackney.example",
    "nadia.ferris@hackney.example\u2028x@evil.test",
    "nädia@hackney.example",
    "nadia.ferris@häckney.example",
    "x@evil.test?bcc=y@evil.test",
)


@pytest.mark.parametrize("written", BENT_ADDRESSES)
def test_no_address_in_the_register_names_a_second_reader(written: str, tmp_path: Path) -> None:
    """What is no whole mailbox is refused when it is read; nothing of it ever becomes a recipient."""
    from scheme.agreement import load
    from scheme.register import parse_csv
    from tests.support.region import ROOT

    header = WHOLE_REGISTER.splitlines()[0]
    cell = written if written.startswith('"') else f'"{written}"'
    row = f"Hackney,council,,Hackney,{cell},{cell},{cell},active,2017-01-01"
    partners, problems = parse_csv(f"{header}\n{row}\n", load(ROOT / "scheme" / "pan_london.toml"))
    plain = re.compile(r"[a-z0-9.]+@hackney\.example")
    kept = {address for partner in partners for address in partner.mailboxes}
    assert all(plain.fullmatch(each) for each in kept)
    assert kept or problems


# --- the envelope ------------------------------------------------------------------------------------------------------------


def test_the_envelope_is_the_letter_s_one_recipient_and_our_own_address(pki: Pki, tmp_path: Path) -> None:
    """D1 on the wire: one RCPT a transaction, MAIL FROM ours, whatever the genuine mails name besides."""
    (tmp_path / "secret").write_text(PASSWORD)
    with SmtpPeer(pki, tls="none") as peer:
        login = f'user = "{USER}"\npassword_file = "{tmp_path / "secret"}"'
        smtp = f'host = "127.0.0.1"\nport = {peer.port}\ntls = "none"\n{login}'
        region = Region(home=tmp_path / "region", smtp=smtp, outbox='mode = "send"').open()
        extra = [("Cc", EVIL), ("Disposition-Notification-To", EVIL)]
        region.tell(
            request_mail(request_form()).replace(b"\nTo:", f"\nCc: {EVIL}\nTo:".encode(), 1),
            mail(
                "Nadia Ferris <nadia.ferris@hackney.example>", f"RE: {ref(1)}", "Approved, and we will owe one home.", extra=extra
            ),
        )
    assert len(peer.letters) > 3
    for letter in peer.letters:  # the peer takes one RCPT a transaction, and no second one
        assert letter.sender == OURS
        assert re.findall(rb"(?m)^To: *(\S+)\r?$", letter.data.partition(b"\r\n\r\n")[0]) == [letter.to.encode()]
    assert_ours_alone(region)


def test_a_letter_whose_head_was_bent_on_the_way_is_not_sent() -> None:
    """The last look before the wire: a second recipient or a bare line end in frozen bytes stops the letter."""
    from outbox.smtp import why_not_sendable

    letter = OutboundMessage(
        id="a",
        cause="1:0",
        kind="closed",
        to="a@hackney.example",
        case=ref(1),
        partner="",
        subject="x",
        message_id="<a@b>",
        data=b"",
    )
    for to in (
        f"a@hackney.example, {EVIL}",
        f"a@hackney.example\r\nRCPT TO:<{EVIL}>",
        "a@hackney.example>",
        "<a@hackney.example",
    ):
        assert why_not_sendable(_with(letter, to=to, data=b"To: a\r\n\r\nx\r\n"), OURS)
    for data in (
        b"To: a\nBcc: b\r\n\r\nx\r\n",
        b"To: a\r\n\r\nx\n.\nMAIL FROM:<b>\r\n",
        b"To: a\r\n\r\nx\r.\r\r\n",
        b"To: a\0\r\n\r\nx\r\n",
    ):
        assert why_not_sendable(_with(letter, data=data), OURS)
    assert why_not_sendable(_with(letter, data=b"To: a@hackney.example\r\n\r\nx\r\n"), OURS) == ""


def _with(letter: OutboundMessage, **changes: object) -> OutboundMessage:
    from dataclasses import replace

    return replace(letter, **changes)  # type: ignore[arg-type]  # a table of changes

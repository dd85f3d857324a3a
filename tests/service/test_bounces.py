"""A delivery failure is booked to the letter it belongs to, and to nothing else (F24, R028, D13)."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from store import outbox, tokens
from tests.support.cast import BOUNDARY, OURS, STRANGER, mail, ref
from tests.support.door import Door, line_to, one_round
from tests.support.papers import approval, request_form, request_mail
from tests.support.region import Region

REF = ref(1)
LEAD = "nadia.ferris@hackney.example"
DAEMON = "Mail Delivery System <MAILER-DAEMON@hackney.example>"
UNKNOWN = "smtp; 550 5.1.1 <nadia.ferris@hackney.example>: Recipient address rejected: User unknown"


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """A region whose approval request has gone to the named lead."""
    made = Region(home=tmp_path / "region").open()
    made.tell(request_mail(request_form()))
    return made


def letter_to(region: Region, to: str = LEAD) -> EmailMessage:
    return next(each for each in region.rehearsed() if each["To"] == to)


def state_of(region: Region, to: str = LEAD) -> str:
    (letter,) = region.letters(to=to)
    return str(letter["state"])


def report(
    returned: EmailMessage | None,
    *,
    sender: str = DAEMON,
    to: str = LEAD,
    action: str = "failed",
    status: str = "5.1.1",
    said: str = UNKNOWN,
    original: str = "",
    verdict: str = "pass",
    whole: bool = False,
    received: str = "",
    subject: str = "Undelivered Mail Returned to Sender",
    envelope_id: str = "",
    tagged: str = "",
) -> bytes:
    """A delivery report as a mail server writes it (RFC 3464)."""
    domain = sender.rpartition("@")[2].rstrip(">")
    top = [f"Authentication-Results: {BOUNDARY}; dmarc={verdict} header.from={domain}"] if verdict else []
    top += [f"Received: {received}"] if received else []
    head = [
        "Return-Path: <>",
        *top,
        f"From: {sender}",
        f"To: {OURS.replace('@', f'+b.{tagged}@') if tagged else OURS}",
        f"Subject: {subject}",
        "Date: Tue, 17 Nov 2026 10:00:00 +0000",
        f"Message-ID: <dsn.{len(said)}.{len(action + to)}@{domain}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_dsn"',
    ]
    fields = ["Reporting-MTA: dns; mx.hackney.example", *([f"Original-Envelope-Id: {envelope_id}"] if envelope_id else []), ""]
    fields += [f"Original-Recipient: rfc822;{original}"] if original else []
    fields += [f"Final-Recipient: rfc822; {to}", f"Action: {action}", f"Status: {status}", f"Diagnostic-Code: {said}"]
    parts = [
        ("text/plain; charset=us-ascii", "This is the mail system. I'm sorry to have to inform you.\n"),
        ("message/delivery-status", "\n".join(fields)),
    ]
    if returned is not None:
        text = returned.as_string() if whole else "\n".join(f"{name}: {value}" for name, value in returned.items())
        parts.append(("message/rfc822" if whole else "text/rfc822-headers", text))
    body = "".join(f"--=_dsn\nContent-Type: {kind}\n\n{text}\n\n" for kind, text in parts)
    return ("\n".join(head) + "\n\n" + body + "--=_dsn--\n").encode()


def added(region: Region, told: bytes) -> list[dict[str, Any]]:
    """The questions that a mail adds to the queue."""
    before = {each["id"] for each in region.look("queue")}
    region.tell(told)
    return [each for each in region.look("queue") if each["id"] not in before]


@pytest.mark.rule("R028")
@pytest.mark.parametrize("whole", [False, True], ids=["headers only", "the whole letter"])
def test_a_delivery_failure_is_booked_to_its_letter(region: Region, whole: bool) -> None:
    questions = added(region, report(letter_to(region), whole=whole))
    assert state_of(region) == "refused"
    assert [each["kind"] for each in questions] == ["delivery"]
    why = questions[0]["why"]
    assert LEAD in why
    assert "approval_request" in why
    assert "5.1.1" in why
    assert "User unknown" in why
    assert questions[0]["case"] == REF


def test_a_delivery_failure_changes_no_case_and_no_other_letter(region: Region) -> None:
    before = region.everything()
    region.tell(report(letter_to(region)))
    after = region.everything()
    assert after["cases"] == before["cases"]
    assert after["ledger"] == before["ledger"]
    changed = [pair for pair in zip(before["letters"], after["letters"], strict=True) if pair[0] != pair[1]]
    assert [(old[3], new[3]) for old, new in changed] == [("sent", "refused")]


def test_the_same_failure_told_twice_is_asked_once(region: Region) -> None:
    region.tell(report(letter_to(region)))
    assert added(region, report(letter_to(region), said=UNKNOWN + " (again)")) == []
    assert state_of(region) == "refused"


def test_the_answer_to_its_question_lets_the_letter_go_again_and_a_second_failure_is_asked_again(region: Region) -> None:
    (question,) = added(region, report(letter_to(region)))
    region.command("resolve", question["id"], "--accept", "--by", "Cora Hale")
    region.run()
    assert state_of(region) == "sent"
    assert len(added(region, report(letter_to(region), said=UNKNOWN + " (later)"))) == 1
    assert state_of(region) == "refused"


def test_a_delayed_letter_is_noted_and_stays_sent(region: Region) -> None:
    told = report(letter_to(region), action="delayed", status="4.4.1", said="smtp; 451 4.4.1 No answer from host")
    assert added(region, told) == []
    assert state_of(region) == "sent"
    assert any("delayed" in line["what"] and "4.4.1" in line["what"] for line in region.look("case", REF)["history"])


def test_a_report_of_success_changes_nothing(region: Region) -> None:
    before = region.everything()
    region.tell(report(letter_to(region), action="relayed", status="2.0.0", said="smtp; 250 Ok"))
    assert region.everything() == before


def test_a_bounce_in_words_is_booked_by_recipient_and_subject(region: Region) -> None:
    words = (
        "Hi. This is the qmail-send program at hackney.example.\nI'm afraid I wasn't able to deliver your message to the "
        f"following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{LEAD}>:\n"
        f"552 5.2.2 mailbox is full\n\n--- Below this line is a copy of the message.\n\nSubject: {letter_to(region)['Subject']}\n"
    )
    (question,) = added(region, mail("MAILER-DAEMON@hackney.example", "failure notice", words, extra=[("Return-Path", "<>")]))
    assert state_of(region) == "refused"
    assert "mailbox is full" in question["why"]


def test_a_letter_whose_recipient_is_passed_on_is_found_by_the_original_address(region: Region) -> None:
    region.tell(report(letter_to(region), to="n.ferris@elsewhere.example", original=LEAD))
    assert state_of(region) == "refused"


def test_a_failure_to_somebody_else_is_not_booked(region: Region) -> None:
    (question,) = added(region, report(letter_to(region), to="somebody.else@hackney.example"))
    assert state_of(region) == "sent"
    assert "somebody.else@hackney.example" in question["why"]


def test_two_letters_that_may_be_meant_are_a_question(region: Region) -> None:
    """Only the recipient and the reference are there, and two letters fit."""
    region.tell(approval(REF))
    sent = region.letters(to=LEAD)
    assert len(sent) == 2
    (question,) = added(region, report(None, subject=f"Undeliverable: {REF}"))
    assert {each["state"] for each in region.letters(to=LEAD)} == {"sent"}
    assert LEAD in question["why"]


def test_a_bounce_of_nobody_knows_which_letter_is_a_question(region: Region) -> None:
    (question,) = added(region, report(None, to="tom.reed@oldmail.example", sender="mailer-daemon@oldmail.example"))
    assert question["kind"] == "bounce"
    assert "tom.reed@oldmail.example" in question["why"]
    assert state_of(region) == "sent"


FORGED = {
    "nobody vouches": {"verdict": ""},
    "the check failed": {"verdict": "fail"},
    "a stranger's own server": {"sender": "mailer-daemon@nowhere.example"},
    "a look-alike of the recipient's domain": {"sender": "mailer-daemon@hackney-example.example"},
    "our own domain, not vouched for": {"sender": "MAILER-DAEMON@reciprocal.example", "verdict": "none"},
    "handed in from outside": {"verdict": "", "received": f"from evil.example by {BOUNDARY} with ESMTP id 1"},
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_failure_changes_nothing_but_the_queue(region: Region, case: str) -> None:
    before = region.everything()
    questions = added(region, report(letter_to(region), **FORGED[case]))  # type: ignore[arg-type]  # a table of keyword arguments
    assert [each["kind"] for each in questions] == ["bounce"]
    after = region.everything()
    assert {key: after[key] for key in ("cases", "ledger", "letters")} == {
        key: before[key] for key in ("cases", "ledger", "letters")
    }
    assert LEAD in questions[0]["why"]


PROVED = {
    "the recipient's own server": {},
    "a server within the recipient's domain": {"sender": "mailer-daemon@mx3.hackney.example"},
    "our own domain, vouched for": {"sender": "MAILER-DAEMON@reciprocal.example"},
    "our own server, which had it from nobody": {
        "sender": f"MAILER-DAEMON@{BOUNDARY}",
        "verdict": "",
        "received": f"by {BOUNDARY} (Postfix) id 4F1; Tue, 17 Nov 2026 10:00:00 +0000",
    },
}


@pytest.mark.parametrize("case", PROVED)
def test_a_failure_counts_when_a_server_on_the_way_wrote_it(region: Region, case: str) -> None:
    region.tell(report(letter_to(region), **PROVED[case]))  # type: ignore[arg-type]  # a table of keyword arguments
    assert state_of(region) == "refused"


def test_a_person_who_writes_of_a_failure_books_nothing(region: Region) -> None:
    words = f"Your mail to {LEAD} could not be delivered, she has left. {letter_to(region)['Message-ID']}"
    region.tell(mail(STRANGER, "Undeliverable mail?", words))
    assert state_of(region) == "sent"


def test_our_own_letter_that_comes_back_stripped_of_its_marks_is_nobodys_word(region: Region) -> None:
    """F26: known by its Message-ID alone."""
    before = region.everything()
    ours = letter_to(region)
    region.tell(
        mail(OURS, str(ours["Subject"]), "Approved.", extra=[])
        .replace(b"Message-ID: <", b"X-Was: <", 1)
        .replace(b"MIME-Version", f"Message-ID: {ours['Message-ID']}\nMIME-Version".encode(), 1)
    )
    assert region.everything() == before


# -- by the token on its envelope (F24) ------------------------------------------------------------------------------------


def token_of(region: Region, to: str = LEAD) -> str:
    (letter,) = region.letters(to=to)
    with region.store_open() as (_, store):
        return store.write(lambda tx: tokens.of(tx, letter["id"]))


STRANGERS_SERVER = "Postmaster <postmaster@relay.far-away.example>"


@pytest.mark.parametrize("where", ["envelope_id", "tagged"])
@pytest.mark.parametrize("verdict", ["pass", ""])
def test_a_failure_that_names_the_letter_s_token_is_booked_whoever_writes_it(region: Region, where: str, verdict: str) -> None:
    """A relay on the way, of which we know nothing, and which brings nothing of the letter back."""
    told = report(None, sender=STRANGERS_SERVER, verdict=verdict, **{where: token_of(region)})  # type: ignore[arg-type]
    (question,) = added(region, told)
    assert state_of(region) == "refused"
    assert question["kind"] == "delivery"
    assert question["case"] == REF


def test_a_token_in_hexadecimal_signs_is_read_too(region: Region) -> None:
    """RFC 3461 §4: a server may write any sign of it so."""
    token = token_of(region)
    region.tell(report(None, sender=STRANGERS_SERVER, envelope_id=f"+{ord(token[0]):02X}{token[1:]}"))
    assert state_of(region) == "refused"


def test_a_token_speaks_for_its_own_recipient_only(region: Region) -> None:
    (question,) = added(
        region, report(None, sender=STRANGERS_SERVER, to="somebody.else@hackney.example", envelope_id=token_of(region))
    )
    assert state_of(region) == "sent"
    assert question["kind"] == "bounce"


def made_up(token: str, how: str) -> str:
    match how:
        case "the letter's id alone":
            return token[: tokens.ID_PART] + "0" * tokens.PROOF_PART
        case "one sign wrong":
            return token[:-1] + ("0" if token[-1] != "0" else "1")
        case "cut short":
            return token[:-1]
        case "none of ours":
            return "f" * len(token)
        case _:
            return "%" * len(token)


@pytest.mark.parametrize("how", ["the letter's id alone", "one sign wrong", "cut short", "none of ours", "wild signs"])
@pytest.mark.parametrize("where", ["envelope_id", "tagged"])
def test_a_token_that_was_made_up_proves_nothing(region: Region, how: str, where: str) -> None:
    before = region.everything()
    token = made_up(token_of(region), how)
    questions = added(region, report(letter_to(region), sender=STRANGERS_SERVER, verdict="", **{where: token}))  # type: ignore[arg-type]
    assert [each["kind"] for each in questions] == ["bounce"]
    after = region.everything()
    assert {key: after[key] for key in ("cases", "ledger", "letters")} == {
        key: before[key] for key in ("cases", "ledger", "letters")
    }


def test_no_token_stands_in_a_letter_and_none_can_be_reckoned_from_it(region: Region) -> None:
    """What every reader sees must not be enough to write a bounce; another store has another secret."""
    token = token_of(region)
    for file in (region.home / "letters").glob("*.eml"):
        assert token.encode() not in file.read_bytes()
        assert token[tokens.ID_PART :].encode() not in file.read_bytes()
    (letter,) = region.letters(to=LEAD)
    with Region(home=region.home / "another").open().store_open() as (_, store):
        assert store.write(lambda tx: tokens.of(tx, letter["id"])) != token
        with store.read() as tx:
            assert tokens.named(tx, [token]) == frozenset()


@pytest.mark.parametrize("tag", ["", "+"])
def test_the_return_path_carries_the_token_where_the_provider_delivers_it(region: Region, tag: str) -> None:
    door = Door()
    with line_to(region, door) as plain:
        line = replace(plain, bounce_tag=tag)
        with line.store.read() as tx:
            [sent] = [each.id for each in outbox.listing(tx) if each.to == LEAD]
        line.store.write(lambda tx: outbox.record_returned(tx, sent, "550"))
        line.store.write(lambda tx: outbox.send_again(tx, sent, line.now()))
        one_round(line)
    [whence] = door.from_whom
    assert whence == (OURS.replace("@", f"+b.{token_of(region)}@") if tag else OURS)
    assert len(whence.partition("@")[0]) <= 64
